//! What a stack is wanted to be.

use std::collections::BTreeMap;

use md5::{Digest, Md5};

use super::status::Stack;
use crate::hex::hex;
use crate::template::Template;

/// The tag that says who made a stack. It does not say which version: AWS hands a stack's tags on to its resources, and
/// a new version of this program would then mean a change of each of them.
const MADE_BY: (&str, &str) = ("made-by", "pclusterctl");

/// What the names of our own change sets begin with.
pub(super) const PREFIX: &str = "pclusterctl-";

/// What a stack is wanted to be.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// The name of the stack.
    pub stack: String,
    /// Its template.
    pub template: Template,
    /// The parameters that are given. Those left out keep the value that they have, or have their default.
    pub parameters: BTreeMap<String, String>,
    /// Tags of the stack and of its resources. Those that the stack has already stay.
    pub tags: BTreeMap<String, String>,
}

/// A parameter, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// A new value.
    Value(String),
    /// The one that the stack has.
    Previous,
}

impl Request {
    /// A stack of a name and a template.
    pub fn new(stack: impl Into<String>, template: Template) -> Self {
        Self { stack: stack.into(), template, parameters: BTreeMap::new(), tags: BTreeMap::new() }
    }

    /// The parameters that are sent: those that are given, and for those that are not the word that they stay what they
    /// are, where the stack has them.
    pub(super) fn sent(&self, stack: Option<&Stack>) -> BTreeMap<&str, Sent> {
        let given = self.parameters.iter().map(|(name, value)| (name.as_str(), Sent::Value(value.clone())));
        let kept = self.template.parameters.iter().filter(|parameter| {
            let known = |stack: &Stack| {
                // A value that the new template does not allow gives way to the default: a stack with another monitoring.
                let value = stack.parameters.get(&parameter.name)?;
                Some(parameter.allowed_values.is_empty() || parameter.allowed_values.contains(value))
            };
            !self.parameters.contains_key(&parameter.name) && stack.and_then(known) == Some(true)
        });
        let kept = kept.map(|parameter| parameter.name.as_str());
        kept.map(|name| (name, Sent::Previous)).chain(given).collect()
    }

    /// Whether the value of a parameter is not to be shown.
    pub(super) fn is_secret(&self, parameter: &str) -> bool {
        self.template.parameter(parameter).is_some_and(|parameter| parameter.no_echo)
    }

    /// The tags of the stack: its own, with ours and the given ones.
    pub(super) fn all_tags(&self, stack: Option<&Stack>) -> BTreeMap<String, String> {
        let mut tags = stack.map(|stack| stack.tags.clone()).unwrap_or_default();
        tags.insert(MADE_BY.0.to_owned(), MADE_BY.1.to_owned());
        tags.extend(self.tags.clone());
        tags
    }

    /// The name of the change set that makes the stack what is wanted. The same wish has the same name, so that it is
    /// found again; the secret values of parameters do not go into it.
    pub(super) fn change_set_name(&self, stack: Option<&Stack>) -> String {
        let mut hash = Md5::new();
        let mut part = |text: &str| {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text);
        };
        part(&self.template.text);
        for (name, sent) in self.sent(stack) {
            part(name);
            match sent {
                Sent::Value(_) if self.is_secret(name) => part("****"),
                Sent::Value(value) => part(&value),
                Sent::Previous => part("\0previous"),
            }
        }
        for (name, value) in self.all_tags(stack) {
            part(&name);
            part(&value);
        }
        format!("{PREFIX}{}", hex(&hash.finalize()[..8]))
    }
}
