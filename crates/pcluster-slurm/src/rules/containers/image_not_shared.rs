//! The file of an image does not lie on shared storage.
//!
//! Every node opens the file itself. What lies on a disk of the head node, or of the first node, the others do not see.
//!
//! ```sbatch fires
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! srun --container-image=/opt/images/pytorch.sqsh python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! srun --container-image=/fsx/images/pytorch.sqsh python train.py
//! ```
//!
//! ```sbatch quiet
//! #!/bin/bash
//! #SBATCH --partition=gpu
//! #SBATCH --nodes=2
//! srun --ntasks-per-node=1 cp /fsx/images/pytorch.sqsh /scratch/pytorch.sqsh
//! srun --container-image=/scratch/pytorch.sqsh python train.py
//! ```

use pcluster_config::diagnostic::Severity;

use crate::container::Image;
use crate::rules::{Check, ContainerView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef =
    RuleDef { id: "image-not-shared", severity: Severity::Warning, check: Check::Container(check) };

fn check(view: &ContainerView<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let cluster = facts.cluster?;
    let asked = view.container.image.as_ref()?;
    let Ok(Image::File(path)) = asked.parse() else { return None };
    let is_shared = !path.starts_with('/') || cluster.shared_at(&path).is_some();
    // A script may bring it to each node first.
    let is_brought = view.job.steps.iter().any(|step| {
        let is_this = view.step.is_some_and(|this| std::ptr::eq(this, step));
        !is_this
            && step.parent.is_none_or(|parent| {
                !view.step.is_some_and(|this| {
                    view.job.steps.get(parent).is_some_and(|step| std::ptr::eq(step, this))
                })
            })
            && step.words.iter().any(|word| word.text.contains(path.as_str()))
    });
    if is_shared || is_brought {
        return None;
    }
    let shared: Vec<String> = cluster.shared.iter().map(|shared| format!("`{}`", shared.dir)).collect();
    Some(
        Finding::new(format!(
            "`{path}` is on no shared storage of the cluster: each node looks for it on its own disk"
        ))
        .at(&asked.place, "not shared")
        .help(format!("keep the image on shared storage: {}", shared.join(", "))),
    )
}
