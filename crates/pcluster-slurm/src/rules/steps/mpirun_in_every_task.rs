//! Every task of an `srun` starts an `mpirun`.
//!
//! `mpirun` starts the tasks of a whole job; under an `srun` with several tasks, each of these starts all of them, so that
//! they run several times over. One of the two is enough.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! srun mpirun -np 16 ./solver
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! mpirun -np 16 ./solver
//! ```

use pcluster_config::diagnostic::Severity;

use crate::job::Command;
use crate::rules::launch::Launch;
use crate::rules::{Check, Facts, Finding, RuleDef, StepView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "mpirun-in-every-task", severity: Severity::Error, check: Check::Step(check) };

fn check(view: &StepView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let launch = Launch::of(view.job, view.step);
    let srun = launch.srun.filter(|_| view.step.command == Command::Mpirun)?;
    let tasks = launch.nodes?.saturating_mul(launch.tasks_a_node?);
    (tasks > 1).then(|| {
        Finding::new(format!("each of {tasks} tasks starts an `mpirun` that starts all tasks"))
            .at(&view.step.place, "this starts all of them")
            .and(&srun.place, format!("this starts it {tasks} times"))
            .help("leave `srun` out, or `mpirun`: `srun --mpi=pmix` starts MPI programs itself")
    })
}
