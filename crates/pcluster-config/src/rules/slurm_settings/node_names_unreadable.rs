//! Slurm settings of one's own in which no names of nodes can be looked for.
//!
//! The official tool searches every map for names of nodes. It gives up where a parameter has no text for a name, or
//! where `NodeName` is not a text.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - NodeName: 7
//!         CPUs: 32
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - NodeName: onprem7
//!         CPUs: 32
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources: [{ Name: c5, InstanceType: c5.large }]
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::SlurmSettings;
use crate::rules::slurm_settings::custom_settings;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::Value;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "node-names-unreadable",
    severity: Severity::Error,
    official: Some("CustomSlurmNodeNamesValidator"),
    check: Check::SlurmSettingsEach(check),
};

fn check(settings: &At<'_, SlurmSettings>, _: &Facts<'_>) -> Vec<Finding> {
    let unreadable = custom_settings(settings).filter_map(|(index, name, value)| {
        let place = || settings.key("CustomSlurmSettings").index(index);
        let Some(text) = name.as_str() else {
            let finding = Finding::new(format!("`{name}` is not the name of a parameter of Slurm"))
                .at(place(), "")
                .help("write the name of a parameter; quotes make a text of it");
            return Some(finding);
        };
        (text.eq_ignore_ascii_case("nodename") && !is_searchable(value)).then(|| {
            Finding::new(format!("`{text}` must be a text"))
                .at(place().key(text), "")
                .help("put it in quotes if it is the name of a node")
        })
    });
    unreadable.collect()
}

/// Whether names can be looked for. Lists and maps are taken for collections of names, as long as none of them is found.
fn is_searchable(value: &Value) -> bool {
    let is_mark = |value: &Value| matches!(value.as_str(), Some("-st-" | "-dy-"));
    match value {
        Value::String(_) => true,
        Value::List(items) => !items.iter().any(is_mark),
        Value::Map(entries) => !entries.iter().any(|(key, _)| is_mark(key)),
        _ => false,
    }
}
