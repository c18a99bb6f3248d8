//! NVIDIA's software for an image that is built on a machine without a GPU of theirs.
//!
//! The official tool refuses to install the driver where there is nothing to drive, even if the image is for nodes with GPUs.
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//!   Installation:
//!     NvidiaSoftware: { Enabled: true }
//! ```
//!
//! ```yaml quiet image
//! Build:
//!   InstanceType: g4dn.xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//!   Installation:
//!     NvidiaSoftware: { Enabled: true }
//! ```

use crate::diagnostic::Severity;
use crate::model::image::ImageConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "nvidia-software-without-gpu",
    severity: Severity::Error,
    official: Some("InstanceTypeSoftwareValidator"),
    check: Check::Image(check),
};

fn check(image: &At<'_, ImageConfig>, facts: &Facts<'_>) -> Option<Finding> {
    let software = image.build.installation.as_ref()?.nvidia_software.as_ref()?;
    if !software.enabled() {
        return None;
    }
    let name = image.build.instance_type.as_str();
    (facts.instance(name)?.nvidia_gpus() == 0).then(|| {
        let build = image.key("Build");
        Finding::new(format!("`{name}` has no NVIDIA GPU, so NVIDIA's software cannot be installed on it"))
            .at(build.key("InstanceType"), "")
            .and(
                build.key("Installation").key("NvidiaSoftware").key("Enabled"),
                "the software is enabled here",
            )
            .help("choose a type with a GPU, such as `g4dn.xlarge`; images without the software need none")
    })
}
