//! How many nodes and tasks a program of a script runs on, where the text says it.

use crate::job::{Command, Job, NodeCount, Request, Step};

/// How a program is started.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Launch<'a> {
    /// The `srun` that starts it.
    pub(crate) srun: Option<&'a Step>,
    /// Nodes that it runs on.
    pub(crate) nodes: Option<u64>,
    /// Tasks that are started on each node.
    pub(crate) tasks_a_node: Option<u64>,
}

impl<'a> Launch<'a> {
    /// Of a step of a job.
    pub(crate) fn of(job: &'a Job, step: &'a Step) -> Self {
        let Some(srun) = srun_of(job, step) else {
            // `mpirun` goes to all nodes by itself.
            if is_under_mpirun(job, step) {
                return Self::default();
            }
            // Without `srun` it runs where the script runs: once, on the first node.
            return Self { srun: None, nodes: Some(1), tasks_a_node: Some(1) };
        };
        // The components of a heterogeneous job differ, and an option that is not known may say anything.
        let [request] = job.requests.as_slice() else { return Self { srun: Some(srun), ..Self::default() } };
        if srun.may_have_unknown(&["nodes", "N"], srun.request.nodes.is_some()) {
            return Self { srun: Some(srun), ..Self::default() };
        }
        let nodes = exact(&srun.request).or_else(|| {
            // One task needs one node.
            (srun.request.ntasks.as_ref().is_some_and(|count| **count == 1)).then_some(1)
        });
        let nodes = nodes.or_else(|| exact(request));
        let tasks =
            ["ntasks", "n", "ntasks-per-node", "ntasks-per-gpu", "ntasks-per-core", "ntasks-per-socket"];
        let known = srun.request.ntasks.is_some() || srun.request.ntasks_per_node.is_some();
        if srun.may_have_unknown(&tasks, known) {
            return Self { srun: Some(srun), nodes, tasks_a_node: None };
        }
        let tasks_a_node = tasks_a_node(&srun.request, nodes).or_else(|| tasks_a_node(request, nodes));
        let is_default = request.ntasks_per_gpu.is_none()
            && request.ntasks_per_core.is_none()
            && request.ntasks_per_socket.is_none();
        Self { srun: Some(srun), nodes, tasks_a_node: tasks_a_node.or(is_default.then_some(1)) }
    }

    /// Whether it certainly runs on several nodes.
    pub(crate) fn is_on_several_nodes(&self) -> bool {
        self.nodes.is_some_and(|nodes| nodes > 1)
    }
}

impl Step {
    /// Whether it has one of these options with a value that is not known.
    fn may_have_unknown(&self, names: &[&str], is_known: bool) -> bool {
        !is_known && self.may_have(names)
    }
}

/// Whether a job certainly has several nodes.
pub(crate) fn has_several_nodes(job: &Job) -> bool {
    job.requests.iter().any(|request| request.nodes.as_ref().is_some_and(|nodes| nodes.min > 1))
}

/// The number of nodes that a request asks for, where it asks for one number.
pub(crate) fn exact(request: &Request) -> Option<u64> {
    let NodeCount { min, max, .. } = &**request.nodes.as_ref()?;
    max.is_none_or(|max| max == *min).then_some(*min)
}

/// The tasks a node that a request asks for.
fn tasks_a_node(request: &Request, nodes: Option<u64>) -> Option<u64> {
    if let Some(tasks) = &request.ntasks_per_node {
        return Some(**tasks);
    }
    let (tasks, nodes) = (**request.ntasks.as_ref()?, nodes?);
    (nodes > 0 && tasks % nodes == 0).then(|| tasks / nodes)
}

/// GPUs a node that a request asks for, where it asks for them so that it can be told.
pub(crate) fn gpus_a_node(request: &Request) -> Option<u64> {
    if let Some(gpus) = &request.gpus_per_node {
        return Some(gpus.total());
    }
    if let Some(gres) = &request.gres {
        let gpus: Vec<_> = gres.iter().filter(|gres| gres.name == "gpu").collect();
        if !gpus.is_empty() {
            return Some(gpus.iter().fold(0, |sum, gres| gres.count.saturating_add(sum)));
        }
    }
    let nodes = exact(request).filter(|nodes| *nodes > 0)?;
    if let Some(gpus) = &request.gpus {
        return (gpus.total() % nodes == 0).then(|| gpus.total() / nodes);
    }
    let tasks = tasks_a_node(request, Some(nodes))?;
    request.gpus_per_task.as_ref().map(|gpus| gpus.total().saturating_mul(tasks))
}

/// The `srun` that starts a step, be it through other programs.
fn srun_of<'a>(job: &'a Job, step: &'a Step) -> Option<&'a Step> {
    let mut step = step;
    loop {
        if step.command == Command::Srun {
            return Some(step);
        }
        // A parent comes before what it starts, so that this ends.
        step = job.steps.get(step.parent?)?;
    }
}

fn is_under_mpirun(job: &Job, step: &Step) -> bool {
    let parents = std::iter::successors(Some(step), |step| job.steps.get(step.parent?));
    parents.skip(1).any(|parent| parent.command == Command::Mpirun)
}

/// Programs that need no more than a moment and one CPU, and leave nothing behind.
pub(crate) fn is_trivial(program: &str) -> bool {
    matches!(
        program,
        "hostname"
            | "echo"
            | "printf"
            | "date"
            | "true"
            | ":"
            | "nvidia-smi"
            | "ls"
            | "cat"
            | "df"
            | "free"
            | "lscpu"
            | "uname"
            | "which"
            | "env"
            | "printenv"
            | "id"
            | "mkdir"
            | "rm"
            | "sleep"
            | "fi_info"
            | "ibv_devinfo"
            | "ip"
            | "ifconfig"
            | "test"
            | "["
            | "pwd"
            | "killall"
            | "pkill"
            | "mount"
            | "umount"
            | "sudo"
    )
}

/// The program that an `srun` starts, without its folders.
pub(crate) fn started(step: &Step) -> Option<&str> {
    let program = step.inner.first()?.text.as_str();
    Some(program.rsplit('/').next().unwrap_or(program))
}

/// Whether Linux gives a port to outgoing connections by itself (`ip_local_port_range`, as it comes).
pub(crate) fn is_handed_out(port: u32) -> bool {
    (32_768..=60_999).contains(&port)
}
