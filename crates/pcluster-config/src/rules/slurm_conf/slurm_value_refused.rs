//! A value that Slurm cannot read for this parameter.
//!
//! Slurm parses the values of many parameters while it reads `slurm.conf`: whole numbers without a unit (many of them up
//! to 65,535), yes or no, the levels of its logs, modes of preemption. At one that it cannot read `slurmctld` refuses to
//! start, so the cluster cannot come up. A trap is `PreemptMode: OFF`: YAML reads `OFF` as a boolean, and Slurm gets
//! `False`.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SlurmdTimeout: 10min
//!       - KillWait: 100000
//!       - SlurmctldDebug: loud
//!       - DisableRootJobs: never
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         PreemptMode: OFF
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - SlurmdTimeout: 600
//!       - MaxNodeCount: 4k
//!       - SlurmctldDebug: debug2
//!       - DisableRootJobs: YES
//!   SlurmQueues:
//!     - Name: compute
//!       CustomSlurmSettings:
//!         PreemptMode: 'OFF'
//!         MaxNodes: UNLIMITED
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::facts::SlurmValue;
use crate::rules::{At, Check, Facts, Finding, RuleDef, SlurmParameters};
use crate::scalar::Value;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurm-value-refused",
    severity: Severity::Error,
    official: None,
    check: Check::SlurmParametersEach(check),
};

const BOOLEANS: [&str; 8] = ["yes", "up", "true", "1", "no", "down", "false", "0"];
const LEVELS: [&str; 10] =
    ["quiet", "fatal", "error", "info", "verbose", "debug", "debug2", "debug3", "debug4", "debug5"];
const MODES: [&str; 9] =
    ["off", "cluster", "cancel", "requeue", "on", "suspend", "gang", "within", "priority"];

fn check(parameters: &At<'_, SlurmParameters<'_>>, _: &Facts<'_>) -> Vec<Finding> {
    let found = parameters.iter().filter_map(|(name, value)| {
        let parameter = parameters.line.parameter(name)?;
        let wanted = match parameter.value {
            SlurmValue::Number { most, may_end_in_k } => {
                (!is_number(value, most, may_end_in_k)).then(|| format!("a whole number from 0 to {most}"))
            }
            SlurmValue::Boolean => (!is_one_of(value, &BOOLEANS)).then(|| "`YES` or `NO`".to_owned()),
            SlurmValue::Several => None,
            SlurmValue::Text => match parameter.name {
                "SlurmctldDebug" | "SlurmctldSyslogDebug" | "SlurmdDebug" | "SlurmdSyslogDebug" => {
                    (!is_level(value)).then(|| format!("one of {}", LEVELS.join(", ")))
                }
                "PreemptMode" if matches!(value, Value::Bool(_)) => Some("a text".to_owned()),
                "PreemptMode" => (!are_modes(value)).then(|| "a mode of preemption".to_owned()),
                _ => None,
            },
        }?;
        let help = match value {
            Value::Bool(_) if parameter.value == SlurmValue::Text => {
                "put the value in quotes, as YAML reads `ON` and `OFF` as booleans"
            }
            _ => "correct the value: Slurm does not start with one that it cannot read",
        };
        let given = match value {
            Value::Null => "nothing".to_owned(),
            // As Python writes them.
            Value::Bool(true) => "`True`".to_owned(),
            Value::Bool(false) => "`False`".to_owned(),
            other => format!("`{other}`"),
        };
        Some(
            Finding::new(format!("Slurm cannot read {given} as the value of `{name}`"))
                .at(parameters.key(name), format!("this must be {wanted}"))
                .help(help),
        )
    });
    found.collect()
}

/// Values that are no scalars, or not one word, are another matter; of a placeholder nothing is known.
fn text(value: &Value) -> Option<&str> {
    let text = value.as_str()?.trim();
    (!text.is_empty() && !text.contains([' ', '#', '"']) && !text.contains("${")).then_some(text)
}

fn is_one_of(value: &Value, words: &[&str]) -> bool {
    match value {
        Value::Bool(_) => words.contains(&"true"),
        Value::Int(number) => words.iter().any(|word| *word == number.to_string()),
        Value::Null | Value::Float(_) => false,
        _ => text(value).is_none_or(|text| words.iter().any(|word| word.eq_ignore_ascii_case(text))),
    }
}

fn is_level(value: &Value) -> bool {
    let is_digit = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    matches!(value, Value::Int(_)) || text(value).is_some_and(is_digit) || is_one_of(value, &LEVELS)
}

fn are_modes(value: &Value) -> bool {
    let is_mode = |word: &str| MODES.iter().any(|mode| mode.eq_ignore_ascii_case(word));
    text(value).is_none_or(|text| text.split(',').filter(|word| !word.is_empty()).all(is_mode))
}

/// Whether Slurm reads it as a number, as C does: also hexadecimal and octal.
fn is_number(value: &Value, most: u64, may_end_in_k: bool) -> bool {
    match value {
        Value::Int(number) => (0..=i128::from(most)).contains(&number.wide()),
        Value::Null | Value::Bool(_) | Value::Float(_) => false,
        _ => text(value).is_none_or(|text| {
            let endless = ["UNLIMITED", "INFINITE"].iter().any(|word| word.eq_ignore_ascii_case(text));
            let digits = if may_end_in_k { text.strip_suffix(['k', 'K']).unwrap_or(text) } else { text };
            let digits = digits.strip_prefix('+').unwrap_or(digits);
            let number = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
                Some(hexadecimal) => u64::from_str_radix(hexadecimal, 16),
                None if digits.len() > 1 && digits.starts_with('0') => u64::from_str_radix(digits, 8),
                None => digits.parse(),
            };
            endless || number.is_ok_and(|number| number <= most)
        }),
    }
}
