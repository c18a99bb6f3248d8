//! What a file is.

use pcluster_config::location::Span;

use crate::job::Source;

/// What a file is, by its name and its first lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// A job: YAML where the name ends with `.job.yaml` or `.job.yml`, else a script, which begins with `#!` or has
    /// `#SBATCH` in it; YAML again where the text has the key `run`, as on standard input.
    Job(Source),
    /// The configuration of a cluster: a key that no job has.
    Cluster(Span),
    /// Nothing stands in it.
    Empty,
    /// No text: the offset of a character that no text has.
    Binary(usize),
    /// Something else: its first words.
    Other(Span),
}

/// What a text never has and binary files have soon, beside the byte 0.
const MOST_CONTROLS: usize = 10;

impl Form {
    /// What a file of a name with a text is.
    ///
    /// ```
    /// use pcluster_slurm::check::Form;
    /// use pcluster_slurm::job::Source;
    ///
    /// assert_eq!(Form::of("train.job.yaml", "nodes: 2\n"), Form::Job(Source::Yaml));
    /// assert_eq!(Form::of("train.sh", "#!/bin/bash\nsrun hostname\n"), Form::Job(Source::Script));
    /// ```
    pub fn of(name: &str, text: &str) -> Self {
        if is_yaml(name) {
            return configuration(text).map_or(Self::Job(Source::Yaml), Self::Cluster);
        }
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        if body.trim().is_empty() {
            return Self::Empty;
        }
        if let Some(offset) = binary(text) {
            return Self::Binary(offset);
        }
        if body.starts_with("#!") || has_directives(body) {
            return Self::Job(Source::Script);
        }
        if let Some(place) = configuration(text) {
            return Self::Cluster(place);
        }
        if key(text, "run:").is_some() {
            return Self::Job(Source::Yaml);
        }
        let start = text.len() - body.trim_start().len();
        let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
        Self::Other(Span::new(start, start + line.trim_end().len()))
    }
}

/// Whether a name is that of a job as YAML.
fn is_yaml(name: &str) -> bool {
    name.ends_with(".job.yaml") || name.ends_with(".job.yml")
}

/// Where the configuration of a cluster begins with the machine that every cluster has, and no job.
fn configuration(text: &str) -> Option<Span> {
    if key(text, "run:").is_some() {
        return None;
    }
    key(text, "HeadNode:").or_else(|| key(text, "Scheduling:"))
}

/// Where a line begins with a key, which then is one of the top level.
fn key(text: &str, key: &str) -> Option<Span> {
    let start = if text.starts_with(key) {
        0
    } else {
        text.match_indices(key).map(|(at, _)| at).find(|at| text[..*at].ends_with('\n'))?
    };
    Some(Span::new(start, start + key.len() - 1))
}

/// Whether a text has lines that begin with `#SBATCH`.
///
/// ```
/// use pcluster_slurm::check::has_directives;
///
/// assert!(has_directives("#!/bin/sh\n#SBATCH --nodes=2\n"));
/// assert!(!has_directives("#!/bin/sh\necho \"#SBATCH\"\n"));
/// ```
pub fn has_directives(text: &str) -> bool {
    text.starts_with("#SBATCH") || text.contains("\n#SBATCH")
}

/// Where the first character stands that shows that a text is none.
fn binary(text: &str) -> Option<usize> {
    let is_control = |character: char| matches!(character, '\0'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | '\u{7f}');
    let mut controls = text.char_indices().filter(|(_, character)| is_control(*character));
    let (first, character) = controls.next()?;
    let is_binary = character == '\0' || text.contains('\0') || controls.nth(MOST_CONTROLS - 1).is_some();
    is_binary.then_some(first)
}

#[cfg(test)]
mod tests {
    use pcluster_config::location::Span;

    use super::Form;
    use crate::job::Source;

    #[test]
    fn files_are_told_apart() {
        const SCRIPT: Form = Form::Job(Source::Script);
        for (name, text, form) in [
            ("a.job.yaml", "", Form::Job(Source::Yaml)),
            ("a.job.yml", "#SBATCH -N 2\n", Form::Job(Source::Yaml)),
            ("a.yaml", "#SBATCH -N 2\n", SCRIPT),
            ("a.yaml", "name: a\nrun: { shell: ls }\n", Form::Job(Source::Yaml)),
            ("a.yaml", "Region: x\nHeadNode:\n", Form::Cluster(Span::new(10, 18))),
            ("a.job.yaml", "Scheduling:\n", Form::Cluster(Span::new(0, 10))),
            ("<stdin>", "\u{feff}#!/bin/bash\r\n", SCRIPT),
            ("a.sh", "\n\n#SBATCH -N 2\n", SCRIPT),
            ("a.sh", " \r\n\t", Form::Empty),
            ("a.sh", "\u{feff}", Form::Empty),
            ("a.sh", "#!/bin/bash\n\0", Form::Binary(12)),
            ("a.sh", "#!/bin/bash\necho '\u{1b}[1m\u{7}'\n", SCRIPT),
        ] {
            assert_eq!(Form::of(name, text), form, "{name} {text:?}");
        }
        let Form::Other(place) = Form::of("a.txt", "\n  to do \n") else { panic!("a note is no job") };
        assert_eq!((place.start, place.end), (3, 8));
    }
}
