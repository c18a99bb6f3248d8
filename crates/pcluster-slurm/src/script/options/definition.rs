//! What is known about one option.

use super::SlurmVersion;

/// A program that takes options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tool {
    /// `sbatch`, which also reads the directives of a script.
    Sbatch,
    /// `srun`
    Srun,
}

/// Which programs have an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tools {
    /// `sbatch` and `srun`
    Both,
    /// `sbatch` alone
    Sbatch,
    /// `srun` alone
    Srun,
}

impl Tools {
    /// Whether a program is one of them.
    pub const fn have(self, tool: Tool) -> bool {
        matches!((self, tool), (Self::Both, _) | (Self::Sbatch, Tool::Sbatch) | (Self::Srun, Tool::Srun))
    }
}

/// Whether an option takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Takes {
    /// It takes none: `--hold`.
    Nothing,
    /// It needs one: `--nodes=2`, `--nodes 2`, `-N2`, `-N 2`.
    Value,
    /// It may have one, which then stands behind `=`, or right behind the letter: `--exclusive=user`, `-koff`. The text is
    /// what it means without one.
    Optional(&'static str),
}

/// An option of `sbatch`, `srun` or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionDef {
    /// Its long name, without dashes.
    pub name: &'static str,
    /// Its letter.
    pub letter: Option<char>,
    /// Whether it takes a value.
    pub takes: Takes,
    /// Which programs have it.
    pub tools: Tools,
    /// The first release that has it; `None` for those that 22.05 has.
    pub since: Option<SlurmVersion>,
    /// The last release that has it; `None` for those that 24.11 has.
    pub until: Option<SlurmVersion>,
    /// The variable that `sbatch` reads where no option on its command line says otherwise. It wins over a directive.
    pub variable: Option<&'static str>,
    /// Whether a component of a heterogeneous job has it for itself alone. Others pass from a component to the next ones.
    pub per_component: bool,
    /// Whether it comes with pyxis, so that a Slurm without that does not know it.
    pub pyxis: bool,
    /// The option that it is another name of.
    pub alias_of: Option<&'static str>,
}

impl OptionDef {
    /// The name that says what it does, whichever name it goes by.
    pub fn canonical(&self) -> &'static str {
        self.alias_of.unwrap_or(self.name)
    }

    /// Whether a program of a release has it.
    pub fn is_known_to(&self, tool: Tool, version: SlurmVersion) -> bool {
        self.tools.have(tool)
            && self.since.is_none_or(|since| since <= version)
            && self.until.is_none_or(|until| version <= until)
    }

    pub(super) const fn is_per_component(mut self) -> Self {
        self.per_component = true;
        self
    }

    pub(super) const fn since(mut self, year: u8, month: u8) -> Self {
        self.since = Some(SlurmVersion::new(year, month));
        self
    }

    pub(super) const fn until(mut self, year: u8, month: u8) -> Self {
        self.until = Some(SlurmVersion::new(year, month));
        self
    }

    pub(super) const fn variable(mut self, name: &'static str) -> Self {
        self.variable = Some(name);
        self
    }

    pub(super) const fn alias_of(mut self, name: &'static str) -> Self {
        self.alias_of = Some(name);
        self
    }

    pub(super) const fn pyxis(mut self) -> Self {
        self.pyxis = true;
        self
    }
}
