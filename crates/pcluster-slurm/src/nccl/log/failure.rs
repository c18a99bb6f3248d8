//! What went wrong with a run: lines of nccl-tests, CUDA, MPI, Slurm and the dynamic linker.

use serde::Serialize;

use super::text::brief;

/// What a failure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FailureKind {
    /// A shared library is not there.
    MissingLibrary,
    /// A program or a file is not there, or may not be run.
    NotFound,
    /// An option that the program does not have, or more GPUs than there are.
    Usage,
    /// CUDA failed.
    Cuda,
    /// NCCL failed.
    Nccl,
    /// The test's own limit of time was reached.
    TestTimeout,
    /// The job's limit of time was reached.
    TimeLimit,
    /// The kernel or Slurm took the memory away.
    OutOfMemory,
    /// A process crashed or was killed.
    Signal,
    /// The container could not be started.
    Container,
    /// MPI or PMIx failed.
    Mpi,
    /// A node failed.
    NodeFailure,
    /// Slurm could not start the step, or ended it.
    Slurm,
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Failure {
    /// What it is about.
    pub kind: FailureKind,
    /// The first line that says so.
    pub message: String,
    /// Its number in the log, from 1.
    pub line: u64,
    /// How many lines say something of this kind.
    pub times: u64,
}

/// Words by which a line is told, in the order in which they are tried: the cause before what follows from it.
const MARKS: [(FailureKind, &[&str]); 13] = [
    (FailureKind::MissingLibrary, &["error while loading shared libraries:"]),
    (FailureKind::TimeLimit, &["DUE TO TIME LIMIT"]),
    (FailureKind::NodeFailure, &["DUE TO NODE FAILURE", "Node failure on"]),
    (FailureKind::OutOfMemory, &["oom_kill event", "oom-kill event", "OUT_OF_MEMORY", "Out Of Memory"]),
    (FailureKind::TestTimeout, &["Test timeout ("]),
    (FailureKind::Cuda, &["Test CUDA failure", "Cuda failure '", "CUDA failure:"]),
    (FailureKind::Nccl, &["Test NCCL failure"]),
    (
        FailureKind::Usage,
        &["Invalid number of GPUs:", "invalid option '", "invalid size specified for", "invalid sizes for"],
    ),
    (
        FailureKind::Container,
        &["error: pyxis:", "[ERROR] No such file or directory:", "enroot-mount:", "enroot: [ERROR]"],
    ),
    (
        FailureKind::NotFound,
        &[
            "No such file or directory",
            "command not found",
            "execve():",
            "Permission denied",
            "Exec format error",
        ],
    ),
    (
        FailureKind::Signal,
        &[
            "Segmentation fault",
            "Bus error",
            "Aborted (core dumped)",
            "Signal: Segmentation",
            "exited on signal",
        ],
    ),
    (
        FailureKind::Mpi,
        &[
            "MPI_ABORT was invoked",
            "MPI_Init",
            "PMI server not found",
            "mpi/pmi",
            "Invalid MPI type",
            "PMIX ERROR",
            "OPAL ERROR",
            "There are not enough slots available",
        ],
    ),
    (
        FailureKind::Slurm,
        &["srun: error:", "slurmstepd: error:", "prolog failed", "Prolog error", "*** STEP ", "*** JOB "],
    ),
];

impl Failure {
    /// The failure that a line tells of; `number` is the line's, from 1.
    pub(super) fn read(line: &str, number: u64) -> Option<Self> {
        // NCCL looks for plugins that need not be there.
        if line.contains("NCCL INFO") {
            return None;
        }
        let (kind, _) = MARKS.iter().find(|(_, words)| words.iter().any(|words| line.contains(words)))?;
        let missing_file = *kind == FailureKind::NotFound;
        let from_a_program =
            ["bash: ", "srun: ", "slurmstepd: ", "slurm_script", "execve", "sh: ", "mpirun", "/usr/bin/env:"];
        // Programs of all sorts say that about files that nobody misses.
        if missing_file && !from_a_program.iter().any(|program| line.contains(program)) {
            return None;
        }
        Some(Self { kind: *kind, message: brief(line), line: number, times: 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::{Failure, FailureKind};

    #[test]
    fn lines_are_told_apart() {
        for (line, kind) in [
            (
                "all_reduce_perf: error while loading shared libraries: libmpi.so.40: cannot open shared object file: No \
                 such file or directory",
                Some(FailureKind::MissingLibrary),
            ),
            (
                "slurmstepd: error: *** JOB 17 ON gpu-st-p5-1 CANCELLED AT x DUE TO TIME LIMIT ***",
                Some(FailureKind::TimeLimit),
            ),
            ("gpu-st-p5-1: Test NCCL failure common.cu:961 'remote process exited'", Some(FailureKind::Nccl)),
            ("gpu-st-p5-1: Test CUDA failure common.cu:300 'out of memory'", Some(FailureKind::Cuda)),
            ("srun: error: gpu-st-p5-2: task 8: Segmentation fault (core dumped)", Some(FailureKind::Signal)),
            ("slurmstepd: error: pyxis: failed to import docker image", Some(FailureKind::Container)),
            (
                "slurmstepd: error: execve(): all_reduce_perf: No such file or directory",
                Some(FailureKind::NotFound),
            ),
            ("srun: error: Invalid MPI type 'pmix', --mpi=list for acceptable types", Some(FailureKind::Mpi)),
            ("srun: error: gpu-st-p5-2: tasks 8-15: Exited with exit code 3", Some(FailureKind::Slurm)),
            ("host:1:2 [0] NCCL INFO NET/Plugin: libnccl-net.so: No such file or directory", None),
            ("cat: /etc/x: No such file or directory", None),
            ("# Out of bounds values : 0 OK", None),
        ] {
            assert_eq!(Failure::read(line, 1).map(|failure| failure.kind), kind, "{line}");
        }
    }
}
