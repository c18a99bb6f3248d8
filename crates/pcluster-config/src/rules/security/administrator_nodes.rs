//! Nodes whose role may do anything in the account.
//!
//! Every job, every container and every script on such a node acts in AWS with its role: whoever may submit a job
//! owns the account. No part of ParallelCluster needs such a policy on its nodes.
//!
//! ```yaml fires
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       Iam:
//!         AdditionalIamPolicies:
//!           - Policy: arn:aws:iam::aws:policy/AdministratorAccess
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large }
//! ```
//!
//! ```yaml quiet
//! Scheduling:
//!   Scheduler: slurm
//!   SlurmQueues:
//!     - Name: compute
//!       Networking: { SubnetIds: [subnet-12345678] }
//!       Iam:
//!         AdditionalIamPolicies:
//!           - Policy: arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore
//!       ComputeResources:
//!         - { Name: c5, InstanceType: c5.large }
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, IamView, RuleDef};

use super::aws_policy;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "administrator-nodes",
    severity: Severity::Warning,
    official: None,
    check: Check::Iam(check),
};

fn check(iam: &At<'_, IamView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let names = iam.policies.iter().map(|policy| aws_policy(policy.policy.as_str()));
    let (index, name) = names.enumerate().find_map(|(index, name)| {
        let name =
            name.filter(|name| matches!(*name, "AdministratorAccess" | "PowerUserAccess" | "IAMFullAccess"))?;
        Some((index, name))
    })?;
    Some(
        Finding::new(format!("with `{name}`, whoever runs anything on these nodes owns the AWS account"))
            .at(iam.key("AdditionalIamPolicies").index(index).key("Policy"), "")
            .help("attach policies for just what the nodes do in AWS"),
    )
}
