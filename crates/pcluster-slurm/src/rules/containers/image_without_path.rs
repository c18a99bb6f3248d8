//! An image that looks like a file is taken for an image of a registry.
//!
//! pyxis takes a name for a file only where it begins with `/` or `.`. `image.sqsh` is looked for at Docker Hub, which
//! answers with 401 (pyxis issues 67 and 127).
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=pytorch.sqsh python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --nodes=2
//! srun --container-image=./pytorch.sqsh python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::container::Image;
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "image-without-path", severity: Severity::Error, check: Check::Container(check) };

fn check(view: &ContainerView<'_>, _: &Facts<'_>) -> Option<Finding> {
    let asked = view.container.image.as_ref()?;
    let Ok(Image::Registry(image)) = asked.parse() else { return None };
    (image.looks_like_file() && !image.has_scheme).then(|| {
        Finding::new(format!("pyxis looks for `{}` in a registry, not for a file", **asked))
            .at(&asked.place, "it begins neither with `/` nor with `.`")
            .help(format!("write its whole path, or `./{}` for a file in the working directory", **asked))
            .replace("look in the working directory", &asked.place, format!("./{}", **asked))
    })
}
