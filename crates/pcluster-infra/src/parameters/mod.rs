//! The values that a stack is made with, checked before AWS is asked for anything.
//!
//! They come from files ([`Inputs::add_file`]) and from `NAME=VALUE` arguments ([`Inputs::add_pair`]), and are checked
//! against what the template says about its parameters and against what is known about the services behind them
//! ([`RULES`]). What is wrong is reported as it is for a cluster configuration, in its place.
//!
//! ```
//! use pcluster_config::render::concise;
//! use pcluster_infra::parameters::{Deployed, Inputs, Target, check};
//! use pcluster_infra::template::{Monitoring, prerequisites};
//!
//! let mut inputs = Inputs::new();
//! inputs.add_pair("PrimarySubnetAZ=us-east-1f")?;
//! inputs.add_pair("Capacity=3000")?;
//! let template = prerequisites(Monitoring::None);
//! let checked = check(&inputs, &Target { template: &template, region: "us-east-1", deployed: Deployed::Nothing });
//! assert_eq!(
//!     concise(&checked.reports[0]),
//!     "--set:2:10: error[stack-lustre-capacity]: a Lustre file system cannot have 3000 GiB (Capacity)\n"
//! );
//! # Ok::<(), pcluster_config::template::SetError>(())
//! ```

mod arn;
mod cidr;
mod cluster;
mod declared;
mod finding;
mod inputs;
mod lustre;
mod names;
mod network;
mod openzfs;
mod rules;
mod shown;
mod values;
mod zone;

use std::collections::BTreeMap;

use pcluster_config::Report;
use pcluster_config::diagnostic::Severity;

use crate::template::{Parameter, Template};

pub use cluster::agrees;
pub use inputs::Inputs;
pub use names::{Meant, OTHER_NAMES};
pub use rules::RULES;

use finding::Finding;
use values::Values;

/// What the values are for.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The template, which says which parameters there are.
    pub template: &'a Template,
    /// The region that the stack is made in.
    pub region: &'a str,
    /// What is there already.
    pub deployed: Deployed<'a>,
}

/// What is known of the stack as it is, whose values hold where no others are given.
#[derive(Clone, Copy, Debug)]
pub enum Deployed<'a> {
    /// Nobody has asked yet. Only what is wrong in any case is reported.
    Unknown,
    /// There is no stack: what is not given has its default.
    Nothing,
    /// The parameters of the stack.
    Stack(&'a BTreeMap<String, String>),
}

/// What came of a check.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Checked {
    /// What was found, one report for each file and one for the arguments, those with nothing left out. They hold the
    /// lines of parameters alone: other values are blanked out.
    pub reports: Vec<Report>,
    /// The values, if there is no error among the reports.
    pub parameters: Option<Parameters>,
}

/// Values for the parameters of a template that a check has found no error in. Only [`check`] makes them.
///
/// Its `Debug` output leaves secrets out.
#[derive(Clone, PartialEq, Eq)]
pub struct Parameters {
    given: Vec<Given>,
}

#[derive(Clone, PartialEq, Eq)]
struct Given {
    name: String,
    value: String,
    secret: bool,
}

impl Parameters {
    /// The values that were given, by name, in the order of the template.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.given.iter().map(|given| (given.name.as_str(), given.value.as_str()))
    }

    /// The value that was given for a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find_map(|(given, value)| (given == name).then_some(value))
    }

    /// The values as a map.
    pub fn into_map(self) -> BTreeMap<String, String> {
        self.given.into_iter().map(|given| (given.name, given.value)).collect()
    }
}

impl std::fmt::Debug for Parameters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let shown = |given: &Given| if given.secret { "****".to_owned() } else { given.value.clone() };
        f.debug_map().entries(self.given.iter().map(|given| (&given.name, shown(given)))).finish()
    }
}

/// Checks the values for a stack.
pub fn check(inputs: &Inputs, target: &Target<'_>) -> Checked {
    let values = Values::new(inputs, target);
    let mut findings: Vec<Finding> =
        target.template.parameters.iter().filter_map(|parameter| one(&values, parameter)).collect();
    let mut together = zone::check(&values, inputs, target);
    together.extend(lustre::check(&values));
    together.extend(openzfs::check(&values));
    together.extend(network::check(&values));
    // What a value has to be beside others says more than the list of all that it can be.
    findings.retain(|finding| {
        finding.rule != declared::NOT_A_CHOICE
            || together.iter().all(|other| other.name != finding.name || other.severity() != Severity::Error)
    });
    // What is wrong by itself says nothing beside others.
    let is_wrong = |name: &str| findings.iter().any(|finding| finding.name == name);
    together.retain(|finding| {
        !is_wrong(&finding.name) && !finding.related.iter().any(|(name, _)| is_wrong(name))
    });
    findings.extend(together);
    findings.extend(names::check(inputs, target));
    let reports = inputs.reports(target, &values, findings);
    let valid = reports.iter().all(Report::is_valid);
    let parameters = valid.then(|| Parameters {
        given: target
            .template
            .parameters
            .iter()
            .filter_map(|parameter| {
                let value = values.given(&parameter.name)?.to_owned();
                Some(Given { name: parameter.name.clone(), value, secret: parameter.no_echo })
            })
            .collect(),
    });
    Checked {
        reports: reports.into_iter().filter(|report| !report.diagnostics().is_empty()).collect(),
        parameters,
    }
}

/// What is wrong with the value of one parameter by itself.
fn one(values: &Values<'_>, parameter: &Parameter) -> Option<Finding> {
    match values.given(&parameter.name) {
        None => values.is_missing(parameter).then(|| declared::missing(parameter, values.region)),
        Some(value) => {
            let known = declared::placeholder(parameter, value)
                .or_else(|| zone::one(parameter, value, values.region))
                .or_else(|| network::one(parameter, value))
                .or_else(|| lustre::one(parameter, value))
                .or_else(|| openzfs::one(parameter, value))
                .or_else(|| arn::one(parameter, value, values.region));
            match known {
                // What is known of the services says more than the template, which may still refuse it.
                Some(finding) if finding.severity() == Severity::Error => Some(finding),
                doubt => declared::check(parameter, value).or(doubt),
            }
        }
    }
}
