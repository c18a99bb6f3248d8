//! A script that brings an image to where jobs read it.

use std::fmt::Write as _;

use thiserror::Error;

use super::quote::quote;
use super::{Image, ImageError};

/// GiB that an image for training takes at most as a file: PyTorch with CUDA, NCCL and the EFA software takes 10 to 20.
const SIZE_GIB: u32 = 20;

/// How an image is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ImportOptions {
    /// Local disk for what is only needed meanwhile, such as `/scratch`; it is used where it is there.
    pub scratch: Option<String>,
    /// Size of the image in GiB, at most: so much has to be free where it goes, and three times as much for the layers as
    /// they are loaded and unpacked.
    pub size_gib: u32,
    /// Make a job of it that runs in this partition.
    pub partition: Option<String>,
    /// Import it even though the file is there, and replace that.
    pub replace: bool,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self { scratch: None, size_gib: SIZE_GIB, partition: None, replace: false }
    }
}

/// Who logs in to the registry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Credentials {
    /// Nobody, or whoever stands in the user's own file of credentials.
    Own,
    /// The AWS identity of the node, for Amazon ECR.
    Ecr {
        /// The host of the registry.
        host: String,
        /// Its region.
        region: String,
    },
}

/// Why an image cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ImportError {
    /// The image is a file already.
    #[error("`{0}` is a file, not an image of a registry")]
    File(String),
    /// The image has no name that could be read.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// The file to write has no absolute path.
    #[error("`{0}` is no absolute path")]
    NotAbsolute(String),
    /// A text with a line break, which nothing here has.
    #[error("{0:?} has a line break in it")]
    LineBreak(String),
    /// A name that no partition has.
    #[error("`{0}` is no name of a partition")]
    Partition(String),
}

/// What brings an image to where jobs read it.
///
/// ```
/// use pcluster_slurm::container::{Import, ImportOptions};
///
/// let image = "docker://nvcr.io#nvidia/pytorch:24.07-py3".parse()?;
/// let import = Import::new(&image, "/fsx/pytorch.sqsh", ImportOptions::default()).unwrap();
/// assert!(import.script().contains("enroot import"));
/// # Ok::<_, pcluster_slurm::container::ImageError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    uri: String,
    target: String,
    credentials: Credentials,
    options: ImportOptions,
}

impl Import {
    /// Of an image to an absolute path.
    pub fn new(image: &Image, target: &str, options: ImportOptions) -> Result<Self, ImportError> {
        let (uri, credentials) = match image {
            Image::File(path) => return Err(ImportError::File(path.clone())),
            Image::Local { .. } => (image.to_string(), Credentials::Own),
            Image::Registry(image) => {
                // A user that is named stands with a password in the user's own file.
                let credentials = match image.ecr().filter(|_| image.user.is_none()) {
                    Some(ecr) => {
                        Credentials::Ecr { host: image.host().to_owned(), region: ecr.region.to_owned() }
                    }
                    None => Credentials::Own,
                };
                (image.uri(), credentials)
            }
        };
        if !target.starts_with('/') || target.ends_with('/') {
            return Err(ImportError::NotAbsolute(target.to_owned()));
        }
        for text in [&uri, target].into_iter().chain(options.scratch.as_deref()) {
            if text.contains(['\n', '\r', '\0']) {
                return Err(ImportError::LineBreak(text.to_owned()));
            }
        }
        let is_name = |name: &str| {
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b','))
        };
        if let Some(partition) = options.partition.as_deref().filter(|name| !is_name(name)) {
            return Err(ImportError::Partition(partition.to_owned()));
        }
        Ok(Self { uri, target: target.to_owned(), credentials, options })
    }

    /// Who logs in.
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// The script. It can be run again at any time: the image appears at its path whole or not at all, and nothing else
    /// remains.
    ///
    /// No password is on a command line, in a variable or in the script. For Amazon ECR, enroot finds in its file of
    /// credentials the command that asks for one; that file is in memory and goes away with the script.
    pub fn script(&self) -> String {
        let mut script = String::from("#!/bin/bash\n");
        // `write!` to a String cannot fail.
        if let Some(partition) = &self.options.partition {
            let _ = write!(script, "{}", head(partition));
        }
        let _ = write!(
            script,
            "# Imports an image for pyxis, unless it is there. Written by `pclusterctl image import`.\n\
             set -euo pipefail\n\n\
             image={}\n\
             target={}\n\
             scratch={}\n\
             size_gib={}\n\n",
            quote(&self.uri),
            quote(&self.target),
            quote(self.options.scratch.as_deref().unwrap_or("/scratch")),
            self.options.size_gib,
        );
        script.push_str(FAIL);
        if !self.options.replace {
            script.push_str(SKIP);
        }
        script.push_str(PREPARE);
        if let Credentials::Ecr { host, region } = &self.credentials {
            let _ = write!(script, "\nregistry={}\nregion={}\n{LOGIN}", quote(host), quote(region));
        }
        script.push_str(IMPORT);
        script
    }
}

