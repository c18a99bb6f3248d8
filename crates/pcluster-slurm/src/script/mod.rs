//! A script for `sbatch`, read as `sbatch` reads it.

pub mod options;
pub mod value;
