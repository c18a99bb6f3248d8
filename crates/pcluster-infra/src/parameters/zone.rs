//! Availability zones and regions.

use pcluster_config::facts::regions;
use pcluster_config::scalar::Fit;
use pcluster_config::scalar::patterns::REGION;
use pcluster_config::suggest::nearest;

use super::finding::Finding;
use super::names;
use super::values::{Source, Values};
use super::{Inputs, Target};
use crate::template::Parameter;

/// Whether a parameter is an availability zone.
fn is_zone(parameter: &Parameter) -> bool {
    parameter.kind == "AWS::EC2::AvailabilityZone::Name"
        || matches!(parameter.name.as_str(), "PrimarySubnetAZ" | "SecondarySubnetAZ")
}

/// What is wrong with a zone, by itself.
pub(super) fn one(parameter: &Parameter, value: &str, region: &str) -> Option<Finding> {
    if !is_zone(parameter) {
        return None;
    }
    let name = &parameter.name;
    let finding = |message: String| Finding::new("stack-zone", name, message);
    if value.is_empty() && parameter.default.as_deref() == Some("") {
        return None;
    }
    if value == region {
        return Some(
            finding(format!("`{value}` is the region, not one of its zones"))
                .help(format!("add the letter of a zone: `{region}a`")),
        );
    }
    if let Some(rest) = value.strip_prefix(region)
        && is_of_region(rest)
    {
        return None;
    }
    if is_zone_id(value) {
        return Some(
            finding(format!("`{value}` is the id of a zone, not its name")).label("a name such as `us-east-1f` is expected").help(
                format!("find its name in your account with `aws ec2 describe-availability-zones --zone-ids {value} --region {region}`"),
            ),
        );
    }
    let letter = value.chars().last().filter(char::is_ascii_lowercase);
    let other =
        letter.and_then(|letter| value.strip_suffix(letter)).filter(|other| REGION.fit(other) == Fit::Full);
    Some(match other {
        Some(other) => finding(format!("the zone `{value}` is not in the region {region}"))
            .label(format!("this zone is in {other}"))
            .help(format!("name a zone of {region}, or give `--region {other}`")),
        None => finding(format!("`{value}` is not the name of an availability zone"))
            .help(format!("write the name of the region and a letter, such as `{region}a`")),
    })
}

/// What stands behind the region in the name of a zone: a letter, or the place of a local zone.
fn is_of_region(rest: &str) -> bool {
    let letter = |text: &str| text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_lowercase());
    letter(rest)
        || rest.strip_prefix('-').is_some_and(|place| {
            place
                .strip_suffix(|last: char| last.is_ascii_lowercase())
                .is_some_and(|place| place.ends_with(|c: char| c.is_ascii_digit()))
        })
}

/// Whether it is an id such as `use1-az4`.
fn is_zone_id(value: &str) -> bool {
    let Some((region, zone)) = value.split_once("-az") else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(zone) && region.len() <= 6 && region.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// What does not go together with the region.
pub(super) fn check(values: &Values<'_>, inputs: &Inputs, target: &Target<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let region = target.region;
    if let Some((name, other)) = inputs.region_of_files().filter(|(_, other)| *other != region) {
        found.push(
            Finding::new(
                "stack-region-disagrees",
                name,
                format!("these values are for {other}, and the stack is to be in {region}"),
            )
            .help(format!("give `--region {other}`, or other values")),
        );
    }
    if !is_known(region) {
        let near = nearest(region, regions()).map(|near| format!("did you mean `{near}`? "));
        found.push(
            Finding::new("stack-unknown-region", names::REGION, format!("there may be no region `{region}`"))
                .help(format!("{}if it is new, go on", near.unwrap_or_default())),
        );
    }
    if let (Some((first, _)), Some((second, Source::Given))) =
        (values.get("PrimarySubnetAZ"), values.get("SecondarySubnetAZ"))
        && first == second
    {
        found.push(
            Finding::new("stack-zones-equal", "SecondarySubnetAZ", format!("both zones are `{second}`"))
                .label("the load balancer needs subnets in two zones")
                .related("PrimarySubnetAZ", "the first zone")
                .help("name another zone of the region"),
        );
    }
    found
}

fn is_known(region: &str) -> bool {
    const APART: [&str; 4] = ["cn-", "us-gov-", "us-iso", "eusc-"];
    regions().any(|known| known == region) || APART.iter().any(|start| region.starts_with(start))
}
