//! Reasons in words.

use std::fmt::Write;

use pcluster_slurm::client::{Recorded, explain_node, explain_reason};

use crate::told::{of_records, run};

/// Reasons of Slurm that people meet, the last ones as it describes them.
const REASONS: [(&str, &str); 36] = [
    ("None", ""),
    ("Priority", ""),
    ("Resources", ""),
    ("Dependency", ""),
    ("DependencyNeverSatisfied", ""),
    ("BeginTime", ""),
    ("JobHeldUser", ""),
    ("JobHeldAdmin", ""),
    ("JobHoldMaxRequeue", ""),
    ("JobArrayTaskLimit", ""),
    ("PartitionDown", ""),
    ("PartitionInactive", ""),
    ("PartitionNodeLimit", ""),
    ("PartitionTimeLimit", ""),
    ("PartitionConfig", ""),
    ("BadConstraints", ""),
    ("NodeDown", ""),
    ("Licenses", ""),
    ("Reservation", ""),
    ("ReservationDeleted", ""),
    ("InvalidAccount", ""),
    ("InvalidQOS", ""),
    ("ReqNodeNotAvail", ""),
    ("ReqNodeNotAvail", "ReqNodeNotAvail, UnavailableNodes:gpu-st-p5-[1-2]"),
    ("ReqNodeNotAvail, Reserved for maintenance", ""),
    ("QOSMaxGRESPerUser", ""),
    ("QOSGrpCpuLimit", ""),
    ("QOSJobLimit", ""),
    ("AssocMaxJobsLimit", ""),
    ("AssocGrpGRES", ""),
    ("AssocMaxGRESPerJob", ""),
    ("MaxMemPerLimit", ""),
    (
        "Resources",
        "Nodes required for job are DOWN, DRAINED or reserved for jobs in higher priority partitions",
    ),
    ("JobHeldAdmin", "launch failed requeued held"),
    ("JobHeldUser", "job requeued in held state"),
    ("SomethingNew", ""),
];

#[test]
fn reasons_are_told_in_plain_words() {
    let mut page = String::new();
    for (reason, description) in REASONS {
        let job = serde_json::json!({ "job_id": 7, "job_state": ["PENDING"], "state_reason": reason, "state_description": description });
        let records =
            Recorded::new().answers("squeue", 0, &serde_json::json!({ "jobs": [job] }).to_string(), "");
        let job = run(of_records(records.answers("scontrol", 1, "", "")).job(7.into())).unwrap().remove(0);
        let words = explain_reason(&job).unwrap();
        let _ = writeln!(page, "{reason}{}{description}", if description.is_empty() { "" } else { ": " });
        let _ = writeln!(page, "    {}", words.text);
        if let Some(help) = words.help {
            let _ = writeln!(page, "    = help: {help}");
        }
    }
    insta::assert_snapshot!("reasons", page);
}

/// Reasons of nodes, as ParallelCluster and Slurm write them.
const NODES: [(&str, &str); 18] = [
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:InsufficientInstanceCapacity)Failure when resuming nodes"),
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:InsufficientReservedCapacity)Failure when resuming nodes"),
    (
        "DOWN+CLOUD+POWERED_DOWN",
        "(Code:InsufficientHostCapacity)Temporarily disabling node due to insufficient capacity",
    ),
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:VcpuLimitExceeded)Failure when resuming nodes"),
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:UnauthorizedOperation)Failure when resuming nodes"),
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:InsufficientFreeAddressesInSubnet)Failure when resuming nodes"),
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:LimitedInstanceCapacity)Failure when resuming nodes"),
    ("DOWN+CLOUD+POWERED_DOWN", "(Code:InvalidParameterValue)Failure when resuming nodes"),
    ("DOWN+CLOUD+POWERED_DOWN", "ResumeTimeout reached"),
    ("DOWN+CLOUD", "Static node maintenance: unhealthy node is being replaced"),
    ("DOWN+CLOUD+NOT_RESPONDING", "Not responding"),
    ("IDLE+DRAIN+CLOUD", "Kill task failed"),
    ("IDLE+DRAIN+CLOUD", "Low RealMemory (reported:30000 < 100.00% of configured:31000)"),
    ("IDLE+DRAIN+CLOUD", "Prolog error"),
    ("IDLE+DRAIN+CLOUD", "someone looks at it"),
    ("IDLE+CLOUD+MAINTENANCE+RESERVED", ""),
    ("ALLOCATED+CLOUD+NOT_RESPONDING+POWERING_UP", ""),
    ("IDLE+CLOUD+POWERING_DOWN", ""),
];

#[test]
fn nodes_are_told_of_in_plain_words() {
    let mut page = String::new();
    for (state, reason) in NODES {
        let states: Vec<&str> = state.split('+').collect();
        let node =
            serde_json::json!({ "nodes": [{ "name": "gpu-st-p5-1", "state": states, "reason": reason }] });
        let records = Recorded::new().answers("scontrol", 0, &node.to_string(), "");
        let node = run(of_records(records).nodes()).unwrap().remove(0);
        let words = explain_node(&node).unwrap();
        let _ = writeln!(page, "{} {reason}\n    {}", node.state, words.text);
        if let Some(help) = words.help {
            let _ = writeln!(page, "    = help: {help}");
        }
    }
    insta::assert_snapshot!("nodes", page);
}
