//! The way from the root of a configuration to a key.

use std::fmt;

/// One step of a [`Path`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into a section, by its key.
    Key(String),
    /// Into a list, by the position of an item, the first is 0.
    Index(usize),
}

/// A key path such as `Scheduling.SlurmQueues[0].Name`.
///
/// ```
/// use pcluster_config::location::Path;
///
/// let path = Path::root().key("Scheduling").key("SlurmQueues").index(0).key("Name");
/// assert_eq!(path.to_string(), "Scheduling.SlurmQueues[0].Name");
/// assert_eq!(path.pattern(), "Scheduling.SlurmQueues[].Name");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Path(Vec<Step>);

impl Path {
    /// The configuration itself.
    pub fn root() -> Self {
        Self::default()
    }

    /// This path and a key below it.
    #[must_use]
    pub fn key(&self, key: impl Into<String>) -> Self {
        self.step(Step::Key(key.into()))
    }

    /// This path and an item below it.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// The path without its last step.
    pub fn parent(&self) -> Option<Self> {
        let (_, steps) = self.0.split_last()?;
        Some(Self(steps.to_vec()))
    }

    /// The steps from the root.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Whether it is the root.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The path as the schema lists it: every index is `[]`.
    pub fn pattern(&self) -> String {
        self.write(|_| String::from("[]"))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }

    fn write(&self, index: impl Fn(usize) -> String) -> String {
        let mut text = String::new();
        for step in &self.0 {
            match step {
                Step::Key(key) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(key);
                }
                Step::Index(at) => text.push_str(&index(*at)),
            }
        }
        text
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write(|index| format!("[{index}]")))
    }
}

impl FromIterator<Step> for Path {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        Self(steps.into_iter().collect())
    }
}
