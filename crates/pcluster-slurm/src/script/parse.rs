//! A script to a job.

use pcluster_config::diagnostic::Diagnostic;
use pcluster_config::location::{Path, Span};

use super::comments::{Comment, behind, comments};
use super::directive::{Directive, Ending, LookAlike, Word, look_alike};
use super::getopt::{Mistake, MistakeKind, Reader};
use super::line::{Kind, Line, lines};
use super::options::SlurmVersion;
use super::requests::requests;
use super::text::{Interpreter, Script};
use super::value::is_blank;
use super::words::{het, words};
use crate::job::{Assignment, Job, Place, Source, Step};
use crate::shell::{self, Body};

/// More options than this are not read, nor more components than Slurm takes.
const MOST_WORDS: usize = 10_000;
const MOST_COMPONENTS: usize = 128;

/// Lines that are no comments and behind which no line for PBS or LSF counts.
const FOREIGN_WITHIN: usize = 100;

/// What a script says.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parsed {
    /// The job, with the [`Script`] in it.
    pub job: Job,
    /// Problems that are no matter of rules.
    pub problems: Vec<Diagnostic>,
    /// Comments, for those that allow problems.
    pub comments: Vec<Comment>,
}

/// Reads a script as the newest `sbatch` does.
///
/// ```
/// use pcluster_slurm::script::parse;
///
/// let parsed = parse("#!/bin/bash\n#SBATCH -N2 --gpus-per-node=8\nhostname\n#SBATCH -N4\n");
/// let request = &parsed.job.requests[0];
/// assert_eq!(request.nodes.as_ref().unwrap().min, 2);
/// assert_eq!(parsed.job.script.as_ref().unwrap().late.len(), 1);
/// ```
pub fn parse(text: &str) -> Parsed {
    parse_for(text, SlurmVersion::NEWEST)
}

/// Reads a script as the `sbatch` of a release does.
pub fn parse_for(text: &str, version: SlurmVersion) -> Parsed {
    // sbatch refuses a script with a byte order mark; what would be read without it is worth knowing all the same.
    let marked = text.strip_prefix('\u{feff}').map_or(0, |rest| text.len() - rest.len());
    let lines: Vec<Line<'_>> = lines(text, marked).collect();
    let mut script = Script { components: 1, ..Script::default() };
    head(text, &lines, &mut script);
    let first_command = directives(&lines, version, &mut script);
    let (head, rest) = lines.split_at_checked(first_command).unwrap_or((&lines, &[]));
    foreign(&lines, &mut script);
    options(version, &mut script);
    let requests = requests(&mut script.options, script.components);
    let mut job = Job { source: Source::Script, requests, ..Job::default() };
    let mut comments = comments(head, rest.first(), &script.directives);
    let is_shell = script.interpreter.as_ref().is_none_or(Interpreter::is_shell);
    // Without a first line, a shell is as good a guess as any.
    if let Some(first) = rest.first().filter(|_| is_shell) {
        let body = shell::read(text, first.start);
        late(rest, &body, &mut script);
        comments.extend(behind(rest, &body));
        script.ends_on_error = script.ends_on_error || body.steps.iter().any(sets_errexit);
        job.environment = body.environment;
        job.steps = body.steps;
    }
    job.environment.splice(0..0, exported(&script));
    job.script = Some(Box::new(script));
    Parsed { job, problems: Vec::new(), comments }
}

