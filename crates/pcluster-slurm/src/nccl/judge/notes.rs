//! What else there is to know about a run.

use super::bandwidth::{Point, TOLERANCE, most_possible};
use super::setting::is_gpu_of;
use super::verdict::counted;
use super::yardstick::algorithm;
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
    if setting.instance_types.len() > 1 && !matches!(yardstick, Yardstick::None { .. }) {
        notes.push(format!(
            "the type is one of {}: `--instance-type` says which, and figures of it are used",
            shortened(&setting.instance_types)
        ));
    }
    if let Some(nodes) = setting.nodes.filter(|_| setting.nodes_are_reckoned) {
        notes.push(format!(
            "the log does not say how many nodes took part: {nodes} have a GPU for each rank; `--nodes` says otherwise"
        ));
    }
    notes.extend(other_gpus(run, known));
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
    let most = most_possible(setting, yardstick).unwrap_or(f64::INFINITY);
    let beyond = yardstick.limit().filter(|limit| {
        points.iter().any(|point| point.bus_gbps > limit.gbps)
            && points.iter().all(|point| point.bus_gbps <= most * TOLERANCE)
    });
    match (setting.nodes?, beyond) {
        (1, _) if setting.ranks != Some(1) => Some(
            "one node took part: this is the speed of NVLink or PCIe, and says nothing about the network"
                .to_owned(),
        ),
        (2, Some(limit)) => Some(format!(
            "on 2 nodes NCCL's trees send less over the network than the bus bandwidth says, so that more than the {} GB/s of \
             the network cards is real, up to {:.0} GB/s; NCCL_ALGO=RING shows the network alone",
            limit.gbps,
            most_possible(setting, yardstick)?
        )),
        (nodes, Some(limit)) if nodes > 2 && run.collective == Some(Collective::AllReduce) => Some(format!(
            "reducing inside the nodes first lets more than the {} GB/s of the network cards be reached, up to {:.0} GB/s",
            limit.gbps,
            most_possible(setting, yardstick)?
        )),
        _ => None,
    }
}

/// GPUs that the type does not have, where the caller said which type it is.
fn other_gpus(run: &Run, known: &Known<'_>) -> Option<String> {
    let [given] = known.instance_types else { return None };
    let facts = known.catalogue.instance(given)?;
    let gpu = run.devices.gpus.keys().find(|gpu| !is_gpu_of(gpu, &facts))?;
    Some(format!("the log tells of {gpu}, which {given} does not have"))
}

/// Other published figures of the same type, operation and number of nodes, at the largest size that both have.
fn context(run: &Run, setting: &Setting) -> Vec<String> {
    let Some((name, nodes)) = setting.instance_type().zip(setting.nodes) else { return Vec::new() };
    let same = references().iter().filter(|series| {
        series.r#use == Use::Context
            && series.instance_type == name
            && series.nodes == nodes
            && Some(series.collective) == run.collective
            && Some(series.algorithm) == algorithm(run)
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
