//! The options of `sbatch` and `srun`, with those of pyxis.

mod apply;
mod bad_value;
mod definition;
mod resolve;
mod table;
mod version;

pub use apply::apply;
pub use bad_value::BadValue;
pub use definition::{OptionDef, Takes, Tool, Tools};
pub use resolve::{Resolved, by_letter, by_name, names, resolve};
pub use version::SlurmVersion;
