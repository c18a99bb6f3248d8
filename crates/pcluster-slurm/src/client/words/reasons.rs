//! Why a job waits, or why it failed. (Slurm's "job reason codes", and what ParallelCluster makes of them)

use std::fmt::Write;

use super::Explanation;
use crate::client::{Job, JobState};

/// A reason, what it means, and what to do.
type Row = (&'static str, &'static str, Option<&'static str>);

/// Reasons by their whole names.
const REASONS: &[Row] = &[
    ("None", "Slurm has not looked at it yet", None),
    ("Priority", "other jobs are ahead of it in the queue", None),
    ("Resources", "it waits for nodes to become free", None),
    ("Dependency", "it waits for another job", None),
    (
        "DependencyNeverSatisfied",
        "the job that it waits for did not end as it has to, so it will never start",
        Some(
            "`pclusterctl job cancel ID` takes it out of the queue; or change what it waits for with `scontrol update jobid=ID dependency=`",
        ),
    ),
    (
        "BeginTime",
        "it is not to start yet; after a failed start, Slurm waits two minutes before it tries again",
        None,
    ),
    ("JobHeldUser", "it is held", Some("`scontrol release ID` lets it go on")),
    (
        "JobHeldAdmin",
        "an administrator holds it",
        Some("ask whoever runs the cluster, or as root: `scontrol release ID`"),
    ),
    (
        "JobHoldMaxRequeue",
        "it was put back into the queue too often and is held",
        Some("find out why it fails, then `scontrol release ID`"),
    ),
    (
        "JobArrayTaskLimit",
        "as many tasks of its array run as may run at the same time (`%` in `--array`)",
        None,
    ),
    (
        "PartitionDown",
        "its partition takes jobs but starts none",
        Some("`scontrol update partitionname=NAME state=up` lets it start jobs again"),
    ),
    (
        "PartitionInactive",
        "its partition is inactive: the compute fleet is stopped, or ParallelCluster has put the queue into protected mode \
         because nodes failed to start again and again",
        Some(
            "look at `pcluster describe-compute-fleet`, mend what keeps nodes from starting (clustermgtd's log on the head \
              node says it), then `pcluster update-compute-fleet --status START_REQUESTED`",
        ),
    ),
    (
        "PartitionNodeLimit",
        "it asks for more nodes than its partition has or may give to a job",
        Some("ask for fewer nodes, or raise `MaxCount` in the configuration of the cluster"),
    ),
    (
        "PartitionTimeLimit",
        "it asks for more time than its partition allows",
        Some("ask for less with `--time`; `scontrol update jobid=ID timelimit=` changes it while it waits"),
    ),
    (
        "PartitionConfig",
        "its partition does not allow such a job",
        Some("`scontrol show partition` says what is allowed"),
    ),
    (
        "BadConstraints",
        "no node can be what it asks for with `--constraint` and its resources",
        Some("ask for features that nodes have: `sinfo -o '%N %f %G'` lists them"),
    ),
    ("NodeDown", "a node that it needs is down", Some("`pclusterctl nodes` says which and why")),
    ("Licenses", "it waits for a license", None),
    ("Reservation", "it waits for its reservation to begin", None),
    (
        "ReservationDeleted",
        "its reservation is gone, and it is held",
        Some(
            "`scontrol update jobid=ID reservation=` takes the reservation out, `scontrol release ID` lets it go on",
        ),
    ),
    ("Cleaning", "its last run is still being cleaned up", None),
    ("Prolog", "the prolog runs on its nodes", None),
    (
        "InvalidAccount",
        "its account does not exist or may not use the partition",
        Some("name another one with `--account`"),
    ),
    (
        "InvalidQOS",
        "its QOS does not exist or is not for this account",
        Some("name another one with `--qos`"),
    ),
    ("AccountNotAllowed", "its account may not use the partition", Some("name another one with `--account`")),
    ("QOSNotAllowed", "its QOS may not use the partition", Some("name another one with `--qos`")),
    ("MaxMemPerLimit", "it asks for more memory than a job may have", Some("ask for less with `--mem`")),
    (
        "JobLaunchFailure",
        "it could not be started on its nodes",
        Some(
            "the log of slurmd on the node says why; often the working directory or the user does not exist there",
        ),
    ),
    (
        "SystemFailure",
        "something failed that is not the job's fault",
        Some("the log of slurmctld on the head node says what"),
    ),
    ("NonZeroExitCode", "its script ended with an error", None),
    ("RaisedSignal", "a signal ended it", None),
    (
        "TimeLimit",
        "it was ended at its time limit",
        Some("ask for more with `--time`, and write checkpoints"),
    ),
    ("InactiveLimit", "it did nothing for too long", None),
    ("OutOfMemory", "it took more memory than it had", Some("ask for more with `--mem`, or take less")),
    ("NodeFail", "a node of it was lost", Some("`pclusterctl nodes` says what became of the node")),
];

/// Reasons that begin with this, or descriptions that contain it.
const BEGINNINGS: &[Row] = &[
    (
        "launch failed requeued held",
        "it could not be started on its nodes, was put back into the queue and is held",
        Some(
            "the log of slurmd on the node says why, and often the prolog failed; then `scontrol release ID`",
        ),
    ),
    (
        "job requeued in held state",
        "it was put back into the queue and is held",
        Some("`scontrol release ID` lets it go on"),
    ),
    (
        "user env retrieval failed",
        "the environment of the user could not be made on the node (`--get-user-env`)",
        Some("leave `--get-user-env` out, or mend the start files of the shell; then `scontrol release ID`"),
    ),
    (
        "Nodes required for job are DOWN, DRAINED or reserved",
        "nodes that it needs are down, drained, or kept for a job that is more important",
        Some("`pclusterctl nodes` says which and why"),
    ),
    (
        "ReqNodeNotAvail",
        "nodes that it needs are not available: they are down or drained, or a reservation keeps them. ParallelCluster keeps \
         the nodes of a Capacity Block in a maintenance reservation until the block is active",
        Some(
            "`pclusterctl nodes` says which and why, `scontrol show reservation` shows reservations; where a maintenance \
              is planned, a shorter `--time` may let it start before",
        ),
    ),
    (
        "QOSMax",
        "a QOS limits how much a user or a job may have",
        Some("wait until other jobs have ended, or ask for less: `sacctmgr show qos` shows the limits"),
    ),
    ("QOSGrp", "all jobs of its QOS together have as much as they may have", None),
    ("QOS", "its QOS does not allow it now", Some("`sacctmgr show qos` shows the limits")),
    (
        "AssocMax",
        "its account limits how much a user or a job may have",
        Some("wait until other jobs have ended, or ask for less: `sacctmgr show assoc` shows the limits"),
    ),
    ("AssocGrp", "all jobs of its account together have as much as they may have", None),
    ("Assoc", "its account does not allow it now", Some("`sacctmgr show assoc` shows the limits")),
];

/// Why a job waits or failed; `None` where there is nothing to say.
pub fn explain_reason(job: &Job) -> Option<Explanation> {
    let reason = job.reason.as_deref().unwrap_or("None");
    if reason == "None" && job.state != JobState::Pending {
        return None;
    }
    // A job that was cancelled while it waited keeps what it waited for.
    let waited =
        job.state.is_final() && ["Priority", "Resources", "Dependency", "BeginTime"].contains(&reason);
    if waited || job.state == JobState::Cancelled && reason != "DependencyNeverSatisfied" {
        return None;
    }
    let description = job.description.as_deref().unwrap_or_default();
    let begins = |row: &&Row| reason.starts_with(row.0) || description.contains(row.0);
    let whole = |row: &&Row| reason == row.0;
    // What is described says more than a reason that many things share.
    let described = BEGINNINGS.iter().find(|row| !description.is_empty() && description.contains(row.0));
    let row = described.or_else(|| REASONS.iter().find(whole)).or_else(|| BEGINNINGS.iter().find(begins));
    let id = job.id.to_string();
    Some(match row {
        Some((_, text, help)) => {
            let mut explanation = Explanation::of(text, help.map(|help| help.replace("ID", &id)).as_deref());
            if let Some((_, nodes)) =
                description.split_once("UnavailableNodes:").filter(|(_, nodes)| !nodes.is_empty())
            {
                let _ = write!(explanation.text, " ({})", super::visible(nodes));
            }
            if *text == "it waits for another job" && !job.dependency.is_empty() {
                explanation.text = format!("it waits for another job: {}", super::visible(&job.dependency));
            }
            explanation
        }
        None => Explanation { text: format!("Slurm says {}", super::visible(reason)), help: None },
    })
}
