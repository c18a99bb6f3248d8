//! The values that hold, from wherever they come.

use super::names::{self, Meant};
use super::{Deployed, Inputs, Target};
use crate::template::{Monitoring, Parameter};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Given,
    Deployed,
    Default,
}

/// The values that hold for the parameters of a template.
pub(super) struct Values<'a> {
    pub(super) region: &'a str,
    inputs: &'a Inputs,
    target: Target<'a>,
}

impl<'a> Values<'a> {
    pub(super) fn new(inputs: &'a Inputs, target: &Target<'a>) -> Self {
        Self { region: target.region, inputs, target: *target }
    }

    /// The value that was given for a parameter.
    pub(super) fn given(&self, parameter: &str) -> Option<&'a str> {
        self.inputs.value(self.written_as(parameter)?)
    }

    /// The name under which a value was given for a parameter: its own, or another one that means it.
    pub(super) fn written_as(&self, parameter: &str) -> Option<&'a str> {
        let means_it = |name: &str| {
            name == parameter || matches!(names::meant(name), Meant::Parameter(meant) if meant == parameter)
        };
        self.inputs
            .names()
            .filter(|name| means_it(name) && !self.is_of_other_monitoring(name))
            .max_by_key(|name| (self.inputs.is_argument(name), *name == parameter))
    }

    /// Whether it is the kind of monitoring that a file remembers, and another kind was chosen since.
    fn is_of_other_monitoring(&self, name: &str) -> bool {
        let allowed = |parameter: &Parameter| {
            self.inputs.value(name).is_none_or(|kind| {
                kind.parse::<Monitoring>().is_err()
                    || parameter.allowed_values.iter().any(|allowed| allowed == kind)
            })
        };
        name == "MonitoringType"
            && !self.inputs.is_argument(name)
            && self.target.template.parameter(name).is_some_and(|parameter| !allowed(parameter))
    }

    /// The value that will hold, and where it comes from; `None` where that is not known.
    pub(super) fn get(&self, parameter: &str) -> Option<(&'a str, Source)> {
        let declared = self.target.template.parameter(parameter)?;
        if let Some(given) = self.given(parameter) {
            return Some((given, Source::Given));
        }
        let default = || declared.default.as_deref().map(|default| (default, Source::Default));
        match self.target.deployed {
            Deployed::Unknown => None,
            Deployed::Nothing => default(),
            Deployed::Stack(values) => {
                values.get(parameter).map(|value| (value.as_str(), Source::Deployed)).or_else(default)
            }
        }
    }

    /// Whether a value has to be given and is not.
    pub(super) fn is_missing(&self, parameter: &Parameter) -> bool {
        let has_value = match self.target.deployed {
            Deployed::Unknown => true,
            Deployed::Nothing => false,
            Deployed::Stack(values) => values.contains_key(&parameter.name),
        };
        parameter.is_required() && !has_value
    }
}

impl Source {
    /// How to speak of a value that nobody has given.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Given => "as given",
            Self::Deployed => "as the stack has it",
            Self::Default => "the default",
        }
    }
}
