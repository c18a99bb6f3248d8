//! `extra-options`: options of sbatch that no key stands for.

use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::Path;
use pcluster_config::source::Places;
use pcluster_config::suggest::nearest;

use super::JobSpec;
use super::relations::key_of;
use crate::job::{Place, Request};
use crate::script::options::{OptionDef, Resolved, SlurmVersion, Takes, Tool, apply, names, resolve};

/// What stands in the list, as sbatch reads it.
struct Extra<'s> {
    name: &'s str,
    value: Option<&'s str>,
    option: Resolved,
}

impl<'s> Extra<'s> {
    fn read(text: &'s str) -> Self {
        let text = text.trim_start_matches('-');
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        Self { name, value, option: resolve(name, Tool::Sbatch, SlurmVersion::NEWEST) }
    }

    /// The option, if sbatch knows it, and no key stands for it, so that it is asked for here.
    fn known(&self) -> Option<&'static OptionDef> {
        match &self.option {
            Resolved::Known(option) if key_of(option.canonical()).is_none() => Some(option),
            _ => None,
        }
    }
}

/// Writes into a request what the extra options ask for.
pub(super) fn request(spec: &JobSpec, request: &mut Request, place: impl Fn(usize) -> Option<Place>) {
    for (index, text) in spec.extra_options.iter().enumerate() {
        let extra = Extra::read(text);
        if let (Some(option), Some(place)) = (extra.known(), place(index)) {
            // What is no value of the option is reported below.
            let _ = apply(request, option, extra.value, place);
        }
    }
}

/// What sbatch would refuse, or overlook.
pub(super) fn check(spec: &JobSpec, places: &Places) -> Vec<Diagnostic> {
    let list = Path::root().key("extra-options");
    let texts = spec.extra_options.iter().enumerate();
    let sure = texts.map(|(index, text)| (list.index(index), text)).filter(|(path, _)| places.is_sure(path));
    sure.filter_map(|(path, text)| {
        let (rule, message, help) = problem(text)?;
        let span = places.span(&path);
        Some(Diagnostic::new(rule, Severity::Error, path, message).at(span, "").help(help))
    })
    .collect()
}

fn problem(text: &str) -> Option<(&'static str, String, String)> {
    let extra = Extra::read(text);
    let name = extra.name;
    let option = match &extra.option {
        Resolved::Known(option) => *option,
        Resolved::Ambiguous(options) => {
            let all: Vec<String> = options.iter().map(|option| format!("`--{}`", option.name)).collect();
            let message = format!("`--{name}` may be one of {} options", options.len());
            return Some(("ambiguous-option", message, format!("write one of {}", all.join(", "))));
        }
        Resolved::Unknown => {
            let help = match nearest(name, names(Tool::Sbatch, SlurmVersion::NEWEST)) {
                Some(meant) => match key_of(meant) {
                    Some(key) => format!("did you mean the key `{key}`?"),
                    None => format!("did you mean `--{meant}`?"),
                },
                None => "`man sbatch` lists the options".to_owned(),
            };
            return Some(("unknown-option", format!("`sbatch` has no option `--{name}`"), help));
        }
    };
    if let Some(key) = key_of(option.canonical()) {
        let message = format!("`--{name}` is what the key `{key}` stands for");
        return Some(("conflicting-keys", message, format!("write it as `{key}`")));
    }
    match (option.takes, extra.value) {
        (Takes::Nothing, Some(_)) => {
            let message = format!("`--{name}` takes no value");
            Some(("unexpected-option-value", message, format!("write `--{name}` alone")))
        }
        (Takes::Value, None) => {
            let message = format!("`--{name}` has no value");
            Some(("missing-option-value", message, format!("write it as `--{name}=VALUE`")))
        }
        (_, value) => {
            let bad = apply(&mut Request::default(), option, value, Place::default()).err()?;
            let message = if bad.value.is_empty() {
                format!("`--{name}` has an empty value")
            } else {
                format!("`{}` is no value of `--{name}`", bad.value)
            };
            Some(("bad-option-value", message, format!("it takes {}", bad.takes)))
        }
    }
}
