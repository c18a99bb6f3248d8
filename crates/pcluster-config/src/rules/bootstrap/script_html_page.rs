//! A script URL that leads to a web page about the script.
//!
//! A node downloads what the URL gives and executes it as a program (`custom_action_executor.py` of
//! aws-parallelcluster-cookbook). The page that GitHub, GitLab or Bitbucket shows about a file is HTML, which the
//! kernel refuses to execute ("Exec format error"), so the node never starts. The official check only asks whether
//! the URL answers, and a page does: a published template of a training cluster had such a URL for two weeks.
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
use crate::location::Path;
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
    let page = Page::at(&url)?;
    let place = script.key("Script");
    let finding =
        Finding::new("this URL is a web page about the script, not the script, and a node cannot execute it")
            .at(place.clone(), format!("a page of {}", url.host));
    Some(page.mend(finding, place))
}

/// A page about a file.
pub(super) struct Page {
    /// The URL of the file itself, where that is certain.
    raw: Option<String>,
}

impl Page {
    /// The page that a URL leads to, if it does not lead to a file.
    pub(super) fn at(url: &UrlParts<'_>) -> Option<Self> {
        let is_raw = url.query.split('&').any(|part| matches!(part, "raw=true" | "raw=1"));
        let parts: Vec<&str> = url.path.split('/').filter(|part| !part.is_empty()).collect();
        let raw = match (url.host.trim_start_matches("www."), parts.as_slice()) {
            ("github.com", [owner, repository, "blob", file @ ..]) if file.len() > 1 && !is_raw => {
                let file = file.join("/");
                Some(format!("https://raw.githubusercontent.com/{owner}/{repository}/{file}"))
            }
            ("github.com", [_, _, "tree" | "blame", ..])
            | ("gist.github.com", [_, _])
            | ("bitbucket.org", [_, _, "src", _, _, ..]) => None,
            (host, _) if host.contains("gitlab") => {
                let (project, file) = url.path.split_once("/-/blob/")?;
                Some(format!("https://{}/{project}/-/raw/{file}", url.host))
            }
            _ => return None,
        };
        Some(Self { raw })
    }

    /// Says how to get to the file.
    pub(super) fn mend(self, finding: Finding, place: Path) -> Finding {
        match self.raw {
            Some(raw) => finding.help(format!("take the file itself, `{raw}`")).replace(
                "take the URL of the file itself",
                place,
                raw,
            ),
            None => finding.help("take the URL of the file itself, as the button `Raw` of the page gives it"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a URL leads to: a file, a page about an unknown file, or a page about this file.
    fn seen(url: &str) -> String {
        match parts_of(url).and_then(|parts| Page::at(&parts)) {
            None => String::from("a file"),
            Some(Page { raw: None }) => String::from("a page"),
            Some(Page { raw: Some(raw) }) => raw,
        }
    }

    #[test]
    fn pages_are_told_from_files() {
        let gitlab = "https://gitlab.example.com/team/scripts/-/raw/v1/a.sh";
        assert_eq!(seen(&gitlab.replace("/raw/", "/blob/")), gitlab);
        assert_eq!(seen("https://gist.github.com/someone/0123abcd"), "a page");
        assert_eq!(seen("https://github.com/o/r/tree/main/docker"), "a page");
        assert_eq!(seen("https://github.com/o/r/blob/main/a.sh?raw=true"), "a file");
        assert_eq!(seen("https://github.com/o/r/releases/download/v1/a.sh"), "a file");
        assert_eq!(seen("https://gist.github.com/someone/0123abcd/raw"), "a file");
    }
}