/// The first line, and how lines end.
fn head(text: &str, lines: &[Line<'_>], script: &mut Script) {
    let Some(first) = lines.first() else { return };
    script.has_byte_order_mark = first.start > 0;
    script.first_line = first.span();
    script.carriage_returns = text.match_indices("\r\n").map(|(at, _)| Span::new(at, at + 1)).collect();
    if !first.text.starts_with("#!") {
        let said = lines.iter().find(|line| line.span().start < line.span().end);
        let below = said.filter(|line| line.text.starts_with("#!"));
        script.blank_lines = below.map(|line| Span::new(first.start, line.start));
        return;
    }
    let mut words = first.text.get(2..).unwrap_or_default().split_whitespace().map(file_name);
    let name = match words.next() {
        Some("env") => words.find(|word| !word.starts_with('-') && !word.contains('=')),
        name => name,
    };
    script.ends_on_error = first.text.split_whitespace().skip(1).any(has_errexit_letter);
    script.interpreter = Some(Interpreter { span: first.span(), name: name.unwrap_or_default().to_owned() });
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// Finds the directives; gives the number of the line of the first command.
fn directives(lines: &[Line<'_>], version: SlurmVersion, script: &mut Script) -> usize {
    let mut component = 0;
    let mut count = 0;
    for (number, line) in lines.iter().enumerate() {
        match line.kind() {
            Kind::Command => {
                script.first_command = Some(line.span());
                script.components = component + 1;
                return number;
            }
            Kind::Passed if number > 0 => script.look_alikes.extend(look_alike(line)),
            Kind::Passed => {}
            Kind::Directive(length) => {
                let said = line.text.get(length..).unwrap_or_default();
                let begins = het(said.trim_start_matches(is_blank)).is_some();
                if begins && component + 1 == MOST_COMPONENTS || count > MOST_WORDS {
                    continue;
                }
                component += usize::from(begins);
                let (words, ending) = words(said, line.start + length, version);
                count += words.len();
                script.directives.push(Directive {
                    span: line.span(),
                    keyword: Span::new(line.start, line.start + length),
                    unread: unread(line, ending),
                    words,
                    component,
                    ending,
                });
            }
        }
    }
    script.components = component + 1;
    lines.len()
}

/// Directives behind the first command: comments that begin a line, not lines of a script that this one writes.
fn late(rest: &[Line<'_>], body: &Body, script: &mut Script) {
    let mut alone = body.comments.iter().filter(|comment| comment.is_alone).peekable();
    for line in rest {
        while alone.next_if(|comment| comment.span.start < line.start).is_some() {}
        let is_comment = alone.peek().is_some_and(|comment| comment.span.start == line.start);
        if let (Kind::Directive(length), true) = (line.kind(), is_comment) {
            let keyword = Span::new(line.start, line.start + length);
            script.late.push(LookAlike { span: line.span(), keyword, is_spaced: false });
        }
    }
}

/// What stands behind the point at which sbatch stops to read a line.
fn unread(line: &Line<'_>, ending: Ending) -> Span {
    let (Ending::Empty(Span { end, .. }) | Ending::Het(Span { end, .. })) = ending else {
        return Span::at(line.start);
    };
    let rest = line.text.get(end - line.start..).unwrap_or_default();
    let said = rest.trim_matches(is_blank);
    let start = end + rest.len() - rest.trim_start_matches(is_blank).len();
    if said.starts_with('#') { Span::at(start) } else { Span::new(start, start + said.len()) }
}

/// Lines for PBS and LSF. sbatch looks for them further down than for its own.
fn foreign(lines: &[Line<'_>], script: &mut Script) {
    let mut others = 0;
    for line in lines {
        if let Some(word) = ["#PBS", "#BSUB"].iter().find(|word| line.text.starts_with(*word)) {
            let keyword = Span::new(line.start, line.start + word.len());
            script.foreign.push(LookAlike { span: line.span(), keyword, is_spaced: false });
        } else if !line.text.starts_with('#') {
            others += 1;
            if others > FOREIGN_WITHIN {
                return;
            }
        }
    }
}

/// The options of the directives: all words of a component are one command line.
fn options(version: SlurmVersion, script: &mut Script) {
    for component in 0..script.components {
        let of_component = || script.directives.iter().filter(|directive| directive.component == component);
        let words: Vec<(usize, &Word)> = of_component()
            .flat_map(|directive| directive.words.iter().map(|word| (directive.span.start, word)))
            .collect();
        let mut reader = Reader::new(version, component);
        reader.read(&words);
        let endings = of_component().filter_map(|directive| {
            let (kind, span) = match directive.ending {
                Ending::Quote(span) => (MistakeKind::Quote, span),
                Ending::Colon(span) => (MistakeKind::Colon, span),
                _ => return None,
            };
            let place = Place { path: Path::root(), span: Some(span), value: Some(span) };
            Some(Mistake { kind, place, written: String::new() })
        });
        reader.mistakes.extend(endings);
        let Reader { options, mistakes, .. } = reader;
        script.options.extend(options);
        script.mistakes.extend(mistakes);
    }
}

/// Whether a command is `set -e`, alone or with others.
fn sets_errexit(step: &Step) -> bool {
    let mut words = step.words.iter().map(|word| word.text.as_str());
    words.next() == Some("set") && words.any(|word| has_errexit_letter(word) || word == "errexit")
}

/// Whether `-e` is among letters such as `-euo`.
fn has_errexit_letter(word: &str) -> bool {
    word.starts_with('-') && !word.starts_with("--") && word.contains('e')
}

/// The variables that `--export` sets.
fn exported(script: &Script) -> Vec<Assignment> {
    let last = script.options.iter().rev().find(|option| option.def.name == "export");
    let Some((option, value)) = last.and_then(|option| Some((option, option.value.as_deref()?))) else {
        return Vec::new();
    };
    let items = value.split(',').filter_map(|item| item.split_once('='));
    items.map(|(name, value)| Assignment::new(name, value, option.place.clone())).collect()
}
