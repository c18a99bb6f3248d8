//! Words with the values of the variables in them.

use pcluster_config::location::Span;

use super::field::{Atom, Field};
use super::raw::{Part, RawWord};
use super::scope::Value;
use super::walk::Walk;

impl Walk {
    /// The words that a word becomes.
    pub(super) fn expand(&mut self, text: &str, word: &RawWord<'_>, fields: &mut Vec<Field>) {
        let mut field = Field { span: self.origin.span(word.span), ..Field::default() };
        for part in &word.parts {
            let (name, quoted, all) = match part {
                Part::Variable { name, quoted, all, .. } => (*name, *quoted, *all),
                Part::Default { name, quoted, .. } => (*name, *quoted, false),
                _ => {
                    self.part(text, part, &mut field, true);
                    continue;
                }
            };
            match self.known(name).cloned() {
                Some(Value::Array(items)) if all => {
                    self.spend(items.iter().map(|item| item.text().len() + 16).sum());
                    let items =
                        if quoted { items } else { items.into_iter().flat_map(Field::split).collect() };
                    self.splice(items, &mut field, fields, word.span);
                }
                Some(Value::One(value)) if !quoted => {
                    self.spend(value.text().len() + 16);
                    let parts: Vec<Field> = value.clone().split();
                    if word.parts.len() == 1 || parts.len() > 1 {
                        let from = Some(value.span);
                        let parts = parts.into_iter().map(|part| Field { span: field.span, from, ..part });
                        self.splice(parts.collect(), &mut field, fields, word.span);
                    } else {
                        self.part(text, part, &mut field, quoted);
                    }
                }
                _ => self.part(text, part, &mut field, quoted),
            }
        }
        if !field.atoms.is_empty() {
            fields.push(field);
        }
    }

    /// Puts several words in the place of a part of one.
    fn splice(&self, items: Vec<Field>, field: &mut Field, fields: &mut Vec<Field>, word: Span) {
        let count = items.len();
        for (index, item) in items.into_iter().enumerate() {
            if field.atoms.is_empty() {
                *field = item;
            } else {
                field.atoms.extend(item.atoms);
            }
            if index + 1 < count {
                fields.push(std::mem::take(field));
                field.span = self.origin.span(word);
            }
        }
    }

    /// Adds a part of a word that stays one word.
    pub(super) fn part(&mut self, text: &str, part: &Part<'_>, field: &mut Field, quoted: bool) {
        let unknown = |span: &Span, splits| Atom {
            text: text.get(span.start..span.end).unwrap_or_default().to_owned(),
            known: false,
            at: None,
            splits,
            either: Vec::new(),
        };
        match part {
            Part::Text { text, at, .. } => {
                let at = self.origin.offset(*at);
                field.atoms.push(Atom::known(*text, at));
            }
            Part::Escape { text, .. } => {
                field.atoms.push(Atom::known(text.clone(), None));
            }
            Part::Unknown { span, splits } => field.atoms.push(unknown(span, *splits)),
            Part::Variable { name, span, all, .. } => match self.known(name).cloned() {
                Some(Value::One(value)) => self.put(field, value),
                Some(Value::Array(mut items)) if !all && !items.is_empty() => {
                    let first = items.swap_remove(0);
                    self.put(field, first);
                }
                Some(Value::Either(either)) => {
                    self.spend(either.iter().map(|text| text.len() + 16).sum());
                    field.atoms.push(Atom { either, ..unknown(span, !quoted) });
                }
                _ => field.atoms.push(unknown(span, !quoted || *all)),
            },
            Part::Default { name, span, .. } => match self.known(name).cloned() {
                Some(Value::One(value)) if value.is_literal() && !value.text().is_empty() => {
                    self.put(field, value);
                }
                _ => field.atoms.push(unknown(span, !quoted)),
            },
        }
    }

    fn put(&mut self, field: &mut Field, value: Field) {
        self.spend(value.text().len() + 16);
        field.from = Some(value.span);
        field.atoms.extend(value.atoms.into_iter().map(|atom| Atom { at: None, splits: false, ..atom }));
    }
}
