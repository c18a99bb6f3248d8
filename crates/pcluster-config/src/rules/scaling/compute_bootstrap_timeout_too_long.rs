//! A bootstrap timeout of compute nodes that Slurm cannot hold.
//!
//! ParallelCluster writes the timeout as `ResumeTimeout` into `slurm.conf` (`slurm_parallelcluster.conf` of
//! aws-parallelcluster-cookbook). Slurm (all versions from 23.11 to 26.05) reads that as a number up to 65,535, which
//! is 18 hours and 12 minutes; at a greater one `slurmctld` refuses to start, so the cluster cannot come up. The
//! official schema has no upper limit.
//!
//! ```yaml fires
//! DevSettings:
//!   Timeouts:
//!     HeadNodeBootstrapTimeout: 43200
//!     ComputeNodeBootstrapTimeout: 86400
//! ```
//!
//! ```yaml quiet
//! DevSettings:
//!   Timeouts:
//!     HeadNodeBootstrapTimeout: 43200
//!     ComputeNodeBootstrapTimeout: 7200
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::{ClusterConfig, Scheduler};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "compute-bootstrap-timeout-too-long",
    severity: Severity::Error,
    official: None,
    check: Check::Cluster(check),
};

/// The greatest `ResumeTimeout`, in seconds.
const MOST: i64 = 65_535;

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let timeouts = cluster.dev_settings.as_ref()?.timeouts.as_ref()?;
    let seconds = timeouts.compute_node_bootstrap_timeout();
    (seconds > MOST && cluster.scheduling.scheduler == Scheduler::Slurm).then(|| {
        let timeouts = cluster.key("DevSettings").key("Timeouts");
        Finding::new(format!("Slurm waits {MOST} seconds for a node at most, not {seconds}"))
            .at(timeouts.key("ComputeNodeBootstrapTimeout"), "Slurm does not start with this")
            .help("write what a start with its custom actions takes, with some reserve: 3600 is an hour")
    })
}
