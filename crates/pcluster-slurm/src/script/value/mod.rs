//! The values of options, read as Slurm reads them.
//!
//! Every reader gives `None` for what sbatch, or the controller after it, refuses. They are compared with the real ones by
//! a test. What overflows a counter of Slurm, which then goes on with something else, is refused here.

mod array;
mod constraint;
mod dependency;
mod gres;
mod hosts;
mod memory;
mod nodes;
mod number;
mod signal;
mod time;

pub use array::Array;
pub use constraint::{Constraint, Feature};
pub use dependency::is_dependency;
pub use gres::{gpus, gres};
pub use hosts::Hosts;
pub use memory::memory;
pub use nodes::nodes;
pub(super) use number::is_blank;
pub use number::{count, whole};
pub use signal::is_signal;
pub use time::time;
