//! An account or a quality of service, but the cluster has no accounting.
//!
//! Both come from Slurm's accounting database (`Database` or `ExternalSlurmdbd` of `SlurmSettings`). Without one, `sbatch` takes
//! any name and nothing comes of it: no limit, no priority, no record.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --account=research
//! #SBATCH --qos=high
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --comment=research
//! #SBATCH --time=1:00:00
//! srun ./train
//! ```

use pcluster_config::diagnostic::Severity;

use crate::rules::{Check, Facts, Finding, RequestView, RuleDef, place};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "account-without-accounting", severity: Severity::Info, check: Check::Request(check) };

fn check(view: &RequestView<'_>, facts: &Facts<'_>) -> Option<Finding> {
    facts.cluster.filter(|cluster| !cluster.accounting && !cluster.is_open)?;
    let asked = [place(&view.request.account), place(&view.request.qos)];
    asked.iter().any(Option::is_some).then(|| {
        Finding::new("the cluster has no accounting, so that accounts and qualities of service mean nothing")
            .at_all(
                asked.map(|place| place.map(|place| (place.clone(), "Slurm takes any name here".to_owned()))),
            )
            .help("leave it out, or add `Database` to `SlurmSettings` of the cluster")
    })
}
