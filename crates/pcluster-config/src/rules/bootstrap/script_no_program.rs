//! A script that is an archive, a page or a document.
//!
//! A node makes the file executable and starts it as it is (`custom_action_executor.py` of
//! aws-parallelcluster-cookbook): nothing unpacks an archive, or looks for a script in it.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/releases/setup-1.4.0.tar.gz
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://example.com/releases/setup-1.4.0.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

use super::parts_of;

pub(crate) const RULE: RuleDef = RuleDef {
    id: "script-no-program",
    severity: Severity::Warning,
    official: None,
    check: Check::Script(check),
};

const NO_PROGRAMS: [&str; 10] =
    [".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", ".zip", ".html", ".md", ".rpm", ".deb"];

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let url = parts_of(script.url)?;
    let file = url.path.rsplit('/').next()?.to_ascii_lowercase();
    let ending = NO_PROGRAMS.iter().find(|ending| file.len() > ending.len() && file.ends_with(*ending))?;
    Some(
        Finding::new(format!("nodes execute this file, and a `{ending}` file is no program"))
            .at(script.key("Script"), "")
            .help("name a script, with `#!` in its first line, that fetches and uses the file"),
    )
}
