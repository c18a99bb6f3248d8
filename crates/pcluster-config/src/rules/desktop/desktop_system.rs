//! A remote desktop on an operating system for which there is none.
//!
//! Amazon Linux 2023 has it from release 3.14 on; Ubuntu 20.04 never had it on Arm.
//!
//! ```yaml fires 3.13.1
//! Image:
//!   Os: alinux2023
//! HeadNode:
//!   InstanceType: g4dn.xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Dcv:
//!     Enabled: true
//!     AllowedIps: 203.0.113.0/24
//! ```
//!
//! ```yaml quiet 3.13.1
//! Image:
//!   Os: ubuntu2204
//! HeadNode:
//!   InstanceType: g4dn.xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Dcv:
//!     Enabled: true
//!     AllowedIps: 203.0.113.0/24
//! ```

use crate::diagnostic::Severity;
use crate::facts::Architecture;
use crate::location::Path;
use crate::rules::{At, Check, DesktopView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "desktop-system",
    severity: Severity::Error,
    official: Some("DcvValidator"),
    check: Check::Desktop(check),
};

fn check(desktop: &At<'_, DesktopView<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    if !desktop.dcv.enabled {
        return None;
    }
    let known = &facts.of_release().desktop;
    let os = desktop.cluster.image.os;
    let on_arm = || {
        facts.instance(desktop.instance_type).is_some_and(|instance| {
            instance.supports(Architecture::Arm64) && !instance.supports(Architecture::X86_64)
        })
    };
    let unsupported = known.unsupported.contains(&os);
    (unsupported || known.unsupported_on_arm.contains(&os) && on_arm()).then(|| {
        let place = Path::root().key("Image").key("Os");
        let finding = Finding::new(format!(
            "there is no remote desktop for `{}`{} in release {}",
            os.as_str(),
            if unsupported { "" } else { " on Arm" },
            facts.release
        ));
        let finding = if unsupported {
            finding
        } else {
            let section = desktop.path().parent().unwrap_or_default();
            finding.and(section.key("InstanceType"), "an Arm processor")
        };
        finding
            .at(desktop.key("Enabled"), "DCV is enabled here")
            .and(place, "the operating system")
            .help("choose another operating system, or remove `Dcv`")
    })
}
