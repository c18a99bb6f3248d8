//! `pclusterctl explain`

use pcluster_config::ConfigKind;
use pcluster_config::render::{key_page, rule_page};
use pcluster_config::rules::{RuleInfo, everything, find, similar as similar_rules};
use pcluster_config::schema::{KeyInfo, search, similar};

use crate::args::{Explain, Kind};
use crate::exit::Outcome;
use crate::terminal;

/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

pub(crate) fn run(args: &Explain) -> anyhow::Result<Outcome> {
    let rules = rules_of(&args.topic);
    if !rules.is_empty() {
        let width = terminal::width().min(WIDEST);
        let pages: Vec<String> = rules.iter().map(|rule| rule_page(rule, width)).collect();
        terminal::print(&pages.join("\n"))?;
        return Ok(Outcome::Clean);
    }
    let release = args.release;
    let kinds = match args.kind.map(Kind::config) {
        Some(kind) => vec![kind],
        None => vec![ConfigKind::Cluster, ConfigKind::Image],
    };
    let mut found: Vec<(ConfigKind, KeyInfo)> = kinds
        .iter()
        .flat_map(|kind| search(*kind, release, &args.topic).into_iter().map(|key| (*kind, key)))
        .collect();
    let whole_path = found.iter().any(|(_, key)| key.is_at(&args.topic));
    if whole_path {
        found.retain(|(_, key)| key.is_at(&args.topic));
    }
    if found.is_empty() {
        let near: Vec<String> = kinds.iter().flat_map(|kind| similar(*kind, release, &args.topic)).collect();
        // The ids of rules have hyphens, and no key has one.
        if near.is_empty() && args.topic.contains('-') {
            terminal::complain(&format!("error: there is no rule `{}`", args.topic));
            for rule in similar_rules(&args.topic) {
                terminal::complain(&format!("  did you mean {rule}?"));
            }
            terminal::complain("`pclusterctl rules` lists all rules");
            return Ok(Outcome::Incomplete);
        }
        terminal::complain(&format!("error: there is no key `{}`", args.topic));
        for path in near {
            terminal::complain(&format!("  did you mean {path}?"));
        }
        terminal::complain("`pclusterctl schema --paths` lists all keys, `pclusterctl rules` all rules");
        return Ok(Outcome::Incomplete);
    }
    let text: String = if whole_path || found.len() == 1 {
        let width = terminal::width().min(WIDEST);
        let pages: Vec<String> =
            found.iter().map(|(kind, key)| key_page(key, *kind, release, width)).collect();
        pages.join("\n")
    } else {
        let paths = found.iter().map(|(kind, key)| format!("  {} ({kind})\n", key.path));
        format!("{} keys end with `{}`:\n{}", found.len(), args.topic, paths.collect::<String>())
    };
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}

/// The rule of an id, or the rules that say what an official validator says.
fn rules_of(topic: &str) -> Vec<RuleInfo> {
    match find(topic) {
        Some(rule) => vec![rule],
        None => everything()
            .into_iter()
            .filter(|rule| rule.subject != "Text" && rule.official == Some(topic))
            .collect(),
    }
}
