//! What the launchers of `run` start, beside what the job has.

use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::Path;
use pcluster_config::source::Places;

use super::JobSpec;
use crate::rules::is_handed_out;

/// A launcher, as far as it is judged here.
struct Started {
    key: &'static str,
    processes: Option<u32>,
    port: Option<u32>,
}

/// Other numbers of processes than of GPUs, and ports that may be taken.
pub(super) fn check(spec: &JobSpec, places: &Places) -> Vec<Diagnostic> {
    let run = &spec.run;
    let torchrun = run.torchrun.as_ref().map(|it| ("torchrun", it.processes_per_node, it.port));
    let accelerate = run.accelerate.as_ref().map(|it| ("accelerate", it.processes_per_node, it.port));
    let deepspeed = run.deepspeed.as_ref().map(|it| ("deepspeed", None, it.port));
    let all = [torchrun, accelerate, deepspeed].into_iter().flatten();
    all.map(|(key, processes, port)| Started { key, processes, port })
        .flat_map(|started| [processes(spec, &started, places), port(&started, places)])
        .flatten()
        .collect()
}

fn processes(spec: &JobSpec, started: &Started, places: &Places) -> Option<Diagnostic> {
    let (processes, gpus) = (started.processes?, spec.gpus_per_node?);
    let path = Path::root().key("run").key(started.key).key("processes-per-node");
    let of_job = Path::root().key("gpus-per-node");
    if processes == gpus || !places.is_sure(&path) || !places.is_sure(&of_job) {
        return None;
    }
    let message =
        format!("`{}` starts {processes} processes a node, and the job has {gpus} GPUs a node", started.key);
    let label = if processes < gpus {
        format!("{} GPUs of each node are idle", gpus - processes)
    } else {
        format!("{} of them have no GPU", processes - gpus)
    };
    Some(
        Diagnostic::new("torchrun-processes", Severity::Warning, path.clone(), message)
            .at(places.span(&path), label)
            .related(of_job.clone(), places.span(&of_job), format!("{gpus} GPUs a node"))
            .help("leave `processes-per-node` out: a process is started for each GPU"),
    )
}

fn port(started: &Started, places: &Places) -> Option<Diagnostic> {
    let port = started.port.filter(|port| is_handed_out(*port))?;
    let path = Path::root().key("run").key(started.key).key("port");
    places.is_sure(&path).then(|| {
        let message = format!("port {port} may be taken: Linux gives it to outgoing connections");
        Diagnostic::new("master-port-in-use", Severity::Info, path.clone(), message)
            .at(places.span(&path), "from 32768 to 60999")
            .help("leave `port` out, or take one below 32768, such as 29500")
    })
}
