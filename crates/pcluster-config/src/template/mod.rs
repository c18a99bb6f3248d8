//! Filling YAML templates with variables: an `envsubst` that cannot lie.
//!
//! `envsubst` writes nothing for a name that is not set, and whatever a value holds becomes YAML. Here
//! [`Variables`] are read from files of `export NAME=value` lines or flat YAML, without a shell and without the
//! environment, and [`render`] puts them into a template in such a way that a value never becomes more than the text
//! of the scalar its placeholder stands in. What is missing, or would not stay what it is, is a
//! [`Diagnostic`](crate::diagnostic::Diagnostic) in its place, all of them in one run. A section whose variable is
//! not set can be dropped, as the guides do by hand with a `CapacityReservationTarget`.
//!
//! A placeholder is `${NAME}`, `${NAME:-default}` (where the variable is not set or empty) or `$NAME`. A `$` before
//! anything else is a dollar sign, and since values are not searched for placeholders, a variable can hold one too.
//!
//! No diagnostic and no `Debug` output has a variable's value in it.
//!
//! ```
//! use pcluster_config::template::{RenderOptions, Variables, render};
//!
//! let mut variables = Variables::new();
//! let problems = variables.read_file("pcluster-env.sh", "export INSTANCE=p5.48xlarge NUM_INSTANCES=8\n");
//! assert!(problems.is_empty());
//!
//! let template = "\
//! - Name: gpu
//!   InstanceType: ${INSTANCE}
//!   MinCount: ${NUM_INSTANCES}
//!   CapacityReservationTarget:
//!     CapacityReservationId: ${CAPACITY_RESERVATION_ID}
//! ";
//! let options = RenderOptions { drop_unset: vec!["CapacityReservationTarget".parse()?] };
//! let rendered = render("cluster.yaml.template", template, &variables, &options);
//!
//! assert!(rendered.is_complete());
//! assert_eq!(rendered.text, "- Name: gpu\n  InstanceType: p5.48xlarge\n  MinCount: 8\n");
//! # Ok::<(), pcluster_config::template::KeyPatternError>(())
//! ```

mod block;
mod cut;
mod drop;
mod file_kind;
mod filling;
mod flat_yaml;
mod key_pattern;
mod layout;
mod meaning;
mod placeholder;
#[cfg(test)]
mod properties;
mod quote;
mod render;
mod report;
mod resolve;
pub mod rule;
mod shadow;
mod shell;
mod sites;
mod substitute;
mod tree;
mod variables;
mod verify;
mod yaml;

pub use drop::DroppedSection;
pub use file_kind::FileKind;
pub use key_pattern::{KeyPattern, KeyPatternError};
pub use layout::{Layout, Place};
pub(crate) use placeholder::placeholder_spans;
pub use placeholder::{contains_placeholder, is_name, is_placeholder};
pub use quote::yaml_text;
pub use render::{RenderOptions, Rendered, Substitution, render};
pub use variables::{Origin, SetError, Variable, Variables};
