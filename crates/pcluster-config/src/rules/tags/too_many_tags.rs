//! More than 40 tags on the nodes of a compute resource.
//!
//! EC2 allows 50 tags for an instance, and ParallelCluster keeps 10 for itself. The tags of the cluster, the queue and the
//! compute resource count together, each key once.
//!
//! ```yaml fires
//! Tags: [
//!   { Key: t0, Value: x }, { Key: t1, Value: x }, { Key: t2, Value: x }, { Key: t3, Value: x },
//!   { Key: t4, Value: x }, { Key: t5, Value: x }, { Key: t6, Value: x }, { Key: t7, Value: x },
//!   { Key: t8, Value: x }, { Key: t9, Value: x }, { Key: t10, Value: x }, { Key: t11, Value: x },
//!   { Key: t12, Value: x }, { Key: t13, Value: x }, { Key: t14, Value: x }, { Key: t15, Value: x },
//!   { Key: t16, Value: x }, { Key: t17, Value: x }, { Key: t18, Value: x }, { Key: t19, Value: x },
//!   { Key: t20, Value: x }, { Key: t21, Value: x }, { Key: t22, Value: x }, { Key: t23, Value: x },
//!   { Key: t24, Value: x }, { Key: t25, Value: x }, { Key: t26, Value: x }, { Key: t27, Value: x },
//!   { Key: t28, Value: x }, { Key: t29, Value: x }, { Key: t30, Value: x }, { Key: t31, Value: x },
//!   { Key: t32, Value: x }, { Key: t33, Value: x }, { Key: t34, Value: x }, { Key: t35, Value: x },
//!   { Key: t36, Value: x }, { Key: t37, Value: x }, { Key: t38, Value: x }, { Key: t39, Value: x },
//!   { Key: t40, Value: x }
//! ]
//! ```
//!
//! ```yaml quiet
//! Tags:
//!   - Key: owner
//!     Value: research
//! ```

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::model::Tag;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-tags",
    severity: Severity::Error,
    official: Some("ComputeResourceTagsValidator"),
    check: Check::ClusterEach(check),
};

const MAX_TAGS: usize = 40;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let of_cluster = keys(cluster.tags.as_deref());
    for (index, queue) in cluster.scheduling.slurm_queues().iter().enumerate() {
        let place = || cluster.key("Scheduling").key("SlurmQueues").index(index);
        let of_queue = keys(queue.tags.as_deref());
        let outer = of_cluster.len() + of_queue.difference(&of_cluster).count();
        if outer > MAX_TAGS && !queue.compute_resources.is_empty() {
            // Said once, not for every compute resource, and not for every queue where the cluster has too many already.
            if of_cluster.len() > MAX_TAGS {
                return vec![finding(outer).at(cluster.key("Tags"), "")];
            }
            found.push(finding(outer).at(place().key("Tags"), "with those of the cluster"));
            continue;
        }
        for (index, resource) in queue.compute_resources.iter().enumerate() {
            let own = keys(resource.tags.as_deref());
            let new = own.iter().filter(|key| !of_cluster.contains(*key) && !of_queue.contains(*key));
            let count = outer + new.count();
            if count > MAX_TAGS {
                let place = place().key("ComputeResources").index(index).key("Tags");
                found.push(finding(count).at(place, "with those of the queue and the cluster"));
            }
        }
    }
    found
}

fn finding(count: usize) -> Finding {
    Finding::new(format!("nodes have at most {MAX_TAGS} tags of yours, not {count}"))
        .help("remove tags, or put several values into one")
}

fn keys(tags: Option<&[Tag]>) -> HashSet<&str> {
    tags.unwrap_or_default().iter().map(|tag| tag.key.as_str()).collect()
}
