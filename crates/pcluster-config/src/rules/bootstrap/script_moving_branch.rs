//! A script that is taken from a branch, and changes when somebody pushes to it.
//!
//! Nodes fetch their scripts, as root, whenever they start. What is tested today is not what runs on the node that
//! starts tomorrow, two nodes of one job may differ, and whoever can push to the branch owns the cluster.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://raw.githubusercontent.com/example/scripts/main/docker/postinstall.sh
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://raw.githubusercontent.com/example/scripts/3f2c1d0e9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e/docker/postinstall.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

use super::{UrlParts, parts_of};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "script-moving-branch",
    severity: Severity::Warning,
    official: None,
    check: Check::Script(check),
};

/// Names that are branches. Any other one may be a tag.
const BRANCHES: [&str; 8] = ["main", "master", "develop", "development", "dev", "trunk", "HEAD", "mainline"];

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let url = parts_of(script.url).filter(|url| url.scheme == "https")?;
    let branch = branch(&url)?;
    Some(
        Finding::new(format!("this script is whatever stands in the branch `{branch}` when a node starts"))
            .at(script.key("Script"), "fetched at every start")
            .help("name a commit in place of the branch, or keep a copy of the script in a bucket of yours"),
    )
}

fn branch<'u>(url: &UrlParts<'u>) -> Option<&'u str> {
    let parts: Vec<&str> = url.path.split('/').filter(|part| !part.is_empty()).collect();
    let name = match (url.host, parts.as_slice()) {
        ("raw.githubusercontent.com", [_, _, "refs", "heads", branch, _, ..])
        | ("github.com", [_, _, "raw", "refs", "heads", branch, _, ..]) => return Some(branch),
        ("raw.githubusercontent.com", [_, _, name, _, ..])
        | ("github.com" | "bitbucket.org", [_, _, "raw", name, _, ..]) => name,
        (host, _) if host.contains("gitlab") => url.path.split_once("/-/raw/")?.1.split('/').next()?,
        _ => return None,
    };
    BRANCHES.contains(&name).then_some(name)
}
