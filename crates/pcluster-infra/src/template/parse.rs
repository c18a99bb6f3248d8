//! What a template says about itself, out of its text.

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::ordered::Ordered;
use super::{Capability, DeletionPolicy, Output, Parameter, Resource, Template};
use crate::Remedy;

/// A text that is no template.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is not a CloudFormation template: {reason}")]
pub struct TemplateError {
    name: String,
    reason: String,
}

impl Remedy for TemplateError {
    fn help(&self) -> Option<String> {
        Some("`pclusterctl infra template` prints one that can be changed".to_owned())
    }
}

/// The sections that are looked at. Intrinsic functions stand in none of these places.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Sections {
    #[serde(default)]
    description: String,
    transform: Option<IgnoredAny>,
    #[serde(default)]
    parameters: Ordered<RawParameter>,
    resources: Ordered<RawResource>,
    #[serde(default)]
    outputs: Ordered<RawOutput>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawParameter {
    r#type: String,
    #[serde(default)]
    description: String,
    default: Option<String>,
    #[serde(default)]
    allowed_values: Vec<String>,
    allowed_pattern: Option<String>,
    constraint_description: Option<String>,
    min_value: Option<String>,
    max_value: Option<String>,
    min_length: Option<String>,
    max_length: Option<String>,
    no_echo: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawResource {
    r#type: String,
    condition: Option<String>,
    deletion_policy: Option<DeletionPolicy>,
    update_replace_policy: Option<DeletionPolicy>,
    #[serde(default)]
    properties: Names,
}

/// The properties that give a resource of IAM a name of its own.
#[derive(Debug, Default, Deserialize)]
struct Names {
    #[serde(rename = "RoleName")]
    role: Option<IgnoredAny>,
    #[serde(rename = "UserName")]
    user: Option<IgnoredAny>,
    #[serde(rename = "GroupName")]
    group: Option<IgnoredAny>,
    #[serde(rename = "ManagedPolicyName")]
    policy: Option<IgnoredAny>,
    #[serde(rename = "InstanceProfileName")]
    profile: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RawOutput {
    #[serde(default)]
    description: String,
    condition: Option<String>,
}

/// Reads a template.
pub(super) fn template(name: String, text: String) -> Result<Template, TemplateError> {
    let sections: Sections = match serde_saphyr::from_str(&text) {
        Ok(sections) => sections,
        Err(error) => {
            // The first line; a picture of the place follows, which has no room in a message.
            let reason = error.to_string();
            let reason = reason.lines().next().unwrap_or_default();
            let reason = reason.strip_prefix("error: ").unwrap_or(reason);
            // What a programmer could set.
            let reason = reason.split(", set ").next().unwrap_or(reason).to_owned();
            return Err(TemplateError { name, reason });
        }
    };
    let capabilities = capabilities(&sections);
    Ok(Template {
        name,
        text,
        description: sections.description,
        parameters: sections.parameters.0.into_iter().map(parameter).collect(),
        resources: sections.resources.0.into_iter().map(resource).collect(),
        outputs: sections
            .outputs
            .0
            .into_iter()
            .map(|(name, raw)| Output { name, description: raw.description, condition: raw.condition })
            .collect(),
        capabilities,
    })
}

fn parameter((name, raw): (String, RawParameter)) -> Parameter {
    Parameter {
        name,
        kind: raw.r#type,
        description: raw.description,
        default: raw.default,
        allowed_values: raw.allowed_values,
        allowed_pattern: raw.allowed_pattern,
        constraint: raw.constraint_description,
        min_value: raw.min_value,
        max_value: raw.max_value,
        min_length: raw.min_length,
        max_length: raw.max_length,
        no_echo: raw.no_echo.is_some_and(|value| value.eq_ignore_ascii_case("true")),
    }
}

fn resource((logical_id, raw): (String, RawResource)) -> Resource {
    Resource {
        logical_id,
        kind: raw.r#type,
        condition: raw.condition,
        deletion_policy: raw.deletion_policy.unwrap_or_default(),
        update_replace_policy: raw.update_replace_policy.unwrap_or_default(),
    }
}

/// From "Acknowledging IAM resources in CloudFormation templates": roles, policies, users and groups need the first,
/// named ones the second; so does a stack within the stack, whose template is not known here.
fn capabilities(sections: &Sections) -> Vec<Capability> {
    let resources = || sections.resources.0.iter().map(|(_, resource)| resource);
    let named = resources().any(|resource| {
        let names = &resource.properties;
        resource.r#type.starts_with("AWS::IAM::")
            && [names.role, names.user, names.group, names.policy, names.profile].iter().any(Option::is_some)
    });
    let nested = resources().any(|resource| resource.r#type == "AWS::CloudFormation::Stack");
    let iam = resources().any(|resource| resource.r#type.starts_with("AWS::IAM::"));

    let mut needed = Vec::new();
    if named || nested {
        needed.push(Capability::NamedIam);
    } else if iam {
        needed.push(Capability::Iam);
    }
    if nested || sections.transform.is_some() {
        needed.push(Capability::AutoExpand);
    }
    needed
}
