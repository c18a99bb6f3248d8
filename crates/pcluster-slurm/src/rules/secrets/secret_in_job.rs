//! A secret, such as a token of Hugging Face or Weights & Biases, stands in the job.
//!
//! Whoever may read the file has it then, and so has the history of the repository that it is in. Slurm keeps a copy of the
//! script, and everyone on a node sees the command lines of its programs (`ps`). The value is not shown here.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! export HF_TOKEN=hf_0123456789abcdefghij
//! export WANDB_API_KEY="0123456789abcdef0123456789abcdef01234567"
//! srun python train.py
//! ```
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! srun huggingface-cli login --token hf_0123456789abcdefghij
//! ```
//!
//! ```job fires
//! name: train
//! partition: gpu
//! environment: { WANDB_API_KEY: 0123456789abcdef0123456789abcdef01234567 }
//! run: { command: { program: python, args: [train.py] } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! export HF_TOKEN="$(< ~/.cache/huggingface/token)"
//! export WANDB_API_KEY
//! export PAD_TOKEN='<pad>'
//! srun python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use super::known::{Secret, secrets};
use crate::job::{Job, Source};
use crate::rules::{Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "secret-in-job", severity: Severity::Warning, check: Check::JobEach(check) };

#[expect(clippy::trivially_copy_pass_by_ref, reason = "subjects are given by reference")]
fn check(job: &&Job, _: &Facts<'_>) -> Vec<Finding> {
    secrets(job).iter().map(|secret| say(job, secret)).collect()
}

fn say(job: &Job, secret: &Secret<'_>) -> Finding {
    let Some(name) = secret.variable else {
        return Finding::new("a secret stands on a command line")
            .at(secret.place, "everyone on the node can see it")
            .help(
                "put it in a file that only you can read, and name that file, or read it into an exported variable",
            );
    };
    let read = format!("export {name}=\"$(< ~/.secrets/{})\"", name.to_lowercase());
    Finding::new(format!("`{name}` has a secret as its value"))
        .at(secret.place, "whoever can read this file has it")
        .help(match job.source {
            Source::Yaml => format!(
                "put it in a file that only you can read, and read that in `setup`: `commands: ['{read}']`"
            ),
            Source::Script => format!("put it in a file that only you can read: `{read}`"),
        })
}
