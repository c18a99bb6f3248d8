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

use crate::fit::Contradiction;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "memory-twice", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let request = view.request;
    let said = [(&request.mem, "of a node"), (&request.mem_per_cpu, "of a CPU"), (&request.mem_per_gpu, "of a GPU")];
    let said = said.map(|(memory, of)| place(memory).map(|place| (place.clone(), of.to_owned())));
    Contradiction::all(request).contains(&Contradiction::Memory).then(|| {
        Finding::new("memory is asked for in ways that exclude each other")
            .at_all(said)
            .help("keep one of them; `--mem=0` is all the memory of each node")
    })
}
