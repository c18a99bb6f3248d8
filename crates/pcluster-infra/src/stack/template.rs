//! What has to be known about a template before AWS reads it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::retained::Retention;
use crate::remedy::Remedy;

/// The most bytes that a template may have when it is sent with the call, see the quotas of CloudFormation.
const LARGEST: usize = 51_200;

/// A template of CloudFormation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    text: String,
    parameters: BTreeMap<String, Parameter>,
    resources: BTreeMap<String, Resource>,
    transformed: bool,
}

/// A parameter of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parameter {
    secret: bool,
    default: Option<String>,
}

/// A resource of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Resource {
    kind: String,
    deletion: Retention,
    replacement: Retention,
    references: BTreeSet<String>,
}

/// A text is no template that could be deployed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// It is neither YAML nor JSON.
    #[error("the template cannot be read: {0}")]
    Syntax(String),
    /// It has no resources.
    #[error("the template has no `Resources`")]
    Empty,
    /// It is too long.
    #[error("the template has {0} bytes, and CloudFormation takes {LARGEST} of them with a call")]
    TooLarge(usize),
}

impl Remedy for TemplateError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Syntax(_) => None,
            Self::Empty => {
                Some("give a template of CloudFormation; `pclusterctl infra template` prints one".to_owned())
            }
            Self::TooLarge(_) => {
                Some("move parts of it into nested stacks, or take its comments out".to_owned())
            }
        }
    }
}

impl Template {
    /// Reads a template, in YAML or JSON.
    pub fn read(text: &str) -> Result<Self, TemplateError> {
        if text.len() > LARGEST {
            return Err(TemplateError::TooLarge(text.len()));
        }
        // Tags such as `!Ref` say nothing that is needed here: what they refer to stands in the value.
        let document: Value = serde_saphyr::from_str(text)
            .map_err(|error| TemplateError::Syntax(first_line(&error.to_string())))?;
        let section = |name: &str| document.get(name).and_then(Value::as_object);
        let declared =
            section("Resources").filter(|resources| !resources.is_empty()).ok_or(TemplateError::Empty)?;
        let resources = declared.iter().map(|(name, value)| {
            let mut references = BTreeSet::new();
            refer(value, &mut |other| {
                if other != name && declared.contains_key(other) {
                    references.insert(other.to_owned());
                }
            });
            let policy = |key: &str| Retention::of(value.get(key).and_then(Value::as_str));
            let kind = value.get("Type").and_then(Value::as_str).unwrap_or_default().to_owned();
            let (deletion, replacement) = (policy("DeletionPolicy"), policy("UpdateReplacePolicy"));
            (name.clone(), Resource { kind, deletion, replacement, references })
        });
        let parameters = section("Parameters").into_iter().flatten().map(|(name, value)| {
            let secret =
                value.get("NoEcho").is_some_and(|value| *value == Value::Bool(true) || value == "true");
            let default = value.get("Default").map(|value| match value {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            });
            (name.clone(), Parameter { secret, default })
        });
        Ok(Self {
            text: text.to_owned(),
            parameters: parameters.collect(),
            resources: resources.collect(),
            transformed: document.get("Transform").is_some(),
        })
    }

    /// A template that is not known.
    pub(super) fn unknown() -> Self {
        Self {
            text: String::new(),
            parameters: BTreeMap::new(),
            resources: BTreeMap::new(),
            transformed: false,
        }
    }

    /// Its text, as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has a parameter of this name.
    pub fn has_parameter(&self, name: &str) -> bool {
        self.parameters.contains_key(name)
    }

    /// The names of its parameters, in the order of the alphabet.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parameters.keys().map(String::as_str)
    }

    /// Whether the value of a parameter is not to be shown.
    pub fn is_secret(&self, parameter: &str) -> bool {
        self.parameters.get(parameter).is_some_and(|parameter| parameter.secret)
    }

    /// What holds for a parameter that nobody gives.
    pub(super) fn default(&self, parameter: &str) -> Option<&str> {
        self.parameters.get(parameter)?.default.as_deref()
    }

    /// Its resources with their types; those whose condition is not met are among them.
    pub fn resources(&self) -> impl Iterator<Item = (&str, &str)> {
        self.resources.iter().map(|(name, resource)| (name.as_str(), resource.kind.as_str()))
    }

    /// What happens to a resource that the stack is deleted with, or that is taken out of the stack.
    pub fn deletion(&self, resource: &str) -> Retention {
        self.resources.get(resource).map_or(Retention::Delete, |resource| resource.deletion)
    }

    /// What happens to a resource that another one takes the place of.
    pub fn replacement(&self, resource: &str) -> Retention {
        self.resources.get(resource).map_or(Retention::Delete, |resource| resource.replacement)
    }

    /// The resources that another one refers to.
    pub(super) fn references(&self, resource: &str) -> impl Iterator<Item = &str> {
        self.resources.get(resource).into_iter().flat_map(|found| found.references.iter().map(String::as_str))
    }

    /// What AWS wants to be told that one knows: that the template makes identities, or is expanded.
    pub(super) fn capabilities(&self) -> Vec<aws_sdk_cloudformation::types::Capability> {
        use aws_sdk_cloudformation::types::Capability;
        let nested = self.resources.values().any(|resource| resource.kind == super::event::STACK_TYPE);
        let identities = self.resources.values().any(|resource| resource.kind.starts_with("AWS::IAM::"));
        let mut capabilities = Vec::new();
        if identities || nested {
            capabilities.extend([Capability::CapabilityIam, Capability::CapabilityNamedIam]);
        }
        if self.transformed || nested {
            capabilities.push(Capability::CapabilityAutoExpand);
        }
        capabilities
    }

    /// Whether stacks are nested in it.
    pub(super) fn is_nesting(&self) -> bool {
        self.resources.values().any(|resource| resource.kind == super::event::STACK_TYPE)
    }
}

/// Hands over whatever may be a reference to a resource: `Name`, `Name.Attribute`, `... ${Name} ...`. A text that only
/// looks like one does no harm: it makes a chain longer that time is estimated from.
fn refer(value: &Value, found: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => {
            found(text.split('.').next().unwrap_or(text));
            for part in text.split("${").skip(1) {
                found(part.split(['}', '.']).next().unwrap_or(part));
            }
        }
        Value::Array(items) => items.iter().for_each(|item| refer(item, found)),
        Value::Object(entries) => entries.values().for_each(|item| refer(item, found)),
        _ => {}
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
