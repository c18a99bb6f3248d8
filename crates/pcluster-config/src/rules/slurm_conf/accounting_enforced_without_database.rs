//! Limits of accounts are to be enforced, but there are no accounts.
//!
//! `AccountingStorageEnforce` makes Slurm check jobs against associations, limits and qualities of service, which only
//! exist in an accounting database. Without one `slurmctld` logs an error, sets the parameter aside and starts jobs
//! without any limit.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     CustomSlurmSettings:
//!       - AccountingStorageEnforce: limits,qos
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
//!     Database:
//!       Uri: accounting.cluster-example.us-east-1.rds.amazonaws.com:3306
//!       UserName: clusteradmin
//!       PasswordSecretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:accounting-a1b2c3
//!     CustomSlurmSettings:
//!       - AccountingStorageEnforce: limits,qos
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
    id: "accounting-enforced-without-database",
    severity: Severity::Warning,
    official: None,
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let settings = scheduling.slurm_settings.as_ref()?;
    let (path, value) = cluster_parameter(scheduling, "AccountingStorageEnforce")?;
    let of_their_own = || cluster_parameter(scheduling, "AccountingStorageType").is_some();
    if settings.database.is_some() || settings.external_slurmdbd.is_some() || of_their_own() {
        return None;
    }
    // `0` and `none` enforce nothing.
    let enforces = value.as_str().is_some_and(|text| !text.trim().eq_ignore_ascii_case("none"));
    enforces.then(|| {
        Finding::new("limits of accounts are to be enforced, but the cluster keeps no accounts")
            .at(path, "Slurm sets this aside without a database")
            .help("add `Database` or `ExternalSlurmdbd` to `SlurmSettings`, or remove the parameter")
    })
}
