//! A mount is not one that pyxis understands.
//!
//! `--container-mounts` takes `SRC:DST`, with `+` between flags behind a second colon and commas between mounts. Source and
//! target begin with `/` or `.`; the source may also be `tmpfs` or `umount`. pyxis refuses the job otherwise, after its
//! nodes have been started.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/pytorch.sqsh --container-mounts=fsx:/fsx python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/pytorch.sqsh --container-mounts=/fsx:/fsx,/fsx/data:/data:ro python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::container::Mount;
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "mount-not-readable", severity: Severity::Error, check: Check::ContainerEach(check) };

fn check(view: &ContainerView<'_>, _: &Facts<'_>) -> Vec<Finding> {
    let mounts = view.container.mounts.iter();
    mounts
        .filter_map(|mount| {
            let problem = mount.parse::<Mount>().err()?;
            Some(
                Finding::new(format!("pyxis does not understand a mount: {problem}"))
                    .at(&mount.place, "no mount")
                    .help("write `SOURCE:TARGET`, both absolute paths: `/fsx:/fsx`"),
            )
        })
        .collect()
}
