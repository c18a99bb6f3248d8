//! Which option a text names.

use super::table::OPTIONS;
use super::{OptionDef, SlurmVersion, Tool};

/// What a long name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resolved {
    /// An option: its name, or the beginning of its name and of no other.
    Known(&'static OptionDef),
    /// The beginning of the names of several options.
    Ambiguous(Vec<&'static OptionDef>),
    /// No option.
    Unknown,
}

/// The option that a long name without dashes stands for. As `getopt_long` has it, a name may be cut short as long as it
/// remains the beginning of one option only.
///
/// ```
/// use pcluster_slurm::script::options::{Resolved, SlurmVersion, Tool, resolve};
///
/// let resolved = resolve("ntasks-per-n", Tool::Sbatch, SlurmVersion::NEWEST);
/// assert!(matches!(resolved, Resolved::Known(option) if option.name == "ntasks-per-node"));
/// assert!(matches!(resolve("gpu", Tool::Sbatch, SlurmVersion::NEWEST), Resolved::Ambiguous(_)));
/// ```
pub fn resolve(name: &str, tool: Tool, version: SlurmVersion) -> Resolved {
    let begin: Vec<_> = all(tool, version).filter(|option| option.name.starts_with(name)).collect();
    if let Some(option) = begin.iter().find(|option| option.name == name) {
        return Resolved::Known(option);
    }
    match begin.as_slice() {
        [] => Resolved::Unknown,
        [option] => Resolved::Known(option),
        _ => Resolved::Ambiguous(begin),
    }
}

/// The option with a long name, whichever release has it.
pub fn by_name(name: &str, tool: Tool) -> Option<&'static OptionDef> {
    OPTIONS.iter().find(|option| option.name == name && option.tools.have(tool))
}

/// The option with a letter.
pub fn by_letter(letter: char, tool: Tool) -> Option<&'static OptionDef> {
    OPTIONS.iter().find(|option| option.letter == Some(letter) && option.tools.have(tool))
}

/// The long names that a program of a release knows.
pub fn names(tool: Tool, version: SlurmVersion) -> impl Iterator<Item = &'static str> {
    all(tool, version).map(|option| option.name)
}

fn all(tool: Tool, version: SlurmVersion) -> impl Iterator<Item = &'static OptionDef> {
    OPTIONS.iter().filter(move |option| option.is_known_to(tool, version))
}
