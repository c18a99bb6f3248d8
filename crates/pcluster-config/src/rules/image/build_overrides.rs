//! Overrides of the build's parameters that are not a JSON object.
//!
//! The build reads the version of Cinc and the URL of its installer from `CliAttributeOverrides`.
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//! DevSettings:
//!   CliAttributeOverrides: 'cinc_version: 18.8.9'
//! ```
//!
//! ```yaml quiet image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//! DevSettings:
//!   CliAttributeOverrides: '{"cinc_version": "18.8.9"}'
//! ```

use crate::diagnostic::Severity;
use crate::model::image::ImageConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};
use crate::scalar::read_json;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "build-overrides",
    severity: Severity::Error,
    official: Some("CliAttributeOverridesValidator"),
    check: Check::Image(check),
};

fn check(image: &At<'_, ImageConfig>, _: &Facts<'_>) -> Option<Finding> {
    let text = image.dev_settings.as_ref()?.cli_attribute_overrides();
    let fault = match read_json(text) {
        _ if text.is_empty() => return None,
        Some(value) if value.is_object() => return None,
        Some(_) => "this is JSON, but not an object",
        None => "this is not JSON",
    };
    Some(
        Finding::new("`CliAttributeOverrides` needs a JSON object")
            .at(image.key("DevSettings").key("CliAttributeOverrides"), fault)
            .help("write it in quotes, such as `'{\"cinc_version\": \"18.8.9\"}'`"),
    )
}
