//! YAML to a job.

use pcluster_config::Report;
use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::Path;
use pcluster_config::source::{Document, Places, check_document, read_document};

use super::{JobSpec, memory, relations, schema, time};
use crate::job::{Asked, Assignment, Exclusive, GpuCount, Job, NodeCount, Place, Request, Source, TimeLimit};
use crate::rules::RULEBOOK;

/// A job that was read from YAML, or built in code.
#[derive(Debug)]
pub struct ReadJob {
    /// The job as rules look at it; `None` where the text is not even a map of keys.
    pub job: Option<Job>,
    document: Document<JobSpec>,
    relations: Vec<Diagnostic>,
}

impl ReadJob {
    /// The whole report: what is wrong with the text, what rules found in the job, without what comments of the text
    /// allow. With it the job, if nothing is wrong with the text.
    pub fn finish(self, mut found: Vec<Diagnostic>) -> (Report, Option<JobSpec>) {
        let is_whole = self.relations.is_empty();
        // What the job lacks may be what is wrong in its text.
        let is_wrong =
            self.document.report().diagnostics().iter().any(|problem| problem.severity == Severity::Error);
        found.retain(|problem| !is_wrong || problem.span.is_some() || !problem.path.is_root());
        // What is about the job as a whole stands at its beginning, where a comment can allow it.
        let start = self.document.places().span(&Path::root());
        for problem in found.iter_mut().filter(|problem| problem.span.is_none() && problem.path.is_root()) {
            problem.span = start;
        }
        let (report, spec) = self.document.finish(self.relations.into_iter().chain(found).collect());
        (report, spec.filter(|_| is_whole))
    }
}

/// Reads a job. `name` is what the report calls it; nothing is read from there.
///
/// ```
/// let yaml = b"name: hello\nnodes: two\nrun: { command: { program: hostname } }\n";
/// let read = pcluster_slurm::spec::read("hello.job.yaml", yaml);
/// assert_eq!(read.job.as_ref().unwrap().requests[0].name.as_ref().unwrap().value, "hello");
/// let (report, spec) = read.finish(Vec::new());
/// assert_eq!(report.diagnostics()[0].message, "`nodes` must be a whole number, but this is a text");
/// assert!(spec.is_none());
/// ```
pub fn read(name: &str, bytes: &[u8]) -> ReadJob {
    ReadJob::of(read_document(name, bytes, schema(), RULEBOOK))
}

/// Brings a job that was built in code through the same checks.
pub fn check(spec: &JobSpec) -> ReadJob {
    ReadJob::of(check_document(spec, schema(), RULEBOOK))
}

impl ReadJob {
    fn of(document: Document<JobSpec>) -> Self {
        let job = document.value().map(|spec| job(spec, document.places()));
        let relations =
            document.value().map(|spec| relations::check(spec, document.places())).unwrap_or_default();
        Self { job, document, relations }
    }
}

/// What is asked for under keys of the top level, or of a section.
struct Keys<'p> {
    places: &'p Places,
    section: Path,
}

impl Keys<'_> {
    fn place(&self, path: Path) -> Place {
        Place { span: self.places.span(&path), value: self.places.value(&path), path }
    }

    /// A value under a key; `None` where there is none, or where what is there was reported.
    fn ask<T>(&self, key: &str, value: Option<T>) -> Option<Asked<T>> {
        let path = self.section.key(key);
        let is_sure = self.places.is_sure(&path);
        value.filter(|_| is_sure).map(|value| Asked::new(value, self.place(path)))
    }

    fn text(&self, key: &str, value: Option<&String>) -> Option<Asked<String>> {
        self.ask(key, value.cloned())
    }

    fn count(&self, key: &str, value: Option<u32>) -> Option<Asked<u64>> {
        self.ask(key, value.map(u64::from))
    }

    fn gpus(&self, key: &str, value: Option<u32>) -> Option<Asked<GpuCount>> {
        self.ask(key, value.map(|count| GpuCount { of: vec![(None, u64::from(count))] }))
    }

    /// The items of a list.
    fn items(&self, key: &str, items: &[String]) -> Vec<Asked<String>> {
        let path = self.section.key(key);
        let placed = items.iter().enumerate().map(|(index, item)| (path.index(index), item));
        let sure = placed.filter(|(path, _)| self.places.is_sure(path));
        sure.map(|(path, item)| Asked::new(item.clone(), self.place(path))).collect()
    }
}

