//! An image is asked for that an engine on each compute node would have to have.
//!
//! pyxis before 0.15 does not know `dockerd://`; later ones ask the Docker of the compute node, which does not have what
//! was built on the head node. No pyxis knows `podman://`. An image is imported once, into a file on shared storage.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=dockerd://training:latest python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/training.sqsh python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::container::{Engine, Image};
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "image-of-local-engine", severity: Severity::Warning, check: Check::Container(check) };

fn check(view: &ContainerView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let asked = view.container.image.as_ref()?;
    let Ok(Image::Local { engine, name }) = asked.parse() else { return None };
    let message = match engine {
        Engine::Podman => "pyxis does not know `podman://`".to_owned(),
        Engine::Docker => format!("each compute node is asked for `{name}`, or pyxis refuses it"),
    };
    Some(Finding::new(message).at(&asked.place, "an image of an engine on the node").help(format!(
        "import it into a file on shared storage where it is: `enroot import --output /fsx/image.sqsh {}`",
        **asked
    )))
}
