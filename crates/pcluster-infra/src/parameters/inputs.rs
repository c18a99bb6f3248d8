//! Where values come from.

use pcluster_config::Report;
use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::Path;
use pcluster_config::template::{Layout, Origin, SetError, Variable, Variables, rule};

use super::Target;
use super::finding::Finding;
use super::names::{self, Meant};
use super::shown::{Source, Spot, shown};
use super::values::Values;

/// The name under which arguments are shown, one on a line.
const ARGUMENTS: &str = "--set";

/// Values for parameters, from files and from arguments. Arguments win over files, a later one over an earlier one.
///
/// Its `Debug` output leaves the values out, which may be secrets.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    variables: Variables,
    files: Vec<File>,
    pairs: Pairs,
}

#[derive(Clone)]
struct File {
    name: String,
    text: String,
    problems: Vec<Diagnostic>,
}

/// The arguments, one on a line.
#[derive(Clone, Default)]
struct Pairs(String);

impl std::fmt::Debug for File {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("File").field("name", &self.name).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Pairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("..")
    }
}

impl Inputs {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file: `export NAME=value` lines or flat YAML.
    pub fn add_file(&mut self, name: &str, text: &str) {
        let problems = self.variables.read_file(name, text);
        self.files.push(File { name: name.to_owned(), text: text.to_owned(), problems });
    }

    /// Adds a `NAME=VALUE` argument.
    pub fn add_pair(&mut self, pair: &str) -> Result<(), SetError> {
        self.variables.set_pair(pair)?;
        self.pairs.0 += &pair.replace(['\n', '\r'], " ");
        self.pairs.0.push('\n');
        Ok(())
    }

    /// The value of a name, as it was given.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.variables.get(name).map(Variable::value)
    }

    /// The value of a name, if it was given as an argument.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.value(name).filter(|_| self.is_argument(name))
    }

    /// The region that was given, in a file as a rule.
    pub fn region(&self) -> Option<&str> {
        self.value(names::REGION).filter(|region| !region.is_empty())
    }

    /// The names that have values, in the order in which they were first given.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(Variable::name)
    }

    /// Whether a value was given as an argument.
    pub(super) fn is_argument(&self, name: &str) -> bool {
        self.variables.get(name).is_some_and(|variable| *variable.origin() == Origin::CommandLine)
    }

    /// The region that a file says it is for, and the name under which it does.
    pub(super) fn region_of_files(&self) -> Option<(&'static str, &str)> {
        Some((names::REGION, self.region()?))
    }

    /// The reports on all files, in their order, and on the arguments.
    pub(super) fn reports(
        &self,
        target: &Target<'_>,
        values: &Values<'_>,
        findings: Vec<Finding>,
    ) -> Vec<Report> {
        let is_public = |name: &str| {
            let name = match names::meant(name) {
                Meant::Parameter(parameter) => parameter,
                Meant::Region => return true,
                _ => name,
            };
            target.template.parameter(name).is_some_and(|parameter| !parameter.no_echo)
        };
        let is_of_interest = |name: &str| {
            target.template.parameter(name).is_some()
                || matches!(names::meant(name), Meant::Parameter(_) | Meant::Region)
        };
        let mut sources: Vec<(Source, Vec<Diagnostic>)> = self
            .files
            .iter()
            .map(|file| {
                let layout = Layout::of(&file.name, &file.text);
                let problems = problems(&file.problems, &layout, is_of_interest);
                let spots = layout.places.into_iter().map(Spot::from).collect();
                let mut source = shown(&file.name, &file.text, spots, is_public);
                for problem in problems.iter().filter_map(|problem| problem.span) {
                    source.show_word(&file.text, problem.start);
                }
                (source, problems)
            })
            .collect();
        sources.push((shown(ARGUMENTS, &self.pairs.0, Spot::of_pairs(&self.pairs.0), is_public), Vec::new()));
        for finding in findings {
            let written = values.written_as(&finding.name).unwrap_or(&finding.name).to_owned();
            let at = self.source_of(&written);
            let span =
                sources.get(at).and_then(|(source, _)| source.place(&written, self.variables.get(&written)));
            let mut diagnostic = Diagnostic::new(
                finding.rule,
                finding.severity(),
                Path::root().key(finding.name),
                finding.message,
            )
            .at(span, finding.label);
            diagnostic.help = finding.help;
            for (name, message) in finding.related {
                let written = values.written_as(&name).unwrap_or(&name).to_owned();
                let same = self.source_of(&written) == at;
                let span = sources.get(at).filter(|_| same);
                let span = span.and_then(|(source, _)| source.place(&written, self.variables.get(&written)));
                diagnostic = diagnostic.related(Path::root().key(name), span, message);
            }
            if let Some((_, diagnostics)) = sources.get_mut(at) {
                diagnostics.push(diagnostic);
            }
        }
        sources
            .into_iter()
            .map(|(source, diagnostics)| Report::of_text(&source.name, &source.text, diagnostics))
            .collect()
    }

    /// Which source a value comes from: a file, or the arguments, which stand behind all files.
    fn source_of(&self, name: &str) -> usize {
        let arguments = self.files.len();
        match self.variables.get(name).map(Variable::origin) {
            Some(Origin::File { name, .. }) => {
                self.files.iter().rposition(|file| file.name == **name).unwrap_or(arguments)
            }
            _ => arguments,
        }
    }
}

/// What could not be read of a file, as far as it matters here. A line that only a shell understands may set anything,
/// which is worth a warning; what it does for a name that means nothing here is not.
fn problems(all: &[Diagnostic], layout: &Layout, is_of_interest: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let mut kept = Vec::new();
    for problem in all {
        let span = problem.span.unwrap_or_default();
        let holder = layout
            .places
            .iter()
            .find(|place| place.key.start <= span.start && span.start < place.value.end.max(place.key.end));
        let mut problem = problem.clone();
        match holder {
            _ if !layout.is_closed => {}
            Some(place) if is_of_interest(&place.name) => {}
            Some(_) => continue,
            None if problem.rule == rule::COMMAND_SKIPPED => continue,
            None if problem.rule == rule::VARIABLES_NOT_YAML => {}
            None => problem.severity = Severity::Warning,
        }
        kept.push(problem);
    }
    kept
}
