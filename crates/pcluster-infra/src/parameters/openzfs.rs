//! FSx for OpenZFS.

use super::finding::{Finding, one_of};
use super::values::{Source, Values};
use crate::template::Parameter;

/// Sizes in GiB. API reference of FSx, `StorageCapacity`.
const CAPACITY: std::ops::RangeInclusive<i64> = 64..=524_288;

/// MB/s of the types of the first and of the second generation. API reference of FSx, `ThroughputCapacity`.
const FIRST: &[i64] = &[64, 128, 256, 512, 1024, 2048, 3072, 4096];
const SECOND: &[i64] = &[160, 320, 640, 1280, 2560, 3840, 5120, 7680, 10240];

const TYPE: &str = "OpenZFSDeploymentType";
const THROUGHPUT: &str = "OpenZFSThroughput";

/// What a type can have; nothing where the type is not known here.
fn throughputs(deployment: &str) -> Option<&'static [i64]> {
    match deployment {
        "SINGLE_AZ_1" | "SINGLE_AZ_HA_1" => Some(FIRST),
        "SINGLE_AZ_2" | "SINGLE_AZ_HA_2" | "MULTI_AZ_1" => Some(SECOND),
        _ => None,
    }
}

/// The same type of the other generation.
fn other_generation(deployment: &str) -> Option<&'static str> {
    Some(match deployment {
        "SINGLE_AZ_1" => "SINGLE_AZ_2",
        "SINGLE_AZ_2" => "SINGLE_AZ_1",
        "SINGLE_AZ_HA_1" => "SINGLE_AZ_HA_2",
        "SINGLE_AZ_HA_2" => "SINGLE_AZ_HA_1",
        _ => return None,
    })
}

/// What is wrong with a size, by itself.
pub(super) fn one(parameter: &Parameter, value: &str) -> Option<Finding> {
    if parameter.name != "OpenZFSCapacity" {
        return None;
    }
    let capacity: i64 = value.parse().ok()?;
    (!CAPACITY.contains(&capacity)).then(|| {
        let (least, most) = (CAPACITY.start(), CAPACITY.end());
        let nearest = if capacity < *least { least } else { most };
        Finding::new(
            "stack-openzfs-capacity",
            &parameter.name,
            format!("an OpenZFS file system cannot have {capacity} GiB"),
        )
        .label(format!("this must be from {least} to {most}"))
        .help(format!("set it to {nearest}, the nearest size"))
    })
}

/// What does not go together.
pub(super) fn check(values: &Values<'_>) -> Option<Finding> {
    let (value, source) = values.get(THROUGHPUT)?;
    let throughput: i64 = value.parse().ok()?;
    let finding =
        |who: &str| Finding::new("stack-openzfs-throughput", THROUGHPUT, format!("{who} {throughput} MB/s"));
    let Some((deployment, type_source)) = values.get(TYPE) else {
        let known = FIRST.contains(&throughput) || SECOND.contains(&throughput);
        return (!known).then(|| {
            finding("no OpenZFS file system has").label(format!(
                "there are {} in the first generation, {} in the second",
                one_of(FIRST),
                one_of(SECOND)
            ))
        });
    };
    let choices = throughputs(deployment)?;
    if choices.contains(&throughput) {
        return None;
    }
    let finding = finding(&format!("an OpenZFS file system of type `{deployment}` does not have"));
    let help = format!("set `{THROUGHPUT}` to {}", nearest(choices, throughput));
    Some(match (source, type_source) {
        (Source::Given, Source::Given) => finding
            .label(format!("this must be {}", one_of(choices)))
            .related(TYPE, "this is the type")
            .help(help),
        (Source::Given, other) => {
            let fitting = other_generation(deployment)
                .filter(|other| throughputs(other).is_some_and(|choices| choices.contains(&throughput)));
            let or = fitting.map(|fitting| format!(", or `{TYPE}` to `{fitting}`"));
            finding
                .label(format!("this must be {} with `{deployment}`, {}", one_of(choices), other.words()))
                .help(help + &or.unwrap_or_default())
        }
        (other, Source::Given) => Finding { name: TYPE.to_owned(), ..finding }
            .label(format!("with this type, {throughput}, {}, cannot stay", other.words()))
            .help(help),
        _ => finding.help(help),
    })
}

/// The next smaller and the next greater choice, in words.
fn nearest(choices: &[i64], value: i64) -> String {
    let below = choices.iter().filter(|choice| **choice < value).max();
    let above = choices.iter().filter(|choice| **choice > value).min();
    let near: Vec<&i64> = below.into_iter().chain(above).collect();
    one_of(&near)
}