#[expect(clippy::field_reassign_with_default, reason = "a key a statement, the sections among them")]
fn job(spec: &JobSpec, places: &Places) -> Job {
    let keys = Keys { places, section: Path::root() };
    let mut request = Request::default();
    request.name = keys.text("name", spec.name.as_ref());
    request.partitions = keys.ask("partition", spec.partition.as_ref().map(|name| vec![name.clone()]));
    let nodes = |count: u32| NodeCount { min: u64::from(count), max: None };
    request.nodes = keys.ask("nodes", spec.nodes.map(nodes));
    request.ntasks_per_node = keys.count("tasks-per-node", spec.tasks_per_node);
    request.cpus_per_task = keys.count("cpus-per-task", spec.cpus_per_task);
    request.gpus_per_node = keys.gpus("gpus-per-node", spec.gpus_per_node);
    request.gpus_per_task = keys.gpus("gpus-per-task", spec.gpus_per_task);
    request.mem = keys.ask("memory", spec.memory.as_deref().and_then(memory));
    request.time = keys.ask("time", spec.time.as_deref().and_then(time));
    request.exclusive =
        keys.ask("exclusive", spec.exclusive.filter(|exclusive| *exclusive).map(|_| Exclusive::Nobody));
    request.constraint = keys.text("constraint", spec.constraint.as_ref());
    request.nodelist = keys.text("nodelist", spec.nodelist.as_ref());
    request.exclude = keys.text("exclude", spec.exclude.as_ref());
    request.array = keys.text("array", spec.array.as_ref());
    let dependencies: Vec<String> = spec.dependencies.iter().map(super::Dependency::text).collect();
    request.dependency = keys.ask("dependencies", (!dependencies.is_empty()).then(|| dependencies.join(",")));
    request.output = keys.text("output", spec.output.as_ref());
    request.error = keys.text("error", spec.error.as_ref());
    request.chdir = keys.text("working-directory", spec.working_directory.as_ref());
    request.account = keys.text("account", spec.account.as_ref());
    request.qos = keys.text("qos", spec.qos.as_ref());
    request.reservation = keys.text("reservation", spec.reservation.as_ref());
    request.requeue = keys.ask("requeue", spec.requeue);
    let signal =
        spec.signal.as_ref().map(|signal| format!("{}@{}", signal.name.as_str(), signal.seconds_before));
    request.signal = keys.ask("signal", signal);
    if let Some(container) = &spec.container {
        let keys = Keys { places, section: Path::root().key("container") };
        let asked = &mut request.container;
        asked.image = keys.ask("image", Some(container.image.clone()));
        asked.mounts = keys.items("mounts", container.mounts.as_deref().unwrap_or_default());
        asked.workdir = keys.text("workdir", container.workdir.as_ref());
        asked.name = keys.text("name", container.name.as_ref());
        asked.writable = keys.ask("writable", container.writable);
        asked.mount_home = keys.ask("mount-home", container.mount_home);
        asked.remap_root = keys.ask("remap-root", container.remap_root);
        asked.entrypoint = keys.ask("entrypoint", container.entrypoint);
        asked.env = keys.items("environment", &container.environment);
    }
    let list = Path::root().key("extra-options");
    super::extra::request(spec, &mut request, |index| {
        let path = list.index(index);
        places.is_sure(&path).then(|| keys.place(path))
    });
    let mut job = Job::default();
    job.source = Source::Yaml;
    job.requests = vec![request];
    let variables = Keys { places, section: Path::root().key("environment") };
    let set = spec.environment.iter().filter_map(|(name, value)| {
        let asked = variables.ask(name, Some(value.as_str()))?;
        Some(Assignment::new(name.clone(), asked.value, asked.place))
    });
    job.environment = set.collect();
    // The map has them by name; rules and people see them as they stand.
    job.environment.sort_by_key(|variable| variable.name.place.span.map(|span| span.start));
    job
}

/// The seconds that a job may run at most; `None` where it may run for ever or does not say.
pub(crate) fn seconds(spec: &JobSpec) -> Option<u64> {
    match time(spec.time.as_deref()?)? {
        TimeLimit::Seconds(seconds) => Some(seconds),
        TimeLimit::Unlimited => None,
    }
}
