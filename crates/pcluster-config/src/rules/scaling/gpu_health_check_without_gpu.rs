//! The check of GPUs is on for nodes without an NVIDIA GPU.
//!
//! The check runs NVIDIA's diagnostics (DCGM) before each job. On a node without a GPU that they know, it ends at
//! once and says that it is skipped (`gpu_health_check.sh` of aws-parallelcluster-cookbook), so nothing is checked
//! where the configuration looks as if something were.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: trn1
//!           InstanceType: trn1.2xlarge
//!           HealthChecks:
//!             Gpu:
//!               Enabled: true
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: training
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: g5
//!           InstanceType: g5.xlarge
//!           HealthChecks:
//!             Gpu:
//!               Enabled: true
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::HealthChecks;
use crate::rules::{Check, Facts, Finding, Queue, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "gpu-health-check-without-gpu",
    severity: Severity::Info,
    official: None,
    check: Check::QueueEach(check),
};

fn is_on(checks: Option<&HealthChecks>) -> bool {
    checks.and_then(|checks| checks.gpu.as_ref()).and_then(|gpu| gpu.enabled) == Some(true)
}

fn check(queue: &Queue<'_>, facts: &Facts<'_>) -> Vec<Finding> {
    let resources = queue.compute_resources.iter().enumerate();
    let without_gpu = |resource| {
        facts.types_of(resource).is_some_and(|types| {
            types.iter().all(|facts| facts.gpu_manufacturer.as_deref() != Some("NVIDIA"))
        })
    };
    let place = |index| queue.key("ComputeResources").index(index);
    let enabled = |place: crate::location::Path| place.key("HealthChecks").key("Gpu").key("Enabled");
    let about = |path, label: &str| {
        Finding::new("GPUs are to be checked, but there are none of NVIDIA's")
            .at(path, label)
            .help("remove the check")
    };
    if is_on(queue.health_checks.as_ref()) {
        // A queue of several kinds of nodes may well have it for some of them.
        let all = !queue.compute_resources.is_empty() && queue.compute_resources.iter().all(without_gpu);
        let types = |finding: Finding, (index, _)| finding.decided_by(place(index));
        let finding = || about(enabled(queue.path()), "no node of this queue has one");
        return all.then(|| resources.fold(finding(), types)).into_iter().collect();
    }
    resources
        .filter(|(_, resource)| is_on(resource.health_checks.as_ref()) && without_gpu(resource))
        .map(|(index, _)| {
            about(enabled(place(index)), "these nodes have none").decided_by(place(index).key("Name"))
        })
        .collect()
}
