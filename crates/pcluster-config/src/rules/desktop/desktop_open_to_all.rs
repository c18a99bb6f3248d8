//! A remote desktop that the whole Internet may reach.
//!
//! That is the default. Only the login of the desktop then stands between the Internet and the node.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: g4dn.xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//!   Dcv:
//!     Enabled: true
//!     Port: 8443
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: g4dn.xlarge
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//!   Dcv:
//!     Enabled: true
//!     AllowedIps: 203.0.113.0/24
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, DesktopView, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "desktop-open-to-all",
    severity: Severity::Warning,
    official: Some("DcvValidator"),
    check: Check::Desktop(check),
};

fn check(desktop: &At<'_, DesktopView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let dcv = desktop.dcv;
    if !dcv.enabled || dcv.allowed_ips() != "0.0.0.0/0" {
        return None;
    }
    let finding = Finding::new("the whole Internet may reach the remote desktop");
    let finding = match dcv.allowed_ips {
        Some(_) => finding.at(desktop.key("AllowedIps"), "every address"),
        None => finding
            .at(desktop.key("Enabled"), "without `AllowedIps`, every address is allowed")
            .decided_by(desktop.key("AllowedIps")),
    };
    Some(finding.help("write your own network as `AllowedIps`, such as `203.0.113.0/24`"))
}
