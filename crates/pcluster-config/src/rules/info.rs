//! What there is to know about a rule.

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, KINDS, ProblemKind, Severity};

use super::{RuleDef, RuleEntry};

/// What there is to know about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleInfo {
    /// Its id.
    pub id: &'static str,
    /// How bad what it finds is.
    pub severity: Severity,
    /// The official validator that says the same.
    pub official: Option<&'static str>,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// What it is about.
    pub subject: &'static str,
    reasons: Reasons,
}

/// Where the rest of a rule's documentation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reasons {
    /// In the head of its file.
    Source(&'static str),
    /// It is a text of its own; there may be none.
    Text(&'static str),
}

impl RuleInfo {
    /// A rule of another crate, with the text of its file, whose head (`//!`) is its documentation: what the rule finds
    /// in the first line, then why that matters, and examples between fences. The fence of an example of what is wrong says
    /// `sbatch fires`, that of what is right `sbatch quiet`; with `job` instead of `sbatch` it is a job as YAML. `cluster`
    /// is the cluster that the next examples are for.
    ///
    /// ```
    /// use pcluster_config::diagnostic::Severity;
    /// use pcluster_config::rules::RuleInfo;
    ///
    /// const RULE: RuleInfo = RuleInfo::of_source(
    ///     "no-time",
    ///     Severity::Warning,
    ///     "Job",
    ///     "//! A job does not say how long it takes.\n//!\n//! ```sbatch fires\n//! #SBATCH --nodes=2\n//! ```\n",
    /// );
    /// assert_eq!(RULE.summary, "A job does not say how long it takes.");
    /// assert!(RULE.documentation().contains("Wrong:\n\n```bash\n#SBATCH --nodes=2\n```"));
    /// ```
    #[must_use]
    pub const fn of_source(
        id: &'static str,
        severity: Severity,
        subject: &'static str,
        source: &'static str,
    ) -> Self {
        let summary = match head(source) {
            Some(line) => line,
            None => id,
        };
        Self { id, severity, official: None, summary, subject, reasons: Reasons::Source(source) }
    }

    /// A rule of another crate without a file of its own; `reason` says why it matters, as Markdown.
    #[must_use]
    pub const fn new(
        id: &'static str,
        severity: Severity,
        subject: &'static str,
        summary: &'static str,
        reason: &'static str,
    ) -> Self {
        Self { id, severity, official: None, summary, subject, reasons: Reasons::Text(reason) }
    }

    pub(super) fn of_kind(kind: &ProblemKind) -> Self {
        let ProblemKind { id, severity, summary } = *kind;
        let is_shape = severity == Severity::Error && KINDS.iter().any(|kind| kind.id == id);
        let official = is_shape.then_some(CONFIG_SCHEMA_VALIDATOR);
        Self { official, ..Self::new(id, severity, "Text", summary, "") }
    }

    pub(super) fn of_entry(entry: &RuleEntry) -> Self {
        let RuleDef { id, severity, official, check } = entry.rule;
        let info = Self::of_source(id, *severity, check.subject(), entry.source);
        Self { official: *official, ..info }
    }

    /// Whether it reports errors of shape, which cannot be hidden.
    pub(crate) fn is_shape_error(&self) -> bool {
        self.severity == Severity::Error && self.official == Some(CONFIG_SCHEMA_VALIDATOR)
    }

    /// Its documentation in Markdown, with examples that are tested: of what is wrong, and of what is right.
    pub fn documentation(&self) -> String {
        let mut text = String::new();
        let source = match self.reasons {
            Reasons::Source(source) => source,
            Reasons::Text(reason) => {
                text.push_str(self.summary);
                text.push('\n');
                if !reason.is_empty() {
                    text.extend(["\n", reason, "\n"]);
                }
                return text;
            }
        };
        for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            let line = match fence(line) {
                Some((language, options)) => {
                    title(&mut text, line, options);
                    language
                }
                None => line,
            };
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

/// What a page has for the fence of an example, and what is said about the example.
fn fence(line: &str) -> Option<(&'static str, &str)> {
    let info = line.strip_prefix("```")?;
    let (kind, options) = info.split_once(' ').unwrap_or((info, ""));
    let is_example = options.starts_with("fires") || options.starts_with("quiet");
    match kind {
        "yaml" | "job" if is_example => Some(("```yaml", options)),
        "sbatch" if is_example => Some(("```bash", options)),
        "cluster" => Some(("```yaml", options)),
        _ => None,
    }
}

/// Says what an example is one of.
fn title(text: &mut String, fence: &str, options: &str) {
    text.push_str(match options.split(' ').next() {
        Some("fires") => "Wrong",
        Some("quiet") => "Right",
        _ if fence.starts_with("```cluster") => "On the cluster",
        _ => "Example",
    });
    let is_release = |option: &&str| option.starts_with(|first: char| first.is_ascii_digit());
    if let Some(release) = options.split_whitespace().find(is_release) {
        text.push_str(", for release ");
        text.push_str(release);
    }
    text.push_str(":\n\n");
}

/// The first line of a file's documentation.
const fn head(source: &'static str) -> Option<&'static str> {
    let bytes = source.as_bytes();
    let mut end = 0;
    while end < bytes.len() && !matches!(bytes[end], b'\n' | b'\r') {
        end += 1;
    }
    let (line, _) = source.split_at(end);
    let [b'/', b'/', b'!', b' ', ..] = line.as_bytes() else { return None };
    Some(line.split_at("//! ".len()).1)
}

#[cfg(test)]
mod tests {
    use super::RuleInfo;
    use crate::diagnostic::Severity;

    #[test]
    fn examples_of_jobs_are_told_apart_from_the_cluster_they_are_for() {
        let source = "//! What it finds.\n//!\n//! Why.\n//!\n//! ```cluster\n//! Image: {}\n//! ```\n//!\n\
                      //! ```sbatch fires 3.14.0\n//! #SBATCH -N 2\n//! ```\n//!\n//! ```job quiet\n//! nodes: 2\n//! ```\n//!\n\
                      //! ```console\n//! $ sinfo\n//! ```\nuse super::X;\n";
        let rule = RuleInfo::of_source("a-rule", Severity::Error, "Job", source);
        insta::assert_snapshot!(rule.documentation(), @r"
        What it finds.

        Why.

        On the cluster:

        ```yaml
        Image: {}
        ```

        Wrong, for release 3.14.0:

        ```bash
        #SBATCH -N 2
        ```

        Right:

        ```yaml
        nodes: 2
        ```

        ```console
        $ sinfo
        ```
        ");
    }
}
