//! What the template itself says about its parameters.

use pcluster_config::template::contains_placeholder;
use regex::Regex;

use super::finding::{Finding, one_of};
use crate::template::{Monitoring, Parameter};

/// The rule of values that are not among those listed.
pub(super) const NOT_A_CHOICE: &str = "parameter-not-a-choice";

/// A parameter needs a value and has none.
pub(super) fn missing(parameter: &Parameter, region: &str) -> Finding {
    let name = &parameter.name;
    let example = if name.ends_with("AZ") { format!("{region}a") } else { "...".to_owned() };
    let meaning = lower(parameter.description.split(';').next().unwrap_or_default());
    let meaning = if meaning.is_empty() { String::new() } else { format!(": it is the {meaning}") };
    Finding::new("parameter-missing", name, format!("`{name}` has no value"))
        .help(format!("give it one with `--set {name}={example}` or in a file{meaning}"))
}

/// Something was not filled in.
pub(super) fn placeholder(parameter: &Parameter, value: &str) -> Option<Finding> {
    contains_placeholder(value).then(|| {
        Finding::new(
            "parameter-placeholder",
            &parameter.name,
            format!("the value of `{}` is not filled in", parameter.name),
        )
        .label("a placeholder stands here")
        .help("write the value itself")
    })
}

/// What the template says about a value.
pub(super) fn check(parameter: &Parameter, value: &str) -> Option<Finding> {
    not_a_choice(parameter, value)
        .or_else(|| not_a_number(parameter, value))
        .or_else(|| out_of_range(parameter, value))
        .or_else(|| wrong_form(parameter, value))
}

fn not_a_choice(parameter: &Parameter, value: &str) -> Option<Finding> {
    let (name, choices) = (&parameter.name, &parameter.allowed_values);
    if choices.is_empty() || choices.iter().any(|choice| choice == value) {
        return None;
    }
    let folded = value.trim().to_lowercase();
    let folded = match folded.as_str() {
        "yes" | "on" | "1" => "true",
        "no" | "off" | "0" => "false",
        word => word,
    };
    let near = choices.iter().find(|choice| choice.to_lowercase() == folded);
    let near = near
        .map(String::as_str)
        .or_else(|| pcluster_config::suggest::nearest(value, choices.iter().map(String::as_str)));
    let monitoring = value.parse::<Monitoring>().ok().filter(|_| name == "MonitoringType");
    let help = match near.filter(|_| parameter.kind != "Number") {
        _ if let Some(monitoring) = monitoring => format!("choose it with `--monitoring {monitoring}`"),
        Some(near) => format!("write `{near}`"),
        None => format!("write {}", one_of(choices)),
    };
    let label = format!("this must be {}", one_of(choices));
    Some(
        Finding::new(NOT_A_CHOICE, name, format!("`{name}` cannot be {}", shown(parameter, value)))
            .label(label)
            .help(help),
    )
}

fn not_a_number(parameter: &Parameter, value: &str) -> Option<Finding> {
    if parameter.kind != "Number" || number(value).is_some() {
        return None;
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let help = match digits.as_str() {
        "" => "write a number in digits".to_owned(),
        digits => format!("write the number alone, such as `{digits}`"),
    };
    let name = &parameter.name;
    Some(
        Finding::new("parameter-not-a-number", name, format!("the value of `{name}` is not a number"))
            .label("digits are expected here")
            .help(help),
    )
}

fn out_of_range(parameter: &Parameter, value: &str) -> Option<Finding> {
    let name = &parameter.name;
    let limit = |limit: &Option<String>| limit.as_deref().and_then(number);
    let found = |message: String, label: String, help: String| {
        Some(Finding::new("parameter-out-of-range", name, message).label(label).help(help))
    };
    if parameter.kind == "Number" {
        let (number, message) = (number(value)?, format!("`{name}` cannot be `{value}`"));
        return match (limit(&parameter.min_value), limit(&parameter.max_value)) {
            (Some(least), _) if number < least => {
                found(message, format!("this must be at least {least}"), format!("set it to {least} or more"))
            }
            (_, Some(most)) if number > most => {
                found(message, format!("this must be at most {most}"), format!("set it to {most} or less"))
            }
            _ => None,
        };
    }
    #[expect(clippy::cast_precision_loss, reason = "a text of that length is refused in any case")]
    let length = value.chars().count() as f64;
    match (limit(&parameter.min_length), limit(&parameter.max_length)) {
        (Some(least), _) if length < least && value.is_empty() => found(
            format!("the value of `{name}` is empty"),
            String::new(),
            "write one, or leave the name out".to_owned(),
        ),
        (Some(least), _) if length < least => {
            let label = format!("this must have at least {least} characters");
            found(format!("the value of `{name}` is too short"), label, "write a longer one".to_owned())
        }
        (_, Some(most)) if length > most => {
            let label = format!("this must have at most {most} characters");
            found(format!("the value of `{name}` is too long"), label, "write a shorter one".to_owned())
        }
        _ => None,
    }
}

fn wrong_form(parameter: &Parameter, value: &str) -> Option<Finding> {
    let pattern = parameter.allowed_pattern.as_deref()?;
    // A pattern that only Java understands is left to CloudFormation.
    let pattern = Regex::new(&format!("^(?:{pattern})$")).ok()?;
    if pattern.is_match(value) {
        return None;
    }
    let name = &parameter.name;
    let help = match value.strip_prefix("s3://") {
        Some(bucket) => {
            let bucket = bucket.split('/').next().unwrap_or_default();
            format!("write the name of the bucket alone: `{bucket}`")
        }
        None => match &parameter.constraint {
            Some(constraint) => format!("it {constraint}"),
            None => format!("it must match `{}`", parameter.allowed_pattern.as_deref().unwrap_or_default()),
        },
    };
    Some(
        Finding::new("parameter-wrong-form", name, format!("the value of `{name}` does not have its form"))
            .help(help),
    )
}

/// A number as CloudFormation takes it.
pub(super) fn number(value: &str) -> Option<f64> {
    let is_number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'));
    value.parse().ok().filter(|_| is_number)
}

fn shown(parameter: &Parameter, value: &str) -> String {
    if parameter.no_echo { "that".to_owned() } else { format!("`{value}`") }
}

fn lower(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default() + characters.as_str()
}
