//! An instance type that the catalogue does not have.
//!
//! Nothing that depends on the type can be checked then. A type that is younger than the catalogue is fine; a slip
//! of the keyboard makes ParallelCluster give up at once. The catalogue is EC2's own list (`DescribeInstanceTypes`)
//! at its date.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlage
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!         PlacementGroup: { Enabled: true }
//!       ComputeResources:
//!         - Name: p5
//!           InstanceType: p5.48xlarge
//!           Efa: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, InstanceUse, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "unknown-instance-type",
    severity: Severity::Warning,
    official: None,
    check: Check::InstanceType(check),
};

fn check(named: &At<'_, InstanceUse<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    let name = named.name;
    if name.contains("${") || facts.instance(name).is_some() {
        return None;
    }
    let message = match facts.catalogue.date() {
        Some(date) => format!("`{name}` is not among the instance types that EC2 had by {date}"),
        None => format!("`{name}` is not a known instance type"),
    };
    let nearest = facts.catalogue.nearest(name);
    let nearest: Vec<String> = nearest.into_iter().map(|name| format!("`{name}`")).collect();
    let help = match nearest.split_last() {
        Some((last, [])) => format!("did you mean {last}?"),
        Some((last, others)) => format!("did you mean {} or {last}?", others.join(", ")),
        None => "look at the list of instance types: `pclusterctl instances`".to_owned(),
    };
    Some(Finding::new(message).at(named.path(), "nothing is known about this type").help(help))
}
