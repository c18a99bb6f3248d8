//! The job asks for memory a node, a CPU or a GPU: more than one of these.
//!
//! `sbatch` refuses it: `--mem`, `--mem-per-cpu` and `--mem-per-gpu` exclude each other. `--mem` of a component holds for the
//! next ones too.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --mem=64G
//! #SBATCH --mem-per-cpu=2G
//! srun hostname
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --mem-per-cpu=2G
//! srun hostname
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "memory-twice", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let memory = [&request.mem, &request.mem_per_cpu, &request.mem_per_gpu];
    let mut memory = memory.into_iter().flatten();
    let (first, second) = (memory.next()?, memory.next()?);
    Some(
        Finding::new("memory is asked for in two ways that exclude each other")
            .at(&second.place, "`sbatch` refuses both together")
            .and(&first.place, "the other one")
            .help("keep one of them; `--mem=0` is all the memory of each node"),
    )
}
