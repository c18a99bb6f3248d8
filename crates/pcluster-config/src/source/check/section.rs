//! Sections: unknown and missing keys.

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Diagnostic, Edit, Fix, Severity};
use crate::location::{Path, Span};
use crate::scalar::Fit;
use crate::schema::{Entries, Lifetime, Section, Shape, Text};
use crate::source::tree::{Entry, Key, Kind, NodeId};
use crate::suggest::nearest;

use super::Checker;
use super::slurm::slurm_section;

impl<'c> Checker<'c, '_> {
    /// Checks a section. `place` is what to point at where a key is missing.
    pub(super) fn section(&mut self, section: &Section, node: NodeId, place: Span) {
        let tree = self.tree;
        let Kind::Map(entries) = tree.kind(node) else { return };
        for entry in entries {
            self.entry(section, entries, entry);
        }
        if entries.iter().any(|entry| matches!(entry.key, Key::Refused)) {
            // It may stand for all that is missing.
            return;
        }
        for key in section.keys.iter().filter(|key| key.required) {
            if !entries.iter().any(|entry| entry.key.text() == Some(&key.name)) {
                self.missing.insert((tree.target(node), key.name.clone()));
                self.report_missing(&key.name, &key.notes.description, place);
            }
        }
    }

    fn entry(&mut self, section: &Section, siblings: &[Entry<'_>], entry: &'c Entry<'_>) {
        if matches!(entry.key, Key::Refused) {
            return;
        }
        let known = entry.key.text().and_then(|name| section.key(name));
        self.inside(entry.key.as_str(), |checker| match known {
            Some(key) => checker.value(&key.shape, entry.value, entry.key_span),
            None => checker.unknown(section, siblings, &entry.key, entry.key_span),
        });
    }

    /// Checks the entries of a map with free keys.
    pub(super) fn entries(&mut self, map: &Entries, entries: &'c [Entry<'_>]) {
        for entry in entries.iter().filter(|entry| !matches!(entry.key, Key::Refused)) {
            self.inside(entry.key.as_str(), |checker| {
                if let Some(names) = &map.names {
                    checker.entry_name(names, entry);
                }
                match map.values.as_deref() {
                    None | Some(Shape::Any) => {}
                    Some(values) => checker.value(values, entry.value, entry.key_span),
                }
            });
        }
    }

    fn entry_name(&mut self, names: &Text, entry: &Entry<'_>) {
        let fits = |name| names.pattern.as_ref().is_none_or(|pattern| pattern.fit(name) == Fit::Full);
        if !entry.key.text().is_some_and(fits) {
            let message = format!("`{}` cannot be a name here", entry.key.as_str());
            let form = names.form.as_deref().unwrap_or("another one");
            self.within(entry.value, |checker| {
                checker.error("wrong-form", entry.key_span, message, "", &format!("it must be {form}"));
            });
        }
    }

    /// A custom action is one script or a sequence of scripts, not both.
    pub(super) fn action(&mut self, section: &Section, node: NodeId, place: Span) {
        let tree = self.tree;
        let Kind::Map(entries) = tree.kind(node) else { return };
        let find = |name: &str| entries.iter().find(|entry| entry.key.text() == Some(name));
        match (find("Script"), find("Sequence")) {
            (Some(script), Some(sequence)) => {
                let name = self.name();
                let problem = Diagnostic::new(
                    "script-and-sequence",
                    Severity::Error,
                    self.path(),
                    format!("{name} has both `Script` and `Sequence`"),
                )
                .official(CONFIG_SCHEMA_VALIDATOR)
                .at(sequence.key_span, "")
                .related(self.path().key("Script"), script.key_span, "the single script")
                .help("move the script into the sequence, or remove one of the two");
                self.push_wrong(problem);
            }
            (Some(_), None) => {
                for entry in entries {
                    self.entry(section, entries, entry);
                }
            }
            (None, Some(sequence)) => {
                self.sequence(section, sequence);
                for entry in entries.iter().filter(|entry| entry.key.text() != Some("Sequence")) {
                    self.ignored.insert(entry.value);
                    self.inside(entry.key.as_str(), |checker| {
                        let message = format!("{} is ignored beside `Sequence`", checker.name());
                        let help = "give each item of the sequence its own `Script` and `Args`";
                        checker.warning("ignored-key", entry.key_span, message, "", help);
                    });
                }
            }
            (None, None) => {
                for entry in entries.iter().filter(|entry| entry.key.text() != Some("Args")) {
                    self.entry(section, entries, entry);
                }
                let message = format!("{} has neither `Script` nor `Sequence`", self.name());
                self.error(
                    "script-and-sequence",
                    place,
                    message,
                    "",
                    "write `Script:` with the URL of the script",
                );
            }
        }
    }

    fn sequence(&mut self, section: &Section, sequence: &'c Entry<'_>) {
        let Some(key) = section.key("Sequence") else { return };
        let kind = self.tree.kind(sequence.value);
        self.inside("Sequence", |checker| match kind {
            // Only here a set is no list.
            Kind::Set(_) => checker.wrong_type(sequence.value, "a list", "start each item with `- `"),
            _ => checker.value(&key.shape, sequence.value, sequence.key_span),
        });
    }

    fn report_missing(&mut self, name: &str, description: &str, place: Span) {
        let section = self.name();
        let path = self.path().key(name);
        let message = format!("{section} has no `{name}`, which is required");
        let mut problem = Diagnostic::new("missing-key", Severity::Error, path, message)
            .official(CONFIG_SCHEMA_VALIDATOR)
            .at(place, format!("`{name}` is missing here"));
        if let Some(sentence) = description.split_inclusive(". ").next().filter(|text| !text.is_empty()) {
            problem =
                problem.help(format!("add `{name}`: {}", lower_first(sentence.trim().trim_end_matches('.'))));
        }
        self.push(problem);
    }

    fn unknown(&mut self, section: &Section, siblings: &[Entry<'_>], key: &Key<'_>, span: Span) {
        let path = self.path();
        let name = key.as_str();
        let parent = path.parent().unwrap_or_default();
        let place = if parent.is_root() { self.grammar.name().to_owned() } else { format!("`{parent}`") };
        let message = format!("`{name}` is not a key of {place}");
        let mut problem = Diagnostic::new("unknown-key", Severity::Error, path.clone(), message)
            .official(CONFIG_SCHEMA_VALIDATOR)
            .at(span, "");
        let lifetime = self.grammar.lifetime(&path.pattern());
        match lifetime.zip(self.grammar.release()) {
            Some((Lifetime { since, .. }, release)) if since > release => {
                problem.message = format!("`{name}` is not known to release {release}");
                problem = problem.help(format!("it is known from release {since} on"));
            }
            Some((Lifetime { last, .. }, release)) if last < release => {
                problem.message = format!("`{name}` is not known to release {release} any more");
                problem = problem.help(format!("release {last} was the last one that knew it: remove it"));
            }
            _ => match nearest(name, section.keys.iter().map(|key| key.name.as_str())) {
                Some(near) if siblings.iter().any(|entry| entry.key.text() == Some(near)) => {
                    problem = problem.help(format!("`{near}` is there already: remove this one"));
                }
                Some(near) => {
                    let title = format!("rename it to `{near}`");
                    let edits = vec![Edit { span, text: near.to_owned() }];
                    problem = problem.at(span, format!("did you mean `{near}`?")).help(title.clone());
                    problem = problem.fix(Fix { title, edits });
                }
                None => problem = problem.help(self.where_it_belongs(section, key, &parent)),
            },
        }
        self.push(problem);
    }

    /// What to do about a key that is like none of its section.
    fn where_it_belongs(&self, section: &Section, key: &Key<'_>, parent: &Path) -> String {
        const FEW: usize = 8;
        if key.text().is_none() {
            return "YAML reads this key as something else than a text; quote it if it is meant as one"
                .to_owned();
        }
        let here = parent.pattern();
        if let Some(section) = slurm_section(&here, key.as_str()) {
            return format!("it is a parameter of Slurm: write it in {section}");
        }
        let places = self.grammar.places_of(key.as_str());
        let below = |place: &&String| {
            place.strip_prefix(here.as_str()).is_some_and(|rest| rest.starts_with(['.', '[']))
        };
        let near: Vec<&String> = places.iter().filter(below).collect();
        match (near.as_slice(), places) {
            ([only], _) => format!("it is a key of `{only}`"),
            (_, [only]) if only.is_empty() => {
                "it is a key of the top level: check the indentation".to_owned()
            }
            (_, [only]) => format!("it is a key of `{only}`"),
            _ if parent.is_root() => self.grammar.where_keys_are_listed(""),
            _ if !section.keys.is_empty() && section.keys.len() <= FEW => {
                let keys: Vec<String> = section.keys.iter().map(|key| format!("`{}`", key.name)).collect();
                format!("its keys are {}", keys.join(", "))
            }
            _ => self.grammar.where_keys_are_listed(&here),
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        // A word that starts with two capitals is a name.
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(characters).collect()
        }
        _ => text.to_owned(),
    }
}
