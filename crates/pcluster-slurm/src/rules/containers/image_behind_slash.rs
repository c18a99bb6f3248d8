//! A registry and its image are separated by `/`.
//!
//! enroot, which gets images for pyxis, wants `#` between them. Only enroot 4.0 (October 2025) and later also take Docker's
//! way; earlier ones look at Docker Hub for an image with that long name and are refused. `#` works with all of them. In an
//! `#SBATCH` line it begins a comment, and is written `\#`.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=nvcr.io/nvidia/pytorch:24.07-py3 python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=nvcr.io#nvidia/pytorch:24.07-py3 python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::container::{Image, Separator};
use crate::job::Source;
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "image-behind-slash", severity: Severity::Warning, check: Check::Container(check) };

fn check(view: &ContainerView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let asked = view.container.image.as_ref()?;
    let Ok(Image::Registry(image)) = asked.parse() else { return None };
    let registry = image.registry.as_ref().filter(|_| image.separator == Separator::Slash)?;
    let fixed = image.with_hash().to_string();
    let is_directive = view.step.is_none() && view.job.source == Source::Script;
    let fixed = if is_directive { fixed.replace('#', "\\#") } else { fixed };
    Some(
        Finding::new(format!("enroot before 4.0 looks for this image at Docker Hub, not at `{registry}`"))
            .at(&asked.place, "a `/` behind the registry")
            .help(format!("write `#` behind the registry: `{fixed}`"))
            .replace("separate the registry by `#`", &asked.place, fixed),
    )
}
