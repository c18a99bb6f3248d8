//! Why a run failed or gave wrong results.

use super::{Cause, Scene, efa};
use crate::nccl::{Failure, FailureKind, Size};

/// The likely causes of a failure, the likeliest first.
pub(super) fn causes(scene: &Scene<'_>) -> Vec<Cause> {
    let network = &scene.run.network;
    let mut causes: Vec<Cause> = separate(scene).into_iter().collect();
    if let Some(message) = &network.unresponsive_receiver {
        causes.push(Cause::new(
            "security-group",
            "the other node never answers: a security group keeps EFA's packets away",
            message.clone(),
            "the security group needs a rule for all traffic from itself and one for all traffic to itself: 0.0.0.0/0 does \
             not count for EFA; nodes also have to be in one subnet",
        ));
    }
    causes.extend(efa::no_device(scene));
    causes.extend(efa::on_some_hosts(scene));
    if let Some(warning) = network.warnings.keys().next().filter(|_| causes.is_empty()) {
        causes.push(Cause::new(
            "nccl-warning",
            "NCCL or its plugin gave a warning",
            warning.clone(),
            "look at the lines around it; NCCL_DEBUG=INFO shows more",
        ));
    }
    let mut failures: Vec<&Failure> = scene.run.failures.iter().collect();
    failures.sort_by_key(|failure| failure.kind);
    // What NCCL and Slurm say at the end follows from what was said before.
    let follows = |failure: &&Failure| matches!(failure.kind, FailureKind::Nccl | FailureKind::Slurm);
    let told = !causes.is_empty() || failures.iter().any(|failure| failure.kind != FailureKind::Slurm);
    let known = !causes.is_empty();
    let kept = failures
        .into_iter()
        .filter(|failure| !follows(failure) || (!known && (failure.kind == FailureKind::Nccl || !told)));
    causes.extend(kept.map(cause));
    causes
}

/// Processes that do not know each other.
fn separate(scene: &Scene<'_>) -> Option<Cause> {
    let count = scene.run.separate_processes;
    (count > 1).then(|| {
        Cause::new(
            "separate-processes",
            "the processes do not know each other: each made a test of its own",
            format!("the head of the output stands there {count} times, with one rank each"),
            "build nccl-tests with `MPI=1`, and start it with `srun --mpi=pmix`",
        )
    })
}

