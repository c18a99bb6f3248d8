//! A time limit beyond that of the partition.
//!
//! Partitions of ParallelCluster have none, unless the queue's `CustomSlurmSettings` set `MaxTime`. `sbatch` refuses a job that
//! wants longer, also with `--time-min`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --time=2-00:00:00
//! srun ./train
//! ```
//!
//! ```job fires
//! name: prepare
//! partition: cpu
//! nodes: 2
//! time: 2-00:00:00
//! run: { command: { program: ./train } }
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=cpu
//! #SBATCH --time=1-00:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::fit::What;
use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "time-beyond-partition", severity: Severity::Error, check: Check::Request(check) };

fn check(view: &RequestView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let misfit = view.misfit(|what| *what == What::Time)?;
    let partition = view.partition_of(misfit);
    let most = duration(misfit.have);
    let wanted = if misfit.wanted == u64::MAX { "no limit".to_owned() } else { duration(misfit.wanted) };
    Some(
        Finding::new(format!("the job asks for {wanted}, but {partition} permits {most}"))
            .at_all([place(&view.request.time).map(|place| (place.clone(), wanted.clone()))])
            .help(format!(
                "ask for at most `--time={most}`, and let the job write checkpoints and submit itself again"
            )),
    )
}

/// Minutes as Slurm writes them.
fn duration(minutes: u64) -> String {
    let (days, hours, minutes) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    if days > 0 {
        format!("{days}-{hours:02}:{minutes:02}:00")
    } else {
        format!("{hours:02}:{minutes:02}:00")
    }
}
