//! A custom Slurm setting that takes the place of what `ExternalSlurmdbd` sets.
//!
//! With `ExternalSlurmdbd` ParallelCluster writes where the accounting daemon is and how jobs are measured. The
//! official tool refuses custom settings for that beside `Database` only; beside `ExternalSlurmdbd` they pass and
//! win, since they are included later (`slurm.conf.erb` of aws-parallelcluster-cookbook): the cluster then talks to
//! another daemon than the one that the key names.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     MungeKeySecretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:munge-a1b2c3
//!     ExternalSlurmdbd:
//!       Host: accounting.example.com
//!     CustomSlurmSettings:
//!       - AccountingStorageHost: old-accounting.example.com
//!       - JobAcctGatherType: jobacct_gather/linux
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     MungeKeySecretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:munge-a1b2c3
//!     ExternalSlurmdbd:
//!       Host: accounting.example.com
//!     CustomSlurmSettings:
//!       - AccountingStorageEnforce: associations
//!   SlurmQueues:
//!     - Name: compute
//!       Networking:
//!         SubnetIds: [subnet-0a1b2c3d4e5f60718]
//!       ComputeResources:
//!         - Name: c5
//!           InstanceType: c5.large
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::Scheduling;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

use super::cluster_parameter;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "accounting-beside-external-slurmdbd",
    severity: Severity::Warning,
    official: None,
    check: Check::SchedulingEach(check),
};

/// What ParallelCluster writes itself.
const OWN: [&str; 5] = [
    "AccountingStorageType",
    "AccountingStorageHost",
    "AccountingStoragePort",
    "AccountingStorageUser",
    "JobAcctGatherType",
];

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Vec<Finding> {
    let external =
        scheduling.slurm_settings.as_ref().and_then(|settings| settings.external_slurmdbd.as_ref());
    if external.is_none() {
        return Vec::new();
    }
    let found = OWN.into_iter().filter_map(|parameter| {
        cluster_parameter(scheduling, parameter).map(|(path, _)| {
            Finding::new(format!("`{parameter}` takes the place of what `ExternalSlurmdbd` sets"))
                .at(path, "this holds")
                .and(
                    scheduling.key("SlurmSettings").key("ExternalSlurmdbd"),
                    "this does not, as far as they differ",
                )
                .help("remove the parameter")
        })
    });
    found.collect()
}
