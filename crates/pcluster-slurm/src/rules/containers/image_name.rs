//! The name of an image is one that no registry takes.
//!
//! Registries allow small letters, digits and `/._-` in names, and enroot refuses everything else ("Invalid image
//! reference"), on every node, after they have been started.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=nvcr.io#NVIDIA/PyTorch:24.07-py3 python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=nvcr.io#nvidia/pytorch:24.07-py3 python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::container::Image;
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "image-name", severity: Severity::Error, check: Check::Container(check) };

fn check(view: &ContainerView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let asked = view.container.image.as_ref()?;
    let problem = asked.parse::<Image>().err()?;
    Some(Finding::new(problem.to_string()).at(&asked.place, "no image").help(
        "an image is a file, `/fsx/image.sqsh`, or one of a registry, `nvcr.io#nvidia/pytorch:24.07-py3`",
    ))
}
