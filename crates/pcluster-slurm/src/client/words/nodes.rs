//! Why a node is not well. (ParallelCluster's clustermgtd and resume program write an error code of EC2 into the reason
//! of a node that did not start: "(Code:InsufficientInstanceCapacity)...")

use super::Explanation;
use crate::client::{BaseState, Node, PowerState};

/// Error codes of EC2, and other reasons by words in them.
const REASONS: &[(&str, &str, Option<&str>)] = &[
    (
        "InsufficientReservedCapacity",
        "the capacity reservation has no room",
        Some("is the reservation active, in this availability zone, and not used by others?"),
    ),
    (
        "InsufficientInstanceCapacity",
        "EC2 has no such instances left in the availability zone now",
        Some(
            "ParallelCluster tries again after ten minutes (`insufficient_capacity_timeout`); other instance types in the \
              compute resource, another zone, or a capacity reservation help",
        ),
    ),
    (
        "InsufficientHostCapacity",
        "EC2 has no host left for such instances in the availability zone now",
        Some("ParallelCluster tries again after ten minutes (`insufficient_capacity_timeout`)"),
    ),
    (
        "MaxSpotInstanceCountExceeded",
        "the quota for Spot instances is used up",
        Some("ask for a higher quota in Service Quotas"),
    ),
    (
        "VcpuLimitExceeded",
        "the quota of the account for such instances, counted in vCPUs, is used up",
        Some("ask for a higher quota in Service Quotas (EC2, \"Running On-Demand ... instances\")"),
    ),
    (
        "SpotMaxPriceTooLow",
        "Spot instances cost more now than `SpotPrice`",
        Some("raise `SpotPrice`, or leave it out"),
    ),
    (
        "UnfulfillableCapacity",
        "EC2 cannot start as many instances together now",
        Some("ask for fewer nodes, or try later"),
    ),
    (
        "InsufficientFreeAddressesInSubnet",
        "the subnet has no free addresses left",
        Some("take a larger subnet"),
    ),
    (
        "InsufficientVolumeCapacity",
        "EBS has no room for the volume in the availability zone now",
        Some("try later"),
    ),
    (
        "UnauthorizedOperation",
        "the head node may not start such instances",
        Some(
            "look at the policies of the head node; `sts decode-authorization-message` says what is missing",
        ),
    ),
    (
        "LimitedInstanceCapacity",
        "EC2 gave fewer instances than were asked for",
        Some(
            "ParallelCluster tries again by itself; `all-or-nothing` scaling starts a job with all of its nodes only",
        ),
    ),
    ("Code:", "EC2 did not start the instance", Some("the log of slurm_resume on the head node says why")),
    (
        "ResumeTimeout reached",
        "it did not come up within Slurm's ResumeTimeout",
        Some(
            "its bootstrap failed or took too long: its console output and cloud-init-output.log say why; \
              `DevSettings.Timeouts.ComputeNodeBootstrapTimeout` is how long it may take",
        ),
    ),
    ("Static node maintenance", "ParallelCluster replaces the instance", None),
    ("Kill task failed", "processes of a job could not be ended", Some("reboot or replace the instance")),
    (
        "gres/gpu count",
        "it has fewer GPUs than it should: one may have failed",
        Some(
            "look at `nvidia-smi` and `dmesg` there; ParallelCluster replaces the instance after `scontrol update nodename=NODE state=down reason=replace`",
        ),
    ),
    (
        "Low RealMemory",
        "it has less memory than the configuration says",
        Some("set `SchedulableMemory` of the compute resource to what `slurmd -C` says there"),
    ),
    ("Prolog error", "the prolog failed there", Some("the log of slurmd there says why")),
    ("Epilog error", "the epilog failed there", Some("the log of slurmd there says why")),
    ("health", "it failed a health check", Some("the log of slurm_health_check there says which")),
    ("Node unexpectedly rebooted", "it was rebooted while Slurm used it", None),
    (
        "Not responding",
        "it does not answer",
        Some("is its instance running? ParallelCluster replaces a node that stays away"),
    ),
];

/// What is wrong with a node, or what it is waited for; `None` where it is well.
pub fn explain_node(node: &Node) -> Option<Explanation> {
    let reason = node.reason.as_deref().unwrap_or_default();
    let row = REASONS.iter().find(|(words, ..)| reason.to_lowercase().contains(&words.to_lowercase()));
    if node.state.is_bad() {
        let mut explanation = match row {
            Some((_, text, help)) => {
                Explanation::of(text, help.map(|help| help.replace("NODE", &node.name)).as_deref())
            }
            None if node.state.base == BaseState::Down && reason.is_empty() => {
                Explanation::of("it is down", None)
            }
            None if reason.is_empty() => Explanation::of("it gets no new jobs", None),
            None => Explanation { text: super::visible(reason).into_owned(), help: None },
        };
        if row.is_some() && node.state.drain && node.state.base != BaseState::Down {
            explanation.text.push_str("; it gets no new jobs");
        }
        return Some(explanation);
    }
    let text = match node.state.power {
        PowerState::PoweringUp => "its instance is started",
        PowerState::PoweringDown => "its instance is stopped",
        PowerState::Off | PowerState::On if node.state.maintenance => {
            "it is in a maintenance reservation; ParallelCluster makes one for nodes of a Capacity Block that is not active"
        }
        _ => return None,
    };
    Some(Explanation::of(text, None))
}
