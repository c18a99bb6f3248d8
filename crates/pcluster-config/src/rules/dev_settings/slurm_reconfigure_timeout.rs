//! A time for Slurm to take on a new configuration that is too short, or no number.
//!
//! `slurm.reconfigure_timeout` is the time in seconds that an update of the cluster waits for `scontrol reconfigure`; it must be
//! a whole number above 300.
//!
//! ```yaml fires
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"slurm": {"reconfigure_timeout": 120}}}'
//! ```
//!
//! ```yaml quiet
//! DevSettings:
//!   Cookbook:
//!     ExtraChefAttributes: '{"cluster": {"slurm": {"reconfigure_timeout": 900}}}'
//! ```

use crate::diagnostic::Severity;
use crate::model::Cookbook;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurm-reconfigure-timeout",
    severity: Severity::Error,
    official: Some("ExtraChefAttributesValidator"),
    check: Check::Cookbook(check),
};

fn check(cookbook: &At<'_, Cookbook>, facts: &Facts<'_>) -> Option<Finding> {
    let above = facts.of_release().chef_attributes.reconfigure_timeout_above?;
    let attributes = super::attributes(cookbook)?;
    let value = super::attribute(&attributes, &["slurm", "reconfigure_timeout"])?;
    let fits =
        value.as_i64().is_some_and(|seconds| seconds > above) || value.is_u64() && value.as_i64().is_none();
    (!fits).then(|| {
        Finding::new(format!(
            "the attribute `cluster.slurm.reconfigure_timeout` must be a whole number above {above}"
        ))
        .at(cookbook.key("ExtraChefAttributes"), format!("it is `{value}`"))
        .help("give the time in seconds, or remove the attribute")
    })
}
