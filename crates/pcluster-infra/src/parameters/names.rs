//! Names that are no parameters, but stand in the same files.

use pcluster_config::suggest::nearest;

use super::finding::Finding;
use super::{Inputs, Target};
use crate::outputs;
use crate::template::{Monitoring, prerequisites};

/// The region, as files of variables name it.
pub(super) const REGION: &str = "AWS_REGION";

/// What a name in a file of variables means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Meant {
    /// A parameter of the stack.
    Parameter(&'static str),
    /// The region.
    Region,
    /// Something that a step of a deployment left behind, and that means nothing here.
    Nothing,
    /// Nobody knows.
    Unknown,
}

/// The names that mean a parameter without having its name, and those that mean nothing here. To these belong all
/// names of [`outputs::names::VARIABLES`], and what begins with `AWS_`.
pub const OTHER_NAMES: &[(&str, Meant)] = &[
    ("PRIMARY_AZ", Meant::Parameter("PrimarySubnetAZ")),
    ("AZ", Meant::Parameter("PrimarySubnetAZ")),
    ("SECONDARY_AZ", Meant::Parameter("SecondarySubnetAZ")),
    ("AWS_REGION", Meant::Region),
    ("STACK_NAME", Meant::Nothing),
    ("STACK_ID_VPC", Meant::Nothing),
    ("CLUSTER_NAME", Meant::Nothing),
    ("PCLUSTER_VERSION", Meant::Nothing),
    ("NUM_INSTANCES", Meant::Nothing),
    ("INSTANCE", Meant::Nothing),
    ("HEAD_NODE_INSTANCE_TYPE", Meant::Nothing),
    ("KEYPAIR_NAME", Meant::Nothing),
    ("CAPACITY_RESERVATION_ID", Meant::Nothing),
    ("COMPUTE_INSTANCE_TYPE", Meant::Nothing),
    ("COMPUTE_MIN_COUNT", Meant::Nothing),
    ("COMPUTE_MAX_COUNT", Meant::Nothing),
    ("PLACEMENT_GROUP", Meant::Nothing),
    ("DATA_BUCKET_NAME", Meant::Nothing),
    ("S3_BUCKET_NAME", Meant::Nothing),
    ("ECR_REPO_NAME", Meant::Nothing),
    ("ECR_REPO_URI", Meant::Nothing),
    ("IMAGE_TAG", Meant::Nothing),
    ("TRAINING_IMAGE_URI", Meant::Nothing),
    ("HEAD_NODE_BOOTSTRAP_SCRIPT", Meant::Nothing),
    ("COMPUTE_NODE_BOOTSTRAP_SCRIPT", Meant::Nothing),
    ("LUSTRE_DATA_DIR", Meant::Nothing),
    ("LUSTRE_CHECKPOINT_DIR", Meant::Nothing),
    ("LUSTRE_LOG_DIR", Meant::Nothing),
    ("LUSTRE_RESULTS_DIR", Meant::Nothing),
];

/// What a name means that is no parameter of the template.
pub(super) fn meant(name: &str) -> Meant {
    if let Some((_, meant)) = OTHER_NAMES.iter().find(|(other, _)| *other == name) {
        return *meant;
    }
    let left_behind = |known: &outputs::names::Name| known.output == name || known.variable == name;
    if name.starts_with("AWS_") || outputs::names::VARIABLES.iter().any(left_behind) {
        return Meant::Nothing;
    }
    Meant::Unknown
}

/// Names that mean nothing here.
pub(super) fn check(inputs: &Inputs, target: &Target<'_>) -> Vec<Finding> {
    inputs.names().filter_map(|name| unknown(name, inputs.is_argument(name), target)).collect()
}

fn unknown(name: &str, is_argument: bool, target: &Target<'_>) -> Option<Finding> {
    let template = target.template;
    if template.parameter(name).is_some() {
        return None;
    }
    match meant(name) {
        Meant::Parameter(parameter) if template.parameter(parameter).is_some() => return None,
        Meant::Region => return None,
        Meant::Parameter(_) | Meant::Nothing if !is_argument => return None,
        _ => {}
    }
    let of_other = |monitoring: &Monitoring| prerequisites(*monitoring).parameter(name).is_some();
    if template.name == "prerequisites"
        && let Some(monitoring) = Monitoring::ALL.iter().find(|monitoring| of_other(monitoring))
    {
        return Some(
            Finding::new(
                "parameter-of-other-monitoring",
                name,
                format!("`{name}` belongs to the monitoring `{monitoring}`"),
            )
            .help(format!("choose that with `--monitoring {monitoring}`, or leave `{name}` out")),
        );
    }
    let names = template.parameters.iter().map(|parameter| parameter.name.as_str());
    let near = nearest(&name.replace('_', ""), names).map(|near| format!("did you mean `{near}`?"));
    Some(match near {
        Some(near) => {
            Finding::new("parameter-unknown", name, format!("there is no parameter `{name}`")).help(near)
        }
        None if is_argument => {
            Finding::new("parameter-unknown", name, format!("there is no parameter `{name}`"))
                .help("`pclusterctl infra template` shows them all")
        }
        None => Finding::new(
            "parameter-ignored",
            name,
            format!("`{name}` is not used: it is no parameter of the stack"),
        )
        .help("`pclusterctl infra template` shows the parameters"),
    })
}
