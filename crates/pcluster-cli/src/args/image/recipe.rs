//! What the training image is made of.

use clap::Args;
use pcluster_infra::image::ImageTag;
use pcluster_infra::image::recipe::{BaseImage, PackageVersion, Recipe};

/// What the training image is made of. What is left out has the version that is shown by `image dockerfile`.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Versions")]
pub(crate) struct RecipeArgs {
    /// Tag of AWS's PyTorch training image to start from, such as `2.5.1-gpu-py311-cu124-ubuntu22.04-ec2-v1.30`
    #[arg(long, value_name = "TAG")]
    pub(crate) dlc_tag: Option<ImageTag>,
    /// Image to start from, instead of AWS's
    #[arg(long, value_name = "IMAGE", conflicts_with = "dlc_tag")]
    pub(crate) base: Option<BaseImage>,
    /// Version of transformers
    #[arg(long, value_name = "VERSION")]
    pub(crate) transformers: Option<PackageVersion>,
    /// Version of flash-attn; another than the base image's may be compiled, which takes hours
    #[arg(long, value_name = "VERSION")]
    pub(crate) flash_attn: Option<PackageVersion>,
    /// Version of deepspeed
    #[arg(long, value_name = "VERSION")]
    pub(crate) deepspeed: Option<PackageVersion>,
    /// Version of accelerate
    #[arg(long, value_name = "VERSION")]
    pub(crate) accelerate: Option<PackageVersion>,
    /// Version of datasets
    #[arg(long, value_name = "VERSION")]
    pub(crate) datasets: Option<PackageVersion>,
}

impl RecipeArgs {
    /// Whether anything was said.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { dlc_tag, base, transformers, flash_attn, deepspeed, accelerate, datasets } = self;
        let packages = [transformers, flash_attn, deepspeed, accelerate, datasets];
        dlc_tag.is_none() && base.is_none() && packages.iter().all(|version| version.is_none())
    }

    /// The recipe of the library.
    pub(crate) fn recipe(&self) -> Recipe {
        let mut recipe = Recipe::default();
        if let Some(base) = &self.base {
            recipe.base = base.clone();
        }
        if let Some(tag) = &self.dlc_tag {
            recipe.base = BaseImage::deep_learning_container(tag.as_str());
        }
        for (wanted, version) in [
            (&self.transformers, &mut recipe.transformers),
            (&self.flash_attn, &mut recipe.flash_attn),
            (&self.deepspeed, &mut recipe.deepspeed),
            (&self.accelerate, &mut recipe.accelerate),
            (&self.datasets, &mut recipe.datasets),
        ] {
            if let Some(wanted) = wanted {
                version.clone_from(wanted);
            }
        }
        recipe
    }
}
