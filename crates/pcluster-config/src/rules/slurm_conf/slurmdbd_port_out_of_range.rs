//! A port of the accounting daemon that no port can be.
//!
//! The official schema takes any whole number. ParallelCluster writes it as `AccountingStoragePort`, which Slurm reads as
//! a number from 0 to 65,535; at another one `slurmctld` refuses to start, so the cluster cannot come up.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmSettings:
//!     MungeKeySecretArn: arn:aws:secretsmanager:us-east-1:123456789012:secret:munge-a1b2c3
//!     ExternalSlurmdbd:
//!       Host: accounting.example.com
//!       Port: 68190
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
//!       Port: 6819
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

pub(crate) const RULE: RuleDef = RuleDef {
    id: "slurmdbd-port-out-of-range",
    severity: Severity::Error,
    official: None,
    check: Check::Scheduling(check),
};

fn check(scheduling: &At<'_, Scheduling>, _: &Facts<'_>) -> Option<Finding> {
    let external = scheduling.slurm_settings.as_ref()?.external_slurmdbd.as_ref()?;
    let port = external.port.filter(|_| u16::try_from(external.port()).is_err())?;
    Some(
        Finding::new(format!("{port} is no port: the greatest is 65535"))
            .at(
                scheduling.key("SlurmSettings").key("ExternalSlurmdbd").key("Port"),
                "Slurm does not start with this",
            )
            .help("write the port that the accounting daemon listens on, 6819 where nothing was changed"),
    )
}
