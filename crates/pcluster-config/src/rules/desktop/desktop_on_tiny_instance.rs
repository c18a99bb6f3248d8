//! A remote desktop on an instance type with hardly any memory.
//!
//! The desktop needs about 1.7 GiB besides what Slurm and the operating system use.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: t3.micro
//!   Networking:
//!     SubnetId: subnet-0a1b2c3d4e5f60718
//!   Ssh:
//!     KeyName: training
//!   Dcv:
//!     Enabled: true
//!     AllowedIps: 203.0.113.0/24
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
    id: "desktop-on-tiny-instance",
    severity: Severity::Warning,
    official: Some("DcvValidator"),
    check: Check::Desktop(check),
};

fn check(desktop: &At<'_, DesktopView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let name = desktop.instance_type;
    let tiny = name.contains("micro") || name.contains("nano");
    (desktop.dcv.enabled && tiny).then(|| {
        let section = desktop.path().parent().unwrap_or_default();
        Finding::new(format!("`{name}` has hardly enough memory for a remote desktop"))
            .at(section.key("InstanceType"), "")
            .and(desktop.key("Enabled"), "DCV is enabled here")
            .help("choose a type with at least 2 GiB, better 8 GiB of memory")
    })
}
