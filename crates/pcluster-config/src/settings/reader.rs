//! TOML to settings. Every problem is collected; none ends the work on the rest.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::facts::Release;
use crate::location::{Path, Span};
use crate::policy::{Level, Policy, Suppression};
use crate::rules::Rulebook;
use crate::scalar::Fit;
use crate::scalar::patterns::REGION;

use super::problems as problem;
use super::{Override, Pattern, Settings};

const KEYS: &[&str] =
    &["cluster", "exclude", "overrides", "region", "release", "rules", "suppress-validators"];
const KEYS_OF_OVERRIDE: &[&str] = &["cluster", "paths", "region", "release", "rules", "suppress-validators"];

/// The settings, as far as they can be read, and what is wrong with them.
pub(super) fn read(text: &str, book: Rulebook) -> (Settings, Vec<Diagnostic>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { problems: Vec::new(), book };
    // The parser goes on after an error, but what it says then are mostly consequences of the first.
    if let Some(error) = errors.first() {
        let span = error.span().map_or(Span::at(0), |range| Span::new(range.start, range.end));
        reader.problems.push(problem::syntax(error.message(), span));
        return (Settings::default(), reader.problems);
    }
    let settings = reader.settings(table.get_ref());
    (settings, reader.problems)
}

struct Reader {
    problems: Vec<Diagnostic>,
    /// The rules that may be named.
    book: Rulebook,
}

impl Reader {
    fn settings(&mut self, table: &DeTable<'_>) -> Settings {
        let mut settings = Settings { policy: Policy::of(self.book), ..Settings::default() };
        for (key, value) in table {
            let path = Path::root().key(key.get_ref().as_ref());
            match key.get_ref().as_ref() {
                "release" => settings.release = self.release(value, &path),
                "region" => settings.region = self.region(value, &path),
                "cluster" => settings.cluster = self.cluster(value, &path),
                "exclude" => settings.exclude = self.patterns("exclude", value, &path),
                "rules" => self.rules(value, &path, &mut settings.policy),
                "suppress-validators" => self.suppressions(value, &path, &mut settings.policy),
                "overrides" => settings.overrides = self.overrides(value, &path),
                _ => self.unknown(key, &path, KEYS),
            }
        }
        settings
    }

