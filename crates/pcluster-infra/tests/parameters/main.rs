//! The values for a stack are checked before AWS is asked for anything.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail like the test")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "pages of text are put together here")]

mod docs;
mod each;
mod files;
mod relations;
mod whole;

use std::collections::BTreeMap;

use pcluster_config::render::{HumanOptions, human};
use pcluster_infra::parameters::{Checked, Deployed, Inputs, Target, check};
use pcluster_infra::template::{Monitoring, Template, prerequisites};

fn arguments(pairs: &[&str]) -> Inputs {
    let mut inputs = Inputs::new();
    for pair in pairs {
        inputs.add_pair(pair).unwrap();
    }
    inputs
}

fn checked(inputs: &Inputs, monitoring: Monitoring, deployed: Deployed<'_>) -> Checked {
    with_template(inputs, &prerequisites(monitoring), deployed)
}

fn with_template(inputs: &Inputs, template: &Template, deployed: Deployed<'_>) -> Checked {
    check(inputs, &Target { template, region: "us-east-1", deployed })
}

/// What a person is shown, without the lines that are the same everywhere.
fn page(checked: &Checked) -> String {
    let text: String = checked.reports.iter().map(|report| human(report, &HumanOptions::default())).collect();
    let lines = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.starts_with("  = docs:") && !line.starts_with("  |\n"));
    let verdict = if checked.parameters.is_some() { "(can be used)\n" } else { "(refused)\n" };
    lines.map(|line| format!("{line}\n")).collect::<String>() + verdict
}

fn deployed(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}