fn head(partition: &str) -> String {
    format!(
        "#SBATCH --job-name=image-import\n\
         #SBATCH --partition={partition}\n\
         #SBATCH --nodes=1\n\
         #SBATCH --ntasks=1\n\
         # Unpacking and packing keep all CPUs of a node busy.\n\
         #SBATCH --exclusive\n\
         #SBATCH --time=02:00:00\n"
    )
}

const FAIL: &str = "\
fail() {
  echo \"$1\" >&2
  exit 1
}

";

const SKIP: &str = "\
if [[ -s $target ]]; then
  echo \"$target is there already\"
  exit 0
fi

";

const PREPARE: &str = "\
command -v enroot >/dev/null || fail 'enroot is not installed here: run this where it is, such as in a job'

# What is needed meanwhile lies on the disks of the node; the image itself is written beside its place and renamed.
[[ -d $scratch && -w $scratch ]] || scratch=${TMPDIR:-/tmp}
folder=$(dirname -- \"$target\")
mkdir -p -- \"$folder\"
work='' beside='' secrets=''
cleanup() {
  local path
  for path in \"$work\" \"$beside\" \"$secrets\"; do
    [[ -n $path && -d $path ]] || continue
    # Layers may have directories that their owner cannot write to.
    chmod -R u+w -- \"$path\" 2>/dev/null || true
    rm -rf -- \"$path\"
  done
}
trap cleanup EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

room() {
  local free
  free=$(df --output=avail -B 1G -- \"$1\" | tail -n 1)
  ((free >= $2)) || fail \"$1 has ${free// /} GiB left; $2 are needed\"
}
room \"$folder\" \"$size_gib\"
room \"$scratch\" \"$((3 * size_gib))\"

work=$(mktemp -d -- \"${scratch%/}/enroot-import.XXXXXXXX\")
beside=$(mktemp -d -- \"${folder%/}/.import.XXXXXXXX\")
mkdir -- \"$work/temp\"
export ENROOT_CACHE_PATH=$work/cache ENROOT_DATA_PATH=$work/data
export ENROOT_RUNTIME_PATH=$work/run ENROOT_TEMP_PATH=$work/temp
";

const LOGIN: &str = "\
command -v aws >/dev/null || fail 'the AWS CLI is not installed here: it logs in to the registry'
# enroot hides what it says when it fails.
aws ecr get-login-password --region \"$region\" >/dev/null || fail \"cannot log in to $registry\"
# The file holds no password: enroot runs the command in it when it needs one.
secrets=$(mktemp -d -- /dev/shm/enroot-import.XXXXXXXX)
# shellcheck disable=SC2016 # the command is for enroot
printf 'machine %s login AWS password $(aws ecr get-login-password --region %s)\\n' \"$registry\" \"$region\" \\
  >\"$secrets/.credentials\"
export ENROOT_CONFIG_PATH=$secrets
";

const IMPORT: &str = "
enroot import --output \"$beside/image.sqsh\" -- \"$image\"
chmod 644 -- \"$beside/image.sqsh\"
mv -f -T -- \"$beside/image.sqsh\" \"$target\"
echo \"$target is imported\"
";
