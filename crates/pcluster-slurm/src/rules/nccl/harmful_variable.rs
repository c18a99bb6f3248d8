//! A variable is set that makes the job slower, or breaks it.
//!
//! Most of them were a cure once, for other versions or another network. NCCL, its tuner and the plugin of AWS choose better
//! by themselves: AWS had five such variables taken out of its NCCL tests, and an alltoall on 32 nodes became 11 % faster.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! export RDMAV_FORK_SAFE=1
//! export NCCL_PROTO=simple
//! export FI_PROVIDER=tcp
//! srun python train.py
//! ```
//!
//! ```job fires
//! name: train
//! partition: gpu
//! nodes: 2
//! gpus-per-node: 8
//! time: "1:00:00"
//! environment: { FI_PROVIDER: tcp }
//! run: { torchrun: { script: train.py } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! export FI_PROVIDER=efa
//! srun python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --ntasks-per-node=8
//! export NCCL_ALGO=RING
//! srun --mpi=pmix all_reduce_perf -b 8 -e 16G -f 2 -g 1
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::{Verdict, is_seen, known};
use crate::rules::{Check, Facts, Finding, RuleDef, VariableView};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "harmful-variable", severity: Severity::Warning, check: Check::Variable(check) };

fn check(view: &VariableView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let known = known(view, Verdict::Harmful).filter(|_| is_seen(view))?;
    let name = &view.variable.name;
    // Tests of the network want to know what one of them does.
    let chooses = matches!(name.value.as_str(), "NCCL_ALGO" | "NCCL_PROTO");
    let is_test =
        view.job.steps.iter().any(|step| step.words.iter().any(|word| word.text.ends_with("_perf")));
    (!(chooses && is_test)).then(|| {
        Finding::new(format!("`{}` makes the job slower, or breaks it", name.value))
            .at(&name.place, known.why.as_str())
            .help("leave it out")
    })
}