fn cause(failure: &Failure) -> Cause {
    let text = failure.message.as_str();
    let (id, message, help): (_, &str, &str) = match failure.kind {
        FailureKind::MissingLibrary if text.contains("libmpi") || text.contains("libpmix") => (
            "missing-library",
            "the MPI that the program was built with is not found",
            "put its directory, /opt/amazon/openmpi/lib on AWS's images, into LD_LIBRARY_PATH of the tasks",
        ),
        FailureKind::MissingLibrary => (
            "missing-library",
            "a shared library is not found",
            "put its directory into LD_LIBRARY_PATH of the tasks; it has to be there on every node, or in the container",
        ),
        FailureKind::NotFound => (
            "not-found",
            "a program is not there, or may not be run",
            "check the path on a compute node: it has to be on a shared file system or in the image",
        ),
        FailureKind::Usage if text.contains("GPUs") => (
            "too-few-gpus",
            "there are fewer GPUs than the tasks want",
            "ask for them with `--gpus-per-node`, and make tasks a node times `-g` no more than that",
        ),
        FailureKind::Usage => (
            "usage",
            "the program does not know an option",
            "compare the options with the release of nccl-tests",
        ),
        FailureKind::Cuda if text.contains("no CUDA-capable device") => (
            "no-gpu",
            "the tasks see no GPU",
            "ask for GPUs with `--gpus-per-node`, in a partition of GPU nodes; a container needs the hook of NVIDIA",
        ),
        FailureKind::Cuda if text.contains("driver version is insufficient") => (
            "old-driver",
            "the CUDA of the image is newer than the driver of the node allows",
            "take an image with an older CUDA, or an AMI with a newer driver",
        ),
        FailureKind::Cuda if text.contains("out of memory") => (
            "gpu-memory",
            "the memory of a GPU does not suffice",
            "lower `-e`, and check with `nvidia-smi` that nothing else runs on the GPUs",
        ),
        FailureKind::Cuda => {
            ("cuda", "CUDA failed", "check the GPUs of the node with `nvidia-smi -q` and `dcgmi diag -r 2`")
        }
        FailureKind::Nccl => (
            "nccl",
            "NCCL failed",
            "the warnings of NCCL before it say why; run it again with NCCL_DEBUG=INFO if there are none",
        ),
        FailureKind::TestTimeout => (
            "test-timeout",
            "the test waited longer than it may",
            "a rank is stuck: look for the host without lines, and run the nodes in pairs to find it",
        ),
        FailureKind::TimeLimit => (
            "time-limit",
            "the job ran into its time limit",
            "raise `--time`; if nothing was measured at all it hangs: look for the host that says nothing",
        ),
        FailureKind::OutOfMemory => (
            "out-of-memory",
            "the memory of a node did not suffice, and a process was killed",
            "ask for all memory of the nodes (`--exclusive`, `--mem=0`)",
        ),
        FailureKind::Signal => (
            "crash",
            "a process crashed or was killed",
            "look at the host that is named: `dmesg` there shows faults of GPUs (Xid) and of memory",
        ),
        FailureKind::Container => (
            "container",
            "the container could not be started",
            "check that the image is at that path on every node, and that what is mounted exists",
        ),
        FailureKind::Mpi if text.contains("load PMIx library") => (
            "mpi",
            "Slurm finds no PMIx on the node",
            "install PMIx where Slurm looks for it: `srun --mpi=list` has to show pmix; images of ParallelCluster have it in \
             /opt/pmix",
        ),
        FailureKind::Mpi => (
            "mpi",
            "MPI could not bring the processes together, or ended them",
            "start it with `srun --mpi=pmix`, and build it with the MPI that is on the nodes (`srun --mpi=list`)",
        ),
        FailureKind::NodeFailure => (
            "node-failure",
            "a node failed",
            "`scontrol show node` says why; the logs of the node are in CloudWatch",
        ),
        FailureKind::Slurm => (
            "slurm",
            "Slurm ended the step",
            "the log of the job, and slurmd.log on the node that is named, say why",
        ),
    };
    let times =
        if failure.times > 1 { format!(", and {} more like it", failure.times - 1) } else { String::new() };
    Cause::new(id, message, format!("line {}: {text}{times}", failure.line), help)
}

/// A protocol that is forced upon EFA.
pub(super) fn forced_protocol(scene: &Scene<'_>) -> Option<Cause> {
    let value = scene.run.network.variables.get("NCCL_PROTO")?;
    value.to_ascii_lowercase().contains("ll").then(|| {
        Cause::new(
            "forced-protocol",
            "NCCL_PROTO forces a protocol whose order of writes old releases of EFA do not keep",
            format!("NCCL_PROTO={value}"),
            "take NCCL_PROTO out: the plugin allows what the hardware can do",
        )
    })
}

/// A GPU or a link that changes data.
#[expect(
    clippy::unnecessary_wraps,
    reason = "it is one of several causes, of which others need not be there"
)]
pub(super) fn faulty_hardware(scene: &Scene<'_>) -> Option<Cause> {
    let wrong = |row: &&crate::nccl::Row| {
        [&row.out_of_place, &row.in_place].into_iter().flatten().any(|measure| measure.wrong.unwrap_or(0) > 0)
    };
    let sizes: Vec<String> =
        scene.run.rows.iter().filter(wrong).take(4).map(|row| Size(row.size).to_string()).collect();
    let hosts: Vec<&str> = scene.run.devices.hosts.keys().take(4).map(String::as_str).collect();
    let evidence = match (sizes.is_empty(), hosts.is_empty()) {
        (false, false) => format!("#wrong is above 0 at {}, with {}", sizes.join(", "), hosts.join(", ")),
        (false, true) => format!("#wrong is above 0 at {}", sizes.join(", ")),
        _ => "`Out of bounds values` is above 0".to_owned(),
    };
    Some(Cause::new(
        "faulty-hardware",
        "a GPU, its memory or a link changes data: results of training on these nodes cannot be trusted",
        evidence,
        "run each node alone, then the nodes in pairs, to find the one; `dcgmi diag -r 3` on it, and have it replaced",
    ))
}
