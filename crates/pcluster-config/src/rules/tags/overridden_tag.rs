//! A tag that the cluster, a queue or a compute resource sets once more.
//!
//! The innermost one wins: that of a compute resource over that of its queue, and that over the cluster's.
//!
//! ```yaml fires
//! Tags:
//!   - Key: project
//!     Value: shared
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       Tags:
//!         - Key: project
//!           Value: llm
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```
//!
//! ```yaml quiet
//! Tags:
//!   - Key: owner
//!     Value: research
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       Tags:
//!         - Key: project
//!           Value: llm
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::Tag;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "overridden-tag",
    severity: Severity::Warning,
    official: Some("ComputeResourceTagsValidator"),
    check: Check::ClusterEach(check),
};

/// Tags by their keys, each with its place in its list.
type Places<'t> = HashMap<&'t str, usize>;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let of_cluster = places(cluster.tags.as_deref());
    for (index, queue) in cluster.scheduling.slurm_queues().iter().enumerate() {
        let place = || cluster.key("Scheduling").key("SlurmQueues").index(index);
        let of_queue = places(queue.tags.as_deref());
        // A queue without nodes has none to put tags on.
        if !queue.compute_resources.is_empty() {
            let outer = [("the cluster", cluster.path(), &of_cluster)];
            overridden(queue.tags.as_deref(), &place, &outer, &mut found);
        }
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            if let Some(tags) = resource.tags.as_deref() {
                let outer = [("the queue", place(), &of_queue), ("the cluster", cluster.path(), &of_cluster)];
                let place = || place().key("ComputeResources").index(index);
                overridden(Some(tags), &place, &outer, &mut found);
            }
        }
    }
    found
}

fn places(tags: Option<&[Tag]>) -> Places<'_> {
    tags.unwrap_or_default().iter().enumerate().map(|(index, tag)| (tag.key.as_str(), index)).collect()
}

/// Says which of some tags are set further out, from the nearest section on.
fn overridden(
    tags: Option<&[Tag]>,
    section: &dyn Fn() -> Path,
    outer: &[(&str, Path, &Places<'_>)],
    found: &mut Vec<Finding>,
) {
    let key = |section: &Path, index| section.key("Tags").index(index).key("Key");
    for (index, tag) in tags.unwrap_or_default().iter().enumerate() {
        let hidden = outer.iter().find_map(|(what, section, places)| {
            places.get(tag.key.as_str()).map(|place| (what, key(section, *place)))
        });
        if let Some((what, hidden)) = hidden {
            let finding = Finding::new(format!("the tag `{}` replaces that of {what}", tag.key))
                .at(key(&section(), index), "this one holds here")
                .and(hidden, format!("that of {what}"))
                .help("remove one of them, unless the difference is meant");
            found.push(finding);
        }
    }
}
