//! The options of `srun`.

use pcluster_config::location::Path;

use super::field::Field;
use super::options::Parsed;
use super::program::option;
use crate::script::options::{OptionDef, Resolved, SlurmVersion, Takes, Tool, apply, by_letter, resolve};

/// Reads the options of `srun` up to the first word that is none.
pub(super) fn read(fields: &[Field]) -> Parsed {
    let mut parsed = Parsed::default();
    let mut at = 0;
    while let Some(field) = fields.get(at) {
        let text = field.text();
        if text == "--" {
            at += 1;
            break;
        }
        if let Some(body) = text.strip_prefix("--") {
            at += 1;
            let (name, glued) = match body.split_once('=') {
                Some((name, _)) => (name, Some(2 + name.len() + 1)),
                None => (body, None),
            };
            match resolve(name, Tool::Srun, SlurmVersion::NEWEST) {
                Resolved::Known(definition) => {
                    at += usize::from(parsed.add(definition, fields, at - 1, glued));
                }
                // It is told by `srun` itself, or comes from a plugin that only the cluster knows.
                Resolved::Unknown | Resolved::Ambiguous(_) => parsed.options.push(option(name, None, field)),
            }
        } else if text.len() > 1 && text.starts_with('-') {
            at += 1;
            // Letters without values may stand together: `-lu`.
            for (index, letter) in text.char_indices().skip(1) {
                let Some(definition) = by_letter(letter, Tool::Srun) else { break };
                let behind = index + letter.len_utf8();
                let glued = (behind < text.len()).then_some(behind);
                if definition.takes == Takes::Nothing {
                    parsed.add(definition, fields, at - 1, None);
                    continue;
                }
                at += usize::from(parsed.add(definition, fields, at - 1, glued));
                break;
            }
        } else if field.is_open() {
            // It may hold options: what follows it may still be some.
            parsed.unknown(field);
            at += 1;
        } else {
            break;
        }
    }
    parsed.end = at.min(fields.len());
    parsed
}

impl Parsed {
    /// Adds the option that `fields[at]` names; its value begins at `glued` there, else it may be the next word. Whether it
    /// is.
    fn add(
        &mut self,
        definition: &'static OptionDef,
        fields: &[Field],
        at: usize,
        glued: Option<usize>,
    ) -> bool {
        let Some(field) = fields.get(at) else { return false };
        let path = Path::root().key(format!("--{}", definition.name));
        let is_next = glued.is_none() && definition.takes == Takes::Value;
        let value = match glued {
            Some(start) if definition.takes != Takes::Nothing => Some(field.part(start, &path)),
            _ if is_next => fields.get(at + 1).map(|value| value.word(&path)),
            _ => None,
        };
        let option = option(definition.canonical(), value, field);
        // What is known only when the script runs is among the options alone.
        if option.value.as_ref().is_none_or(|value| value.literal) && (option.value.is_some() || !is_next) {
            let text = option.value.as_ref().map(|value| value.text.as_str());
            // A value that `srun` refuses is asked for by nobody.
            let _ = apply(&mut self.request, definition, text, option.place.clone());
            self.container = self.request.container.clone();
        }
        self.options.push(option);
        is_next
    }
}
