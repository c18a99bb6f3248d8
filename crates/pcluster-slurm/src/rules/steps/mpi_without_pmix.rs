//! An MPI program is started by `srun` without `--mpi=pmix`.
//!
//! Slurm's own default is to set up nothing for MPI: every task then takes itself for the only one. The programs of
//! nccl-tests run side by side, each on its own GPU, and show the speed of no network at all. The Slurm of ParallelCluster
//! is built with `PMIx`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! srun /opt/nccl-tests/build/all_reduce_perf -b 8 -e 16G -f 2 -g 1
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! srun --mpi=pmix /opt/nccl-tests/build/all_reduce_perf -b 8 -e 16G -f 2 -g 1
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::{Launch, started};
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "mpi-without-pmix", severity: Severity::Warning, check: Check::Step(check) };

/// The programs of nccl-tests.
const PROGRAMS: &[&str] = &[
    "all_reduce_perf",
    "all_gather_perf",
    "alltoall_perf",
    "broadcast_perf",
    "gather_perf",
    "hypercube_perf",
    "reduce_perf",
    "reduce_scatter_perf",
    "scatter_perf",
    "sendrecv_perf",
];

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let step = view.step;
    if step.command != Command::Srun || step.may_have(&["mpi"]) {
        return None;
    }
    let program = started(step).filter(|program| PROGRAMS.contains(program))?;
    let sets = |variables: &[crate::job::Assignment]| {
        variables.iter().any(|variable| variable.name.value == "SLURM_MPI_TYPE")
    };
    let launch = Launch::of(view.job, step);
    let tasks = launch.nodes?.saturating_mul(launch.tasks_a_node?);
    (tasks > 1 && !sets(&view.job.environment) && !sets(&step.environment)).then(|| {
        Finding::new(format!(
            "each of the {tasks} tasks of `{program}` takes itself for the only one: `srun` sets up no MPI"
        ))
        .at(&step.place, "without `--mpi`")
        .help("write `srun --mpi=pmix`")
    })
}
