//! A subnet for the build without a security group.
//!
//! Without a subnet, EC2 Image Builder takes the default VPC with its security group; for a subnet of yours there is no
//! such default.
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//!   SubnetId: subnet-0a1b2c3d4e5f60718
//! ```
//!
//! ```yaml quiet image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//!   SubnetId: subnet-0a1b2c3d4e5f60718
//!   SecurityGroupIds: [sg-0a1b2c3d4e5f60718]
//! ```

use crate::diagnostic::Severity;
use crate::model::image::ImageConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "subnet-without-security-group",
    severity: Severity::Error,
    official: Some("SecurityGroupsAndSubnetValidator"),
    check: Check::Image(check),
};

fn check(image: &At<'_, ImageConfig>, _: &Facts<'_>) -> Option<Finding> {
    let build = &image.build;
    build.subnet_id.as_ref().filter(|subnet| !subnet.as_str().is_empty())?;
    build.security_group_ids.as_ref().is_none_or(Vec::is_empty).then(|| {
        let section = image.key("Build");
        Finding::new("a subnet for the build needs a security group")
            .at(section.key("SubnetId"), "")
            .decided_by(section.key("SecurityGroupIds"))
            .help("add `SecurityGroupIds` with a group that lets the build reach the Internet")
    })
}
