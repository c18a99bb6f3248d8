//! `setup`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::pattern::{DIRECTORY, MODULE};

/// What is done once before, on the first node and outside the container. What it sets in the environment is seen on all
/// nodes.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[garde(allow_unvalidated)]
#[non_exhaustive]
pub struct Setup {
    /// Environment modules to load, such as `openmpi`. They are of no use in a container.
    #[garde(length(max = 100), inner(pattern(MODULE)))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(extend("items" = { "type": "string", "pattern": MODULE.source(),
        "x-form": "the name of a module, such as `openmpi/4.1.7`" }))]
    pub modules: Vec<String>,
    /// Directory of a Python virtual environment on shared storage, which is activated. It is of no use in a container.
    #[garde(pattern(DIRECTORY))]
    #[schemars(extend("pattern" = DIRECTORY.source(), "x-form" = "an absolute path of one line"))]
    pub virtual_environment: Option<String>,
    /// Commands of bash, run one after the other; one that fails ends the job.
    #[garde(length(max = 1_000))]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
}
