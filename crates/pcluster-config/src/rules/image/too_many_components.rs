//! More than 15 components.
//!
//! EC2 Image Builder takes 20 components, and ParallelCluster needs some of them.
//!
//! ```yaml fires image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//!   Components:
//!     - &step { Type: script, Value: s3://images-111122223333/step.sh }
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//!     - *step
//! ```
//!
//! ```yaml quiet image
//! Build:
//!   InstanceType: c5.2xlarge
//!   ParentImage: ami-0a1b2c3d4e5f60718
//!   Components:
//!     - { Type: script, Value: s3://images-111122223333/all-steps.sh }
//! ```

use crate::diagnostic::Severity;
use crate::model::image::ImageConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "too-many-components",
    severity: Severity::Error,
    official: Some("ComponentsValidator"),
    check: Check::Image(check),
};

const MAX_COMPONENTS: usize = 15;

fn check(image: &At<'_, ImageConfig>, _: &Facts<'_>) -> Option<Finding> {
    let count = image.build.components.as_ref()?.len();
    (count > MAX_COMPONENTS).then(|| {
        Finding::new(format!("a build has at most {MAX_COMPONENTS} components, not {count}"))
            .at(image.key("Build").key("Components"), "")
            .help("put several steps into one script")
    })
}
