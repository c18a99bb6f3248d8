//! A component whose value is not what its type says.
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.xlarge
//!   ParentImage: ami-0123456789abcdef0
//!   Components:
//!     - Type: script
//!       Value: http://example.com/install.sh
//! ```
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.xlarge
//!   ParentImage: ami-0123456789abcdef0
//!   Components:
//!     - Type: arn
//!       Value: s3://my-bucket/install.sh
//! ```
//!
//! ```yaml quiet image
//! Build:
//!   InstanceType: c5.xlarge
//!   ParentImage: ami-0123456789abcdef0
//!   Components:
//!     - Type: script
//!       Value: s3://my-bucket/install.sh
//!     - Type: arn
//!       Value: arn:aws:imagebuilder:us-east-1:aws:component/amazon-cloudwatch-agent-linux/1.0.1
//! ```

use crate::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use crate::model::image::{Component, ComponentType};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "component-value",
    severity: Severity::Error,
    official: Some(CONFIG_SCHEMA_VALIDATOR),
    check: Check::Component(check),
};

fn check(component: &At<'_, Component>, _: &Facts<'_>) -> Option<Finding> {
    let value = component.value.as_str();
    let (name, fits, wanted) = match component.component_type {
        ComponentType::Arn => {
            ("arn", value.starts_with("arn"), "the ARN of a component of EC2 Image Builder")
        }
        ComponentType::Script => ("script", is_script_url(value), "an `https://` or `s3://` URL"),
    };
    (!fits).then(|| {
        Finding::new(format!("the value of this component must be {wanted}"))
            .at(component.key("Value"), "")
            .and(component.key("Type"), format!("because the type is `{name}`"))
            .help("change the value or the type")
    })
}

/// Whether the scheme of a URL is one that scripts are fetched from. Brackets are for IPv6 addresses only.
fn is_script_url(value: &str) -> bool {
    let value = value.trim_start_matches(|character: char| character <= ' ');
    let value = value.replace(['\t', '\r', '\n'], "");
    let Some((scheme, rest)) = value.split_once(':') else { return false };
    let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let balanced = host.is_none_or(|host| host.contains('[') == host.contains(']'));
    balanced && matches!(scheme.to_ascii_lowercase().as_str(), "https" | "s3")
}
