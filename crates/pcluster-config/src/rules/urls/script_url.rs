//! A script of a custom action that no node can fetch.
//!
//! Nodes fetch scripts with `https://`, or from S3 with the permissions of their role. A path on the node itself or plain
//! `http://` does not do.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: /home/ubuntu/install.sh
//! ```
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: gpu
//!       Networking: { SubnetIds: [subnet-0a1b2c3d4e5f60718] }
//!       CustomActions:
//!         OnNodeStart:
//!           Sequence:
//!             - Script: http://example.com/start.sh
//!             - Script: s3://training-111122223333
//!       ComputeResources: [{ Name: g5, InstanceType: g5.xlarge }]
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//!   CustomActions:
//!     OnNodeStart:
//!       Script: https://example.com/start.sh
//!     OnNodeConfigured:
//!       Script: s3://training-111122223333/install.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "script-url",
    severity: Severity::Error,
    official: Some("AsyncTimedUrlValidator"),
    check: Check::Script(check),
};

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let fault = super::fault(script.url)?;
    Some(
        Finding::new(format!("the nodes cannot fetch the script `{}`", script.url))
            .at(script.key("Script"), fault)
            .help(super::HELP),
    )
}
