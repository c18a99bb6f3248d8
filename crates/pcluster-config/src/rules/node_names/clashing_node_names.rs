//! Two compute resources whose nodes get the same names.
//!
//! Nodes are called `<queue>-st-<compute resource>-<n>`, or `-dy-` when they start on demand, and names may have such parts
//! in them as well: `train-dy-st-p5-1` is a node of queue `train`, resource `st-p5`, and of queue `train-dy`, resource
//! `p5`. Slurm stops with a fatal error at a node that is defined twice (`Duplicated NodeName`), so the cluster cannot
//! come up.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: train
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: st-c5
//!           InstanceType: c5.large
//!     - Name: train-dy
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MinCount: 2
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: train
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!     - Name: train-dy
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//!           MinCount: 2
//! ```

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::has_marker;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "clashing-node-names",
    severity: Severity::Error,
    official: None,
    check: Check::SchedulingEach(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let queues = scheduling.slurm_queues();
    // Without such a part in the name of a compute resource no two nodes can be called the same.
    if !queues.iter().flat_map(|queue| &queue.compute_resources).any(|resource| has_marker(&resource.name)) {
        return Vec::new();
    }
    let mut seen = HashMap::new();
    let mut found = Vec::new();
    for (at, queue) in queues.iter().enumerate() {
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            let kinds =
                [("st", resource.min_count() > 0), ("dy", resource.max_count() > resource.min_count())];
            for (kind, _) in kinds.into_iter().filter(|(_, any)| *any) {
                let node = format!("{}-{kind}-{}", queue.name, resource.name);
                let place = scheduling.key("SlurmQueues").index(at).key("ComputeResources").index(index);
                match seen.get(&node) {
                    None => drop(seen.insert(node, (&queue.name, place))),
                    // That a name stands twice is said elsewhere.
                    Some((other, _)) if *other == &queue.name => {}
                    Some((_, first)) => found.push(clash(&node, &place, first)),
                }
            }
        }
    }
    found
}

fn clash(node: &str, place: &Path, first: &Path) -> Finding {
    Finding::new(format!("two compute resources have a node `{node}-1`"))
        .at(place.key("Name"), "its nodes get the same names")
        .and(first.key("Name"), "as the nodes of this one")
        .decided_by(place.key("MinCount"))
        .decided_by(place.key("MaxCount"))
        .decided_by(first.key("MinCount"))
        .decided_by(first.key("MaxCount"))
        .help("rename a queue or a compute resource; leave out `st` and `dy` between hyphens")
}
