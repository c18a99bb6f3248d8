//! How outputs are written.

use std::fmt;
use std::str::FromStr;

use pcluster_config::template::FileKind;

use crate::env_file::EnvFile;

/// How outputs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OutputsFormat {
    /// `export VPC_ID=vpc-...` lines, for shells.
    #[default]
    Env,
    /// `VPC: vpc-...` lines: flat YAML with the outputs under their own names.
    Yaml,
    /// One JSON object with the names of [`OutputsFormat::Env`].
    Json,
}

/// There is no such format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a format: there are `env`, `yaml` and `json`")]
pub struct UnknownFormat(String);

impl OutputsFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Env, Self::Yaml, Self::Json];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Env => "env",
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }

    /// The format that a file has.
    pub fn of_file(file: &EnvFile) -> Self {
        match file.kind() {
            FileKind::Shell => Self::Env,
            FileKind::Yaml if file.as_str().trim_start().starts_with('{') => Self::Json,
            FileKind::Yaml => Self::Yaml,
        }
    }

    /// The name of a file that has this format by its ending.
    pub(super) const fn file_name(self) -> &'static str {
        match self {
            Self::Env => "outputs.sh",
            Self::Yaml => "outputs.yaml",
            Self::Json => "outputs.json",
        }
    }
}

impl fmt::Display for OutputsFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for OutputsFormat {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}
