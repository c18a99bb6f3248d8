//! What else there is to know about a run.

use super::bandwidth::Point;
use super::verdict::counted;
use super::{Known, Setting, Verdict, Yardstick};
use crate::nccl::facts::{Use, references};
use crate::nccl::{Collective, Run, Size};

/// What else there is to know, the more important first.
pub(super) fn notes(
    verdict: Verdict,
    run: &Run,
    setting: &Setting,
    yardstick: &Yardstick,
    points: &[Point],
    known: &Known<'_>,
) -> Vec<String> {
    let mut notes = Vec::new();
    if !run.concluded && run.failures.is_empty() && !run.rows.is_empty() {
        notes.push("the log ends before the test does: it was cut, or the test still runs".to_owned());
    }
    if run.concluded && !run.failures.is_empty() {
        let first = &run.failures[0];
        notes.push(format!("after the test, line {} says: {}", first.line, first.message));
    }
    if let Some(message) = run.network.unresponsive_receiver.as_ref().filter(|_| verdict != Verdict::Failed) {
        notes.push(format!("a node did not answer, which points to a security group: {message}"));
    }
    notes.extend(about_nodes(run, setting, yardstick, points));
    if setting.instance_types.len() > 1 {
        notes.push(format!(
            "the type is one of {}: `--instance-type` says which, and figures of it are used",
            shortened(&setting.instance_types)
        ));
    }
    if let Some((found, given)) = setting.nodes.zip(known.nodes).filter(|(found, given)| found != given) {
        notes.push(format!("the log tells of {}, not of {given}", counted(u64::from(found), "node")));
    }
    let validated = run.parameters.as_ref().and_then(|parameters| parameters.validation);
    if validated == Some(false) && !run.rows.is_empty() {
        notes.push("results were not compared with what they should be: `-c 1` does that".to_owned());
    }
    if run.rows_left_out > 0 {
        notes.push(format!("{} more were left out", counted(run.rows_left_out, "row")));
    }
    if matches!(verdict, Verdict::Good | Verdict::Slow) {
        notes.extend(context(run, setting));
    }
    notes
}

fn about_nodes(run: &Run, setting: &Setting, yardstick: &Yardstick, points: &[Point]) -> Option<String> {
    if run.rows.is_empty() || run.separate_processes > 1 {
        return None;
    }
    let beyond = yardstick.limit().filter(|limit| points.iter().any(|point| point.bus_gbps > limit.gbps));
    match (setting.nodes?, beyond) {
        (1, _) if setting.ranks != Some(1) => Some(
            "one node took part: this is the speed of NVLink or PCIe, and says nothing about the network"
                .to_owned(),
        ),
        (2, Some(limit)) => Some(format!(
            "on 2 nodes NCCL's trees send less over the network than the bus bandwidth says, so that more than the {} GB/s of \
             the network cards is real; NCCL_ALGO=RING shows the network alone",
            limit.gbps
        )),
        (nodes, Some(limit)) if nodes > 2 && run.collective == Some(Collective::AllReduce) => Some(format!(
            "this is more than the {} GB/s of the network cards, which NVLink SHARP can do to a degree",
            limit.gbps
        )),
        _ => None,
    }
}

/// Other published figures of the same type, operation and number of nodes, at the largest size that both have.
fn context(run: &Run, setting: &Setting) -> Vec<String> {
    let Some((name, nodes)) = setting.instance_type().zip(setting.nodes) else { return Vec::new() };
    let same = references().iter().filter(|series| {
        series.r#use == Use::Context
            && series.instance_type == name
            && series.nodes == nodes
            && Some(series.collective) == run.collective
    });
    same.filter_map(|series| {
        let (size, gbps) = *series.points().last()?;
        Some(format!("also published: {gbps} GB/s at {} ({}), {}", Size(size), series.stack, series.source))
    })
    .collect()
}

fn shortened(names: &[String]) -> String {
    match names {
        [first, second, third, rest @ ..] if !rest.is_empty() => {
            format!("{first}, {second}, {third} and {} more", rest.len())
        }
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.join(", "),
    }
}
