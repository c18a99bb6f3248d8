//! A time limit that looks like hours, but counts minutes.
//!
//! `--time=24:00` is minutes and seconds: 24 minutes. With hours it has three parts, `24:00:00`, or days in front, `1-00:00`. The
//! rule fires where the seconds are `00` and there are more than 9 minutes, which nobody writes who means minutes.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=24:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=24:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! #SBATCH --gpus-per-node=8
//! #SBATCH --time=5:30
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "time-in-minutes", severity: Severity::Warning, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let asked = view.request.time.as_ref()?;
    let script = view.job.script.as_ref()?;
    let of_time = script
        .options
        .iter()
        .filter(|option| option.def.canonical() == "time" && option.place == asked.place);
    let text = of_time.filter_map(|option| option.value.as_deref()).next_back()?;
    let (minutes, seconds) = text.split_once(':')?;
    let number: u64 = minutes.parse().ok()?;
    (seconds == "00" && number > 9).then(|| {
        Finding::new(format!("`--time={text}` is {number} minutes"))
            .at(&asked.place, "minutes and seconds")
            .help(format!("write `{text}:00` for {number} hours, or `{number}` for minutes"))
    })
}
