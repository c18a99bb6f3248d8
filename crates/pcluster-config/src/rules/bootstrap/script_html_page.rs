//! A script URL that leads to a web page about the script.
//!
//! A node downloads what the URL gives and executes it as a program. The page that GitHub, GitLab or Bitbucket shows
//! about a file is HTML, which the kernel refuses to execute ("Exec format error"), so the node never starts. The
//! official check only asks whether the URL answers, and a page does: a published template of a training cluster had
//! such a URL for two weeks.
//!
//! ```yaml fires
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://github.com/example/scripts/blob/v1.4.0/docker/postinstall.sh
//! ```
//!
//! ```yaml quiet
//! HeadNode:
//!   InstanceType: c5.large
//!   Networking: { SubnetId: subnet-12345678 }
//!   CustomActions:
//!     OnNodeConfigured:
//!       Script: https://raw.githubusercontent.com/example/scripts/v1.4.0/docker/postinstall.sh
//! ```

use crate::diagnostic::Severity;
use crate::rules::{At, Check, Facts, Finding, RuleDef, ScriptView};

use super::{UrlParts, parts_of};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "script-html-page",
    severity: Severity::Error,
    official: None,
    check: Check::Script(check),
};

fn check(script: &At<'_, ScriptView<'_>>, _: &Facts<'_>) -> Option<Finding> {
    let url = parts_of(script.url).filter(|url| url.scheme == "https")?;
    let raw = raw_file(&url)?;
    let place = script.key("Script");
    let finding =
        Finding::new("this URL is a web page about the script, not the script, and a node cannot execute it")
            .at(place.clone(), format!("a page of {}", url.host));
    Some(match raw {
        Some(raw) => finding.help(format!("take the file itself, `{raw}`")).replace(
            "take the URL of the file itself",
            place,
            raw,
        ),
        None => finding.help("take the URL of the file itself, as the button `Raw` of the page gives it"),
    })
}

/// Whether it is a page, and then the URL of the file that it shows, where that is certain.
pub(super) fn raw_file(url: &UrlParts<'_>) -> Option<Option<String>> {
    let is_raw = url.query.split('&').any(|part| matches!(part, "raw=true" | "raw=1"));
    let parts: Vec<&str> = url.path.split('/').filter(|part| !part.is_empty()).collect();
    match (url.host.trim_start_matches("www."), parts.as_slice()) {
        ("github.com", [owner, repository, "blob", file @ ..]) if file.len() > 1 && !is_raw => {
            Some(Some(format!("https://raw.githubusercontent.com/{owner}/{repository}/{}", file.join("/"))))
        }
        ("github.com", [_, _, "tree" | "blame" | "commit", ..]) => Some(None),
        ("gist.github.com", [_, _]) => Some(None),
        ("bitbucket.org", [_, _, "src", _, _, ..]) => Some(None),
        (host, _) if host.contains("gitlab") => {
            let (project, file) = url.path.split_once("/-/blob/")?;
            Some(Some(format!("https://{}/{project}/-/raw/{file}", url.host)))
        }
        _ => None,
    }
}
