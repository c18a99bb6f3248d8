//! The options of `srun`.

use super::field::Field;
use super::options::Parsed;

/// Reads the options of `srun` up to the first word that is none.
pub(super) fn read(fields: &[Field]) -> Parsed {
    let _ = fields;
    Parsed::default()
}