    fn overrides(&mut self, value: &Spanned<DeValue<'_>>, path: &Path) -> Vec<Override> {
        let Some(items) = value.get_ref().as_array() else {
            self.wrong_type("overrides", "a list of tables", "[[overrides]]", path, value);
            return Vec::new();
        };
        let mut overrides = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let path = path.index(index);
            match item.get_ref().as_table() {
                Some(table) => overrides.push(self.one_override(table, &path, place(item))),
                None => self.wrong_type("overrides", "a list of tables", "[[overrides]]", &path, item),
            }
        }
        overrides
    }

    fn one_override(&mut self, table: &DeTable<'_>, path: &Path, span: Span) -> Override {
        let mut made = Override {
            paths: Vec::new(),
            release: None,
            region: None,
            cluster: None,
            policy: Policy::of(self.book),
        };
        if !table.iter().any(|(key, _)| key.get_ref() == "paths") {
            self.problems.push(problem::missing_paths(path, span, "`paths` is missing here"));
        }
        for (key, value) in table {
            let path = path.key(key.get_ref().as_ref());
            match key.get_ref().as_ref() {
                "paths" => {
                    made.paths = self.patterns("paths", value, &path);
                    if value.get_ref().as_array().is_some_and(|paths| paths.is_empty()) {
                        self.problems.push(problem::missing_paths(&path, place(value), "this list is empty"));
                    }
                }
                "release" => made.release = self.release(value, &path),
                "region" => made.region = self.region(value, &path),
                "cluster" => made.cluster = self.cluster(value, &path),
                "rules" => self.rules(value, &path, &mut made.policy),
                "suppress-validators" => self.suppressions(value, &path, &mut made.policy),
                _ => self.unknown(key, &path, KEYS_OF_OVERRIDE),
            }
        }
        made
    }

    fn release(&mut self, value: &Spanned<DeValue<'_>>, path: &Path) -> Option<Release> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type("release", "a text", "release = \"3.16.1\"", path, value);
            return None;
        };
        let release = name.parse().ok();
        if release.is_none() {
            self.problems.push(problem::unknown_release(name, path, place(value)));
        }
        release
    }

    fn region(&mut self, value: &Spanned<DeValue<'_>>, path: &Path) -> Option<String> {
        let Some(name) = value.get_ref().as_str() else {
            self.wrong_type("region", "a text", "region = \"us-west-2\"", path, value);
            return None;
        };
        let is_region = REGION.fit(name) == Fit::Full;
        if !is_region {
            self.problems.push(problem::region_form(name, path, place(value)));
        }
        is_region.then(|| name.to_owned())
    }

    fn cluster(&mut self, value: &Spanned<DeValue<'_>>, path: &Path) -> Option<String> {
        let file = value.get_ref().as_str().filter(|file| !file.trim().is_empty());
        if file.is_none() {
            self.wrong_type(
                "cluster",
                "the path of a file, as a text",
                "cluster = \"cluster.yaml\"",
                path,
                value,
            );
        }
        file.map(str::to_owned)
    }

    fn rules(&mut self, value: &Spanned<DeValue<'_>>, path: &Path, policy: &mut Policy) {
        let Some(table) = value.get_ref().as_table() else {
            return self.wrong_type("rules", "a table", "rules = { loose-form = \"off\" }", path, value);
        };
        for (key, value) in table {
            let (id, path) = (key.get_ref().as_ref(), path.key(key.get_ref().as_ref()));
            let Some(name) = value.get_ref().as_str() else {
                self.wrong_type(id, "a level, as a text", &format!("{id} = \"off\""), &path, value);
                continue;
            };
            match Level::NAMES.iter().find(|(known, _)| *known == name) {
                None => self.problems.push(problem::unknown_level(name, &path, place(value))),
                Some((_, level)) => {
                    if let Err(error) = policy.set_level(id, *level) {
                        self.problems.push(problem::rule_name(&error, &path, place(key)));
                    }
                }
            }
        }
    }

    fn suppressions(&mut self, value: &Spanned<DeValue<'_>>, path: &Path, policy: &mut Policy) {
        let example = "suppress-validators = [\"type:NameValidator\"]";
        for (index, (name, span)) in
            self.texts("suppress-validators", example, value, path).into_iter().enumerate()
        {
            let path = path.index(index);
            match name.parse::<Suppression>() {
                Err(error) => self.problems.push(problem::suppression_form(error.to_string(), &path, span)),
                Ok(suppression) => match suppression.complaint() {
                    Some(words) => self.problems.push(problem::suppression(&suppression, words, &path, span)),
                    None => policy.suppress(suppression),
                },
            }
        }
    }

    fn patterns(&mut self, key: &str, value: &Spanned<DeValue<'_>>, path: &Path) -> Vec<Pattern> {
        let example = format!("{key} = [\"old/\", \"*.generated.yaml\"]");
        let texts = self.texts(key, &example, value, path);
        texts.into_iter().map(|(text, span)| Pattern { text, span }).collect()
    }

    /// A list of texts.
    fn texts(
        &mut self,
        key: &str,
        example: &str,
        value: &Spanned<DeValue<'_>>,
        path: &Path,
    ) -> Vec<(String, Span)> {
        let items = value.get_ref().as_array();
        let texts = items.map(|items| {
            items.iter().map(|item| Some((item.get_ref().as_str()?.to_owned(), place(item)))).collect()
        });
        if let Some(Some(texts)) = texts {
            return texts;
        }
        self.wrong_type(key, "a list of texts", example, path, value);
        Vec::new()
    }

    fn wrong_type(
        &mut self,
        key: &str,
        what: &str,
        example: &str,
        path: &Path,
        value: &Spanned<DeValue<'_>>,
    ) {
        self.problems.push(problem::wrong_type(key, what, &format!("`{example}`"), path, place(value)));
    }

    fn unknown(&mut self, key: &Spanned<DeString<'_>>, path: &Path, known: &[&'static str]) {
        self.problems.push(problem::unknown_key(key.get_ref(), path, place(key), known));
    }
}

fn place<T>(spanned: &Spanned<T>) -> Span {
    Span::new(spanned.span().start, spanned.span().end)
}
