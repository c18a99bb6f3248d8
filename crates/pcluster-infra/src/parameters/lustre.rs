//! FSx for Lustre.

use pcluster_config::model::cluster::DeploymentType;

use super::finding::{Finding, one_of};
use super::values::{Source, Values};
use crate::template::Parameter;

/// Sizes in GiB: the smallest, and the step of all others. API reference of FSx, `StorageCapacity`.
const SMALLEST: i64 = 1200;
const STEP: i64 = 2400;

/// Versions of Lustre, and those that `PERSISTENT_2` has. API reference of FSx, `FileSystemTypeVersion`.
const VERSIONS: [&str; 3] = ["2.10", "2.12", "2.15"];
const VERSIONS_OF_PERSISTENT_2: [&str; 2] = ["2.12", "2.15"];

/// The types that a stack can have.
const TYPES: [DeploymentType; 2] = [DeploymentType::Persistent1, DeploymentType::Persistent2];

fn deployment_type(name: &str) -> Option<DeploymentType> {
    TYPES.into_iter().find(|deployment| deployment.as_str() == name)
}

/// What is wrong with a size, by itself.
pub(super) fn one(parameter: &Parameter, value: &str) -> Option<Finding> {
    if parameter.name != "Capacity" {
        return None;
    }
    let capacity: i64 = value.parse().ok()?;
    if capacity == SMALLEST || (capacity > 0 && capacity % STEP == 0) {
        return None;
    }
    let above = (capacity.div_euclid(STEP).max(0) + 1).saturating_mul(STEP);
    let help = match capacity {
        ..=SMALLEST => format!("set it to {SMALLEST}, the smallest size"),
        _ if capacity < STEP => format!("set it to {SMALLEST} or {STEP}, the nearest sizes"),
        _ => format!("set it to {} or {above}, the nearest sizes", above - STEP),
    };
    Some(
        Finding::new(
            "stack-lustre-capacity",
            &parameter.name,
            format!("a Lustre file system cannot have {capacity} GiB"),
        )
        .label(format!("this must be {SMALLEST} or a multiple of {STEP}"))
        .help(help),
    )
}

/// What does not go together.
pub(super) fn check(values: &Values<'_>) -> Vec<Finding> {
    [throughput(values), version(values), associations(values)].into_iter().flatten().collect()
}

fn throughput(values: &Values<'_>) -> Option<Finding> {
    const NAME: &str = "PerUnitStorageThroughput";
    let (value, source) = values.get(NAME)?;
    let throughput: i64 = value.parse().ok()?;
    let deployment = values.get("DeploymentType");
    let Some((deployment, type_source)) = deployment else {
        // The type is not known: there is a mistake only if no type has that throughput.
        let all: Vec<i64> =
            TYPES.iter().flat_map(|deployment| deployment.ssd_throughputs()).copied().collect();
        return (!all.contains(&throughput)).then(|| {
            let [first, second] = TYPES.map(|deployment| {
                format!("{} for `{}`", one_of(deployment.ssd_throughputs()), deployment.as_str())
            });
            wrong_throughput(NAME, throughput, "no Lustre file system has")
                .label(format!("there are {first}, and {second}"))
        });
    };
    let choices = deployment_type(deployment)?.ssd_throughputs();
    if choices.contains(&throughput) {
        return None;
    }
    let finding = wrong_throughput(
        NAME,
        throughput,
        &format!("a Lustre file system of type `{deployment}` does not have"),
    );
    let help = format!("set `{NAME}` to {}", one_of(choices));
    Some(match (source, type_source) {
        (Source::Given, Source::Given) => finding
            .label(format!("this must be {}", one_of(choices)))
            .related("DeploymentType", "this is the type")
            .help(help),
        (Source::Given, other) => {
            let fitting = TYPES.iter().find(|deployment| deployment.ssd_throughputs().contains(&throughput));
            let or = fitting.map(|fitting| format!(", or `DeploymentType` to `{}`", fitting.as_str()));
            finding
                .label(format!("this must be {} with `{deployment}`, {}", one_of(choices), other.words()))
                .help(help + &or.unwrap_or_default())
        }
        (other, Source::Given) => Finding { name: "DeploymentType".to_owned(), ..finding }
            .label(format!("with this type, {throughput}, {}, cannot stay", other.words()))
            .help(help),
        _ => finding.help(help),
    })
}

fn wrong_throughput(name: &str, throughput: i64, who: &str) -> Finding {
    Finding::new("stack-lustre-throughput", name, format!("{who} {throughput} MB/s per TiB"))
}

fn version(values: &Values<'_>) -> Option<Finding> {
    const NAME: &str = "LustreVersion";
    let (version, source) = values.get(NAME)?;
    if !VERSIONS.contains(&version) {
        return (source == Source::Given).then(|| {
            Finding::new(
                "stack-lustre-version",
                NAME,
                format!("there is no version `{version}` of Lustre on FSx"),
            )
            .label(format!("this must be {}", one_of(&VERSIONS)))
            .help("write `2.15`, which every type has")
        });
    }
    let (deployment, type_source) = values.get("DeploymentType")?;
    if deployment_type(deployment)? != DeploymentType::Persistent2
        || VERSIONS_OF_PERSISTENT_2.contains(&version)
    {
        return None;
    }
    let name = if source == Source::Given { NAME } else { "DeploymentType" };
    let message = format!("a Lustre file system of type `{deployment}` does not have version {version}");
    let finding = Finding::new("stack-lustre-version", name, message).help(format!("set `{NAME}` to `2.15`"));
    Some(match type_source {
        Source::Given if name == NAME => finding.related("DeploymentType", "this is the type"),
        _ => finding,
    })
}

fn associations(values: &Values<'_>) -> Option<Finding> {
    let (deployment, _) = values.get("DeploymentType")?;
    let (version, source) = values.get("LustreVersion")?;
    let is_old = version == "2.10" && deployment_type(deployment)? == DeploymentType::Persistent1;
    (is_old && source == Source::Given).then(|| {
        Finding::new(
            "stack-lustre-associations",
            "LustreVersion",
            "a Lustre file system of version 2.10 cannot be linked to S3",
        )
        .help("set `LustreVersion` to `2.15` if data is to come from a bucket, as `pclusterctl data associate` does it")
    })
}
