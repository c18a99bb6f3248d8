//! A remote desktop on an instance type without a GPU.
//!
//! It works, but everything in three dimensions is drawn by the CPU, which is slow.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: m5.large
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
    id: "desktop-without-gpu",
    severity: Severity::Warning,
    official: Some("DcvValidator"),
    check: Check::Desktop(check),
};

fn check(desktop: &At<'_, DesktopView<'_>>, facts: &Facts<'_>) -> Option<Finding> {
    if !desktop.dcv.enabled || !facts.of_release().desktop.asks_for_gpu {
        return None;
    }
    let name = desktop.instance_type;
    (facts.instance(name)?.nvidia_gpus() == 0).then(|| {
        let section = desktop.path().parent().unwrap_or_default();
        Finding::new(format!("`{name}` has no GPU for the remote desktop"))
            .at(section.key("InstanceType"), "")
            .and(desktop.key("Enabled"), "DCV is enabled here")
            .help("choose a type with a GPU, such as `g4dn.xlarge`, where drawing must be fast")
    })
}
