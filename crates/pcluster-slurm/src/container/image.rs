//! References to images.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use super::RegistryImage;

/// An image, as `--container-image` of pyxis and `enroot import` name it.
///
/// ```
/// use pcluster_slurm::container::Image;
///
/// assert!(matches!("/fsx/pytorch.sqsh".parse(), Ok(Image::File(_))));
/// // Without a path in front of it, this is an image of Docker Hub.
/// assert!(matches!("pytorch.sqsh".parse(), Ok(Image::Registry(_))));
/// assert!(matches!("docker://nvcr.io#nvidia/pytorch:24.07-py3".parse(), Ok(Image::Registry(_))));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Image {
    /// A squashfs file: a path that begins with `/` or `.`.
    File(String),
    /// An image of a registry.
    Registry(RegistryImage),
    /// An image that an engine on the machine has.
    Local {
        /// The engine.
        engine: Engine,
        /// What the engine calls it.
        name: String,
    },
}

/// A container engine that `enroot import` gets images from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Engine {
    /// `dockerd://`. pyxis accepts it from 0.15 on, but asks the Docker of the compute node.
    Docker,
    /// `podman://`. pyxis does not know it.
    Podman,
}

impl Engine {
    /// What stands in front of `://`.
    pub const fn scheme(self) -> &'static str {
        match self {
            Self::Docker => "dockerd",
            Self::Podman => "podman",
        }
    }
}

/// Why a text is no image.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ImageError {
    /// There is nothing.
    #[error("the name of the image is empty")]
    Empty,
    /// A scheme that enroot does not have.
    #[error("enroot knows docker://, dockerd:// and podman://, not `{0}://`")]
    Scheme(String),
    /// A name in which registries do not allow what stands there: they take small letters, digits, `.`, `_`, `-` and `/`.
    #[error("`{0}` is no name of an image: it may have small letters, digits, `.`, `_`, `-` and `/`")]
    Name(String),
    /// A user in which there is something else than a name. It is not shown: it may be a password.
    #[error(
        "the user in front of `@` may have letters, digits and `$._+@%~-`; a password stands in enroot's `.credentials`"
    )]
    User,
    /// A tag in which registries do not allow what stands there.
    #[error("`{0}` is no tag: it may have letters, digits, `.`, `_` and `-`")]
    Tag(String),
    /// A digest that is none.
    #[error("`{0}` is no digest: it is `sha256:` and 64 hexadecimal digits")]
    Digest(String),
}

impl FromStr for Image {
    type Err = ImageError;

    fn from_str(text: &str) -> Result<Self, ImageError> {
        if text.is_empty() {
            return Err(ImageError::Empty);
        }
        if text.starts_with(['/', '.']) {
            return Ok(Self::File(text.to_owned()));
        }
        match text.split_once("://") {
            None | Some(("docker", _)) => text.parse().map(Self::Registry),
            Some(("dockerd", name)) => Ok(Self::Local { engine: Engine::Docker, name: name.to_owned() }),
            Some(("podman", name)) => Ok(Self::Local { engine: Engine::Podman, name: name.to_owned() }),
            Some((scheme, _)) => Err(ImageError::Scheme(scheme.to_owned())),
        }
    }
}

impl fmt::Display for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => f.write_str(path),
            Self::Registry(image) => image.fmt(f),
            Self::Local { engine, name } => write!(f, "{}://{name}", engine.scheme()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_an_image_is_refused() {
        for (text, message) in [
            ("", "the name of the image is empty"),
            ("s3://bucket/x.sqsh", "enroot knows docker://, dockerd:// and podman://, not `s3://`"),
            (
                "docker://",
                "`` is no name of an image: it may have small letters, digits, `.`, `_`, `-` and `/`",
            ),
            (
                "nvcr.io#NVIDIA/pytorch",
                "`NVIDIA/pytorch` is no name of an image: it may have small letters, digits, `.`, `_`, `-` and `/`",
            ),
            ("ubuntu:a b", "`a b` is no tag: it may have letters, digits, `.`, `_` and `-`"),
            ("ubuntu@sha256:12", "`sha256:12` is no digest: it is `sha256:` and 64 hexadecimal digits"),
        ] {
            assert_eq!(text.parse::<Image>().unwrap_err().to_string(), message);
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_again(text in "((docker|dockerd|podman)://)?([a-z$]{1,5}@)?([a-z]{1,5}\\.[a-z]{2,3}(:[0-9]{2,4})?[#/])?[a-z0-9/._-]{1,12}(:[A-Za-z0-9._-]{1,8})?") {
            if let Ok(image) = text.parse::<Image>() {
                prop_assert_eq!(image.to_string().parse::<Image>(), Ok(image));
            }
        }

        #[test]
        fn any_text_is_an_image_or_an_error(text in any::<String>()) {
            if let Ok(image) = text.parse::<Image>() {
                prop_assert_eq!(image.to_string().parse::<Image>(), Ok(image));
            }
        }
    }
}
