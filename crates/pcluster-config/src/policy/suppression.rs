//! The official tool's way to leave validators out.

use std::str::FromStr;

use crate::diagnostic::CONFIG_SCHEMA_VALIDATOR;
use crate::known;

/// What the official option `--suppress-validators` takes: `ALL`, or `type:` and the name of a validator.
///
/// ```
/// use pcluster_config::policy::Suppression;
///
/// let suppression: Suppression = "type:NameValidator".parse()?;
/// assert!(suppression.has_effect());
/// assert!("NameValidator".parse::<Suppression>().is_err());
/// # Ok::<(), pcluster_config::policy::SuppressionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suppression {
    /// All official validators. Rules that the official tool does not have are no part of them.
    All,
    /// The validator of this name.
    Validator(String),
}

/// The text is not `ALL` or `type:` and a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is neither `ALL` nor `type:` and the name of an official validator, such as `type:NameValidator`"
)]
pub struct SuppressionError {
    text: String,
}

impl Suppression {
    /// Whether a validator of this name is known that can be suppressed. The official tool takes any name.
    pub fn has_effect(&self) -> bool {
        match self {
            Self::All => true,
            Self::Validator(name) => known::is_official_validator(name),
        }
    }

    /// The validator that was probably meant.
    pub fn nearest(&self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Validator(name) => known::nearest_validator(name),
        }
    }

    /// Whether it names the errors of shape, which cannot be suppressed.
    pub(crate) fn is_about_shape(&self) -> bool {
        matches!(self, Self::Validator(name) if name == CONFIG_SCHEMA_VALIDATOR)
    }

    /// What to say about one without effect.
    pub fn complaint(&self) -> Option<String> {
        match self {
            Self::Validator(name) if self.is_about_shape() => Some(format!(
                "`{name}` cannot be suppressed: the official tool refuses a file with errors of shape"
            )),
            Self::Validator(name) if !self.has_effect() => {
                let near = self.nearest().map(|near| format!(": did you mean `{near}`?")).unwrap_or_default();
                Some(format!("there is no official validator `{name}`{near}"))
            }
            _ => None,
        }
    }

    pub(super) fn covers(&self, official: &str) -> bool {
        match self {
            Self::All => true,
            Self::Validator(name) => name == official,
        }
    }
}

impl FromStr for Suppression {
    type Err = SuppressionError;

    fn from_str(text: &str) -> Result<Self, SuppressionError> {
        let is_name = |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        match text.strip_prefix("type:").filter(is_name) {
            Some(name) => Ok(Self::Validator(name.to_owned())),
            None if text == "ALL" => Ok(Self::All),
            None => Err(SuppressionError { text: text.to_owned() }),
        }
    }
}
