//! What the training image is made of: a Dockerfile and the files that it copies.

mod place;

use std::fmt;
use std::str::FromStr;

pub use place::{PlaceError, Placed, State, compare, place};

/// The repository of AWS's training images.
const DLC_REPOSITORY: &str = "public.ecr.aws/deep-learning-containers/pytorch-training";

/// The base image and the versions of what is added to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recipe {
    /// The image to start from.
    pub base: BaseImage,
    /// The version of `transformers`.
    pub transformers: PackageVersion,
    /// The version of `flash-attn`. That of the base image needs no compiling.
    pub flash_attn: PackageVersion,
    /// The version of `deepspeed`.
    pub deepspeed: PackageVersion,
    /// The version of `accelerate`.
    pub accelerate: PackageVersion,
    /// The version of `datasets`.
    pub datasets: PackageVersion,
}

/// The name of an image to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseImage(String);

/// A version of a Python package, such as `2.7.4.post1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageVersion(String);

/// A file of the recipe.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecipeFile {
    /// Its name in the directory.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
    /// Whether it is a program.
    pub executable: bool,
}

impl Default for Recipe {
    /// AWS's image of PyTorch 2.5.1 (CUDA 12.4, Python 3.11) and versions that work with it. It holds flash-attn 2.6.3
    /// compiled against its PyTorch (the Dockerfile of that image says so). `transformers` is the last one before
    /// version 5; `datasets` the last one before version 4, which left out loading scripts.
    fn default() -> Self {
        let version = |text: &str| PackageVersion(text.to_owned());
        Self {
            base: BaseImage::deep_learning_container("2.5.1-gpu-py311-cu124-ubuntu22.04-ec2-v1.30"),
            transformers: version("4.57.6"),
            flash_attn: version("2.6.3"),
            deepspeed: version("0.16.9"),
            accelerate: version("1.10.1"),
            datasets: version("3.6.0"),
        }
    }
}

impl Recipe {
    /// The Dockerfile.
    pub fn dockerfile(&self) -> String {
        [
            ("BASE", &self.base.0),
            ("TRANSFORMERS", &self.transformers.0),
            ("ACCELERATE", &self.accelerate.0),
            ("DATASETS", &self.datasets.0),
            ("DEEPSPEED", &self.deepspeed.0),
            ("FLASH_ATTN", &self.flash_attn.0),
        ]
        .iter()
        .fold(include_str!("files/Dockerfile").to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{{{name}}}}}"), value)
        })
    }

    /// All files of the directory that the image is built of.
    pub fn files(&self) -> Vec<RecipeFile> {
        let file = |name, text: &str| RecipeFile { name, text: text.to_owned(), executable: false };
        let program = |name, text| RecipeFile { executable: true, ..file(name, text) };
        vec![
            file("Dockerfile", &self.dockerfile()),
            file(".dockerignore", include_str!("files/dockerignore")),
            program("check-node", include_str!("files/check-node")),
            file("ds_config.json", include_str!("files/ds_config.json")),
            program("start-sshd", include_str!("files/start-sshd")),
            file("train_distributed_deepspeed.py", include_str!("files/train_distributed_deepspeed.py")),
        ]
    }
}

impl BaseImage {
    /// The training image of AWS with a tag, such as `2.5.1-gpu-py311-cu124-ubuntu22.04-ec2-v1.30`.
    pub fn deep_learning_container(tag: &str) -> Self {
        Self(format!("{DLC_REPOSITORY}:{tag}"))
    }
}

impl FromStr for BaseImage {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/:@".contains(&byte);
        if !text.is_empty() && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err("this is not the name of an image, such as `registry.example/name:tag`")
        }
    }
}

impl FromStr for PackageVersion {
    type Err = &'static str;

    /// The characters are those of PEP 440.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".+!_-".contains(&byte);
        let starts_well = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        if starts_well && text.bytes().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err("this is not a version, such as `4.57.6`: one version, no range")
        }
    }
}

impl fmt::Display for BaseImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for PackageVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
