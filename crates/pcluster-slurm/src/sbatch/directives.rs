//! The directives of a script.

use crate::cluster::{Cluster, SharedDir, SharedKind};
use crate::spec::JobSpec;

use super::layout::Layout;

/// What sbatch is asked for, one option each.
pub(super) fn directives(spec: &JobSpec, cluster: &Cluster, layout: &Layout) -> Vec<String> {
    let mut options = Vec::new();
    let mut add = |name: &str, value: Option<String>| {
        options.extend(value.map(|value| format!("--{name}={value}")));
    };
    let text = |text: &Option<String>| text.clone();
    let count = |count: Option<u32>| count.map(|count| count.to_string());
    add("job-name", text(&spec.name));
    add("partition", text(&spec.partition));
    add("nodes", Some(spec.nodes().to_string()));
    add("ntasks-per-node", Some(layout.tasks.to_string()));
    add("cpus-per-task", count(layout.cpus));
    add("gpus-per-node", count(layout.gpus));
    add("gpus-per-task", count(spec.gpus_per_task));
    add(
        "mem",
        spec.memory.as_ref().map(|memory| if memory == "all" { "0".to_owned() } else { memory.clone() }),
    );
    add("time", text(&spec.time));
    add("constraint", text(&spec.constraint));
    add("nodelist", text(&spec.nodelist));
    add("exclude", text(&spec.exclude));
    add("array", text(&spec.array));
    let dependencies: Vec<String> = spec.dependencies.iter().map(crate::spec::Dependency::text).collect();
    add("dependency", (!dependencies.is_empty()).then(|| dependencies.join(",")));
    add("output", Some(spec.output.clone().unwrap_or_else(|| default_output(spec, cluster))));
    add("error", text(&spec.error));
    add("chdir", text(&spec.working_directory));
    add("account", text(&spec.account));
    add("qos", text(&spec.qos));
    add("reservation", text(&spec.reservation));
    if let Some(mail) = &spec.mail {
        add("mail-user", Some(mail.user.clone()));
        let events: Vec<&str> = mail.events.iter().map(|event| event.as_str()).collect();
        add("mail-type", Some(events.join(",")));
    }
    if let Some(signal) = &spec.signal {
        // With `B:` the script alone gets it, and passes it on.
        let to = if signal.requeue == Some(true) { "B:" } else { "" };
        add("signal", Some(format!("{to}{}@{}", signal.name.as_str(), signal.seconds_before)));
    }
    let requeues = requeues(spec);
    if spec.exclusive == Some(true) {
        options.push("--exclusive".to_owned());
    }
    match spec.requeue {
        Some(false) if !requeues => options.push("--no-requeue".to_owned()),
        None if !requeues => {}
        _ => {
            options.push("--requeue".to_owned());
            // What was printed before must not be lost.
            options.push("--open-mode=append".to_owned());
        }
    }
    options.extend(spec.extra_options.iter().cloned());
    options
}

/// Whether the job puts itself back into the queue.
pub(super) fn requeues(spec: &JobSpec) -> bool {
    spec.signal.as_ref().is_some_and(|signal| signal.requeue == Some(true))
}

/// Where what a job prints goes if it does not say: a file that every node can write.
fn default_output(spec: &JobSpec, cluster: &Cluster) -> String {
    let file = if spec.array.is_some() { "%x_%A_%a.out" } else { "%x_%j.out" };
    match storage(cluster) {
        Some(shared) => format!("{}/{file}", shared.dir),
        None => file.to_owned(),
    }
}

/// The shared directory for data: Lustre before others, never the home directories.
pub(crate) fn storage(cluster: &Cluster) -> Option<&SharedDir> {
    use pcluster_config::model::cluster::StorageType;
    let rank = |shared: &SharedDir| match shared.kind {
        SharedKind::Storage(StorageType::FsxLustre) => 0,
        SharedKind::Storage(StorageType::FileCache) => 2,
        SharedKind::Storage(_) => 1,
        SharedKind::Home => 3,
    };
    let of_data = ordinary(cluster).filter(|shared| shared.dir != "/home" && rank(shared) < 3);
    of_data.min_by_key(|shared| rank(shared))
}

/// The shared directories whose names hold nothing that a directive, a mount or a pattern would take for something else.
pub(crate) fn ordinary(cluster: &Cluster) -> impl Iterator<Item = &SharedDir> {
    let is_ordinary = |byte: u8| byte.is_ascii_alphanumeric() || b"_./@+=-".contains(&byte);
    cluster.shared.iter().filter(move |shared| shared.dir.bytes().all(is_ordinary))
}
