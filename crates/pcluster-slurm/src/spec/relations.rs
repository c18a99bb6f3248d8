//! Keys that exclude or need each other.

use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::Path;
use pcluster_config::source::Places;

use super::read::seconds;
use super::{DependencyKind, JobSpec};

/// Keys that stand beside each other and cannot, and keys that are missing beside others.
pub(super) fn check(spec: &JobSpec, places: &Places) -> Vec<Diagnostic> {
    let said = Said { places };
    let root = Path::root();
    let mut found = Vec::new();
    launchers(spec, &said, &mut found);
    for key in ["torchrun", "deepspeed", "accelerate"] {
        let run = &spec.run;
        let (script, module) = match key {
            "torchrun" => run.torchrun.as_ref().map(|it| (it.script.is_some(), it.module.is_some())),
            "deepspeed" => run.deepspeed.as_ref().map(|it| (it.script.is_some(), it.module.is_some())),
            _ => run.accelerate.as_ref().map(|it| (it.script.is_some(), it.module.is_some())),
        }
        .unwrap_or((true, false));
        let section = root.key("run").key(key);
        if script && module {
            found.push(said.excludes(&section.key("module"), &section.key("script")));
        } else if !script && !module && said.is_sure(&section) {
            found.push(said.missing(
                &section,
                "script",
                format!("`{key}` has neither `script` nor `module`"),
                "add `script` with the path of the Python script, or `module` with the name of a module",
            ));
        }
    }
    if spec.gpus_per_node.is_some() && spec.gpus_per_task.is_some() {
        found.push(said.excludes(&root.key("gpus-per-task"), &root.key("gpus-per-node")));
    }
    if let (Some(script), Some(tasks)) =
        (spec.run.launcher().filter(super::Launcher::starts_processes), spec.tasks_per_node)
        && tasks > 1
    {
        let _ = script;
        found.push(
            said.problem(
                &root.key("tasks-per-node"),
                "one launcher a node starts the processes for all GPUs of the node",
            )
            .help("remove `tasks-per-node`; `processes-per-node` of the launcher says how many it starts"),
        );
    }
    if let (Some(signal), Some(limit)) = (&spec.signal, seconds(spec))
        && u64::from(signal.seconds_before) >= limit
    {
        let path = root.key("signal").key("seconds-before");
        found.push(
            said.problem(&path, "the signal comes before the job has begun: its time is no longer than that")
                .help("send it later, or let the job run longer")
                .related(root.key("time"), places.span(&root.key("time")), "the time that it has"),
        );
    }
    for (index, dependency) in spec.dependencies.iter().enumerate() {
        let path = root.key("dependencies").index(index);
        let is_singleton = dependency.kind == DependencyKind::Singleton;
        if is_singleton && !dependency.jobs.is_empty() {
            let problem = said.problem(&path.key("jobs"), "`singleton` is about all jobs of the same name");
            found.push(problem.help("remove `jobs`"));
        } else if !is_singleton && dependency.jobs.is_empty() && said.is_sure(&path) {
            let message = format!("nothing says which jobs `{}` waits for", dependency.kind.as_str());
            found.push(said.missing(&path, "jobs", message, "add `jobs` with the ids of the jobs"));
        }
    }
    found.extend(super::extra::check(spec, places));
    found.extend(super::started::check(spec, places));
    found
}

/// The key that stands for an option of sbatch, given by its long name. Among the other options it would win unseen.
pub(crate) fn key_of(option: &str) -> Option<&'static str> {
    KEYS_OF_OPTIONS.iter().find(|(name, _)| *name == option).map(|(_, key)| *key)
}

const KEYS_OF_OPTIONS: &[(&str, &str)] = &[
    ("job-name", "name"),
    ("partition", "partition"),
    ("nodes", "nodes"),
    ("ntasks-per-node", "tasks-per-node"),
    ("cpus-per-task", "cpus-per-task"),
    ("gpus-per-node", "gpus-per-node"),
    ("gpus-per-task", "gpus-per-task"),
    ("mem", "memory"),
    ("time", "time"),
    ("exclusive", "exclusive"),
    ("constraint", "constraint"),
    ("nodelist", "nodelist"),
    ("exclude", "exclude"),
    ("array", "array"),
    ("dependency", "dependencies"),
    ("output", "output"),
    ("error", "error"),
    ("chdir", "working-directory"),
    ("account", "account"),
    ("qos", "qos"),
    ("reservation", "reservation"),
    ("requeue", "requeue"),
    ("no-requeue", "requeue"),
    ("signal", "signal"),
    ("mail-user", "mail"),
    ("mail-type", "mail"),
];

/// Exactly one thing runs.
fn launchers(spec: &JobSpec, said: &Said<'_>, found: &mut Vec<Diagnostic>) {
    let run = Path::root().key("run");
    let mut keys = spec.run.launchers().map(|(key, _)| key);
    match (keys.next(), keys.next()) {
        (None, _) if said.is_sure(&run) => found.push(said.missing(
            &run,
            "command",
            "nothing runs: `run` has no key".to_owned(),
            "add one of `command`, `shell`, `torchrun`, `deepspeed`, `accelerate`, `mpi`, `nccl-test`",
        )),
        (Some(first), Some(second)) => found.push(said.excludes(&run.key(second), &run.key(first))),
        _ => {}
    }
}

struct Said<'p> {
    places: &'p Places,
}

impl Said<'_> {
    fn is_sure(&self, path: &Path) -> bool {
        self.places.is_sure(path)
    }

    fn problem(&self, path: &Path, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new("conflicting-keys", Severity::Error, path.clone(), message)
            .at(self.places.span(path), "")
    }

    fn excludes(&self, path: &Path, other: &Path) -> Diagnostic {
        let name = |path: &Path| {
            let text = path.to_string();
            text.rsplit('.').next().unwrap_or_default().to_owned()
        };
        self.problem(path, format!("`{}` and `{}` cannot both be there", name(other), name(path)))
            .related(other.clone(), self.places.span(other), "the other one")
            .help("remove one of the two")
    }

    fn missing(&self, section: &Path, key: &str, message: String, help: &str) -> Diagnostic {
        Diagnostic::new("missing-key", Severity::Error, section.key(key), message)
            .at(self.places.span(section), "")
            .help(help)
    }
}
