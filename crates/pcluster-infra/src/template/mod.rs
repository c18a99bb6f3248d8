//! The CloudFormation templates, and what can be known of a template without AWS: its parameters, its outputs, the
//! capabilities it needs, and which of its resources hold data.

mod compose;
mod monitoring;
mod ordered;
mod parse;
mod policy;
mod stateful;

pub use monitoring::{Monitoring, UnknownMonitoring};
pub use parse::TemplateError;
pub use policy::DeletionPolicy;
pub use stateful::data_of;

/// The longest template that can be sent along with a request, in bytes. A longer one has to lie in a bucket.
///
/// From the quotas of CloudFormation: "Template body size in a request".
pub const INLINE_LIMIT: usize = 51_200;

/// A CloudFormation template.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Template {
    /// What it is called: `prerequisites`, `data-bucket`, or the file it comes from.
    pub name: String,
    /// Its text, YAML or JSON.
    pub text: String,
    /// What it is for, in its own words.
    pub description: String,
    /// Its parameters, in the order of the text.
    pub parameters: Vec<Parameter>,
    /// Its resources, in the order of the text.
    pub resources: Vec<Resource>,
    /// Its outputs, in the order of the text.
    pub outputs: Vec<Output>,
    /// What has to be acknowledged when it is deployed.
    pub capabilities: Vec<Capability>,
}

/// A parameter of a template. All values are texts, as CloudFormation's are.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type, such as `String`, `Number` or `AWS::EC2::AvailabilityZone::Name`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it means.
    pub description: String,
    /// What holds when no value is given; without it, a value has to be given.
    pub default: Option<String>,
    /// The only values, if they are listed.
    pub allowed_values: Vec<String>,
    /// A regular expression that the whole value has to match.
    pub allowed_pattern: Option<String>,
    /// What a value has to be, in words, if the pattern does not speak for itself.
    pub constraint: Option<String>,
    /// The least value of a number.
    pub min_value: Option<String>,
    /// The greatest value of a number.
    pub max_value: Option<String>,
    /// The least number of characters.
    pub min_length: Option<String>,
    /// The greatest number of characters.
    pub max_length: Option<String>,
    /// Whether its value is a secret, never to be shown.
    pub no_echo: bool,
}

/// A resource of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Resource {
    /// Its name in the template.
    pub logical_id: String,
    /// Its type, such as `AWS::FSx::FileSystem`.
    pub kind: String,
    /// The condition under which it is made.
    pub condition: Option<String>,
    /// What happens to it when the stack is deleted, or it is removed from the template.
    pub deletion_policy: DeletionPolicy,
    /// What happens to the old one when an update replaces it.
    pub update_replace_policy: DeletionPolicy,
}

/// An output of a template.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Output {
    /// Its name.
    pub name: String,
    /// What it means.
    pub description: String,
    /// The condition under which there is one.
    pub condition: Option<String>,
}

/// What has to be acknowledged when a template is deployed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Capability {
    /// It makes roles or policies.
    Iam,
    /// It makes roles or policies with names of their own.
    NamedIam,
    /// It has macros, or stacks in it.
    AutoExpand,
}

impl Capability {
    /// The name, as CloudFormation has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iam => "CAPABILITY_IAM",
            Self::NamedIam => "CAPABILITY_NAMED_IAM",
            Self::AutoExpand => "CAPABILITY_AUTO_EXPAND",
        }
    }
}

impl Template {
    /// Reads a template; `name` is what it is called.
    pub fn parse(name: impl Into<String>, text: impl Into<String>) -> Result<Self, TemplateError> {
        parse::template(name.into(), text.into())
    }

    /// The parameter of a name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// The resource of a logical id.
    pub fn resource(&self, logical_id: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.logical_id == logical_id)
    }

    /// The resources that hold data.
    pub fn stateful(&self) -> impl Iterator<Item = &Resource> {
        self.resources.iter().filter(|resource| resource.data().is_some())
    }

    /// Whether it can be sent along with a request.
    pub fn fits_inline(&self) -> bool {
        self.text.len() <= INLINE_LIMIT
    }

    /// One of the templates of this crate.
    #[expect(clippy::expect_used, reason = "they are part of the program, and tests read every one")]
    fn embedded(name: &str, text: String) -> Self {
        Self::parse(name, text).expect("a template of this crate can be read")
    }
}

impl Parameter {
    /// Whether a value has to be given.
    pub fn is_required(&self) -> bool {
        self.default.is_none()
    }
}

impl Resource {
    /// What is lost with it, if it holds data.
    pub fn data(&self) -> Option<&'static str> {
        data_of(&self.kind)
    }
}

/// The stack with the network and the shared storage of training clusters, and what monitors them.
pub fn prerequisites(monitoring: Monitoring) -> Template {
    const BASE: &str = include_str!("../../templates/base.yaml");
    let mut parts = vec![BASE];
    parts.extend(monitoring.fragments());
    Template::embedded("prerequisites", compose::compose(&parts))
}

/// The stack with the bucket for data and scripts.
pub fn data_bucket() -> Template {
    Template::embedded("data-bucket", include_str!("../../templates/data-bucket.yaml").to_owned())
}
