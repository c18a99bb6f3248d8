//! Words to options, as `getopt_long` does it.

use pcluster_config::location::{Path, Span};

use super::directive::Word;
use super::options::{OptionDef, Resolved, SlurmVersion, Takes, Tool, by_letter, by_name, resolve};
use crate::job::Place;

/// An option of a directive.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ScriptOption {
    /// What it is.
    pub def: &'static OptionDef,
    /// As it is written, without its value: `--ntasks-per-n`, `-N`.
    pub written: String,
    /// Its value, where it has one.
    pub value: Option<String>,
    /// Where it stands with its value.
    pub place: Place,
    /// Where its value stands, which may be in the next directive.
    pub value_span: Option<Span>,
    /// Which component of a heterogeneous job it is about, the first is 0.
    pub component: usize,
    /// Whether its value is the first word of the next directive, as sbatch reads all of them as one command line.
    pub takes_from_next_line: bool,
    /// What it takes, where its value is not of that kind.
    pub takes_instead: Option<&'static str>,
}

/// Something for which sbatch refuses the script.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// What it is.
    pub kind: MistakeKind,
    /// Where it stands.
    pub place: Place,
    /// As it is written: the option without its value, or the word.
    pub written: String,
}

/// A kind of mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MistakeKind {
    /// There is no such option.
    Unknown,
    /// The release does not have it; others do.
    OfOtherReleases(&'static OptionDef),
    /// Only `srun` has it.
    OfSrun(&'static OptionDef),
    /// Several options begin so.
    Ambiguous(Vec<&'static OptionDef>),
    /// Its value is missing.
    NoValue(&'static OptionDef),
    /// It takes no value.
    Value(&'static OptionDef),
    /// It is no option, nor the value of one.
    Stray {
        /// The option before it, where that takes a value behind `=` alone.
        after: Option<&'static OptionDef>,
    },
    /// A quote that nothing closes.
    Quote,
    /// A colon at the beginning of a word.
    Colon,
}

/// The options of the directives of one component.
pub(super) struct Reader {
    pub(super) options: Vec<ScriptOption>,
    pub(super) mistakes: Vec<Mistake>,
    version: SlurmVersion,
    component: usize,
}

impl Reader {
    pub(super) fn new(version: SlurmVersion, component: usize) -> Self {
        Self { options: Vec::new(), mistakes: Vec::new(), version, component }
    }

    /// Reads the words of all directives of a component, each with the number of its line.
    pub(super) fn read(&mut self, words: &[(usize, &Word)]) {
        let mut at = 0;
        while let Some((line, word)) = words.get(at) {
            let next = words.get(at + 1).map(|(next, word)| (*word, next != line));
            at += 1;
            let took_next = match word.text.strip_prefix("--") {
                Some("") => {
                    // It ends the options, so that sbatch has no use for whatever follows.
                    if next.is_some() {
                        self.stray(word);
                    }
                    false
                }
                Some(name) => self.long(word, name, next),
                None if word.text.len() > 1 && word.text.starts_with('-') => self.letters(word, next),
                None => {
                    self.stray(word);
                    false
                }
            };
            at += usize::from(took_next);
        }
    }

    /// Reads `--name`, `--name=value` or `--name value`; says whether the next word was its value.
    fn long(&mut self, word: &Word, name: &str, next: Option<(&Word, bool)>) -> bool {
        let (name, value) = match name.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (name, None),
        };
        let written = format!("--{name}");
        let def = match resolve(name, Tool::Sbatch, self.version) {
            Resolved::Known(def) => def,
            Resolved::Ambiguous(several) => {
                self.mistake(MistakeKind::Ambiguous(several), word.span, name_span(word, &written), written);
                return false;
            }
            Resolved::Unknown => {
                let of_srun = || by_name(name, Tool::Srun).map_or(MistakeKind::Unknown, MistakeKind::OfSrun);
                let kind = by_name(name, Tool::Sbatch).map_or_else(of_srun, MistakeKind::OfOtherReleases);
                self.mistake(kind, word.span, name_span(word, &written), written);
                return false;
            }
        };
        match (def.takes, value) {
            (Takes::Nothing, Some(_)) => {
                let name = name_span(word, &written);
                self.mistake(
                    MistakeKind::Value(def),
                    word.span,
                    word.is_plain.then_some(word.span).and(name),
                    written,
                );
                false
            }
            (Takes::Value, None) => self.with_next(def, written, word.span, next),
            (_, value) => {
                let span = value.and_then(|value| value_span(word, value));
                self.option(def, written, value.map(str::to_owned), word.span, span, false);
                false
            }
        }
    }

    /// Reads `-abc`, `-Nvalue` or `-N value`; says whether the next word was the value of the last one.
    fn letters(&mut self, word: &Word, next: Option<(&Word, bool)>) -> bool {
        let mut rest = word.text.get(1..).unwrap_or_default();
        while let Some(letter) = rest.chars().next() {
            let span = if word.is_plain {
                let end = word.span.end - rest.len() + letter.len_utf8();
                Span::new(end - letter.len_utf8() - usize::from(rest.len() + 1 == word.text.len()), end)
            } else {
                word.span
            };
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            let written = format!("-{letter}");
            let Some(def) = by_letter(letter, Tool::Sbatch) else {
                let kind = by_letter(letter, Tool::Srun).map_or(MistakeKind::Unknown, MistakeKind::OfSrun);
                self.mistake(kind, span, None, written);
                continue;
            };
            let value = (!rest.is_empty()).then_some(rest);
            match (def.takes, value) {
                (Takes::Nothing, _) => self.option(def, written, None, span, None, false),
                (Takes::Value, None) => return self.with_next(def, written, span, next),
                (_, value) => {
                    let place = value.and_then(|value| value_span(word, value));
                    let whole = Span::new(span.start, word.span.end);
                    self.option(def, written, value.map(str::to_owned), whole, place, false);
                    return false;
                }
            }
        }
        false
    }

    /// The value is the next word, whatever it is and wherever it stands.
    fn with_next(
        &mut self,
        def: &'static OptionDef,
        written: String,
        span: Span,
        next: Option<(&Word, bool)>,
    ) -> bool {
        let Some((value, is_other_line)) = next else {
            self.mistake(MistakeKind::NoValue(def), span, None, written);
            return false;
        };
        let whole = if is_other_line { span } else { Span::new(span.start, value.span.end) };
        let place = value.is_plain.then_some(value.span);
        self.option(def, written, Some(value.text.clone()), whole, place, is_other_line);
        true
    }

    fn stray(&mut self, word: &Word) {
        let before = self.options.last().filter(|option| option.value.is_none());
        let after = before.map(|option| option.def).filter(|def| matches!(def.takes, Takes::Optional(_)));
        self.mistake(
            MistakeKind::Stray { after },
            word.span,
            word.is_plain.then_some(word.span),
            word.text.clone(),
        );
    }

    fn option(
        &mut self,
        def: &'static OptionDef,
        written: String,
        value: Option<String>,
        span: Span,
        value_span: Option<Span>,
        takes_from_next_line: bool,
    ) {
        let place = Place { path: path(def), span: Some(span), value: value_span };
        let component = self.component;
        let takes_instead = None;
        self.options.push(ScriptOption {
            def,
            written,
            value,
            place,
            value_span,
            component,
            takes_from_next_line,
            takes_instead,
        });
    }

    fn mistake(&mut self, kind: MistakeKind, span: Span, value: Option<Span>, written: String) {
        let name = written.split('=').next().unwrap_or_default();
        let path = Path::root().key(name.chars().take(LONGEST_NAME).collect::<String>());
        self.mistakes.push(Mistake { kind, place: Place { path, span: Some(span), value }, written });
    }
}

/// Options have shorter names.
const LONGEST_NAME: usize = 40;

/// What an option is called in reports.
pub(super) fn path(def: &OptionDef) -> Path {
    Path::root().key(format!("--{}", def.canonical()))
}

/// Where the name of a long option stands.
fn name_span(word: &Word, written: &str) -> Option<Span> {
    word.is_plain.then(|| Span::new(word.span.start, word.span.start + written.len()))
}

/// Where the value at the end of a word stands.
fn value_span(word: &Word, value: &str) -> Option<Span> {
    word.is_plain.then(|| Span::new(word.span.end - value.len(), word.span.end))
}
