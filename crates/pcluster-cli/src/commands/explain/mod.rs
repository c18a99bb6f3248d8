//! `pclusterctl explain`

mod keys;

use pcluster_config::policy::Suppression;
use pcluster_config::render::rule_page;
use pcluster_config::rules::RuleInfo;

use crate::args::Explain;
use crate::exit::Outcome;
use crate::terminal;

use super::rulebook::EVERYTHING;

/// More pages than this are a list.
const MOST_PAGES: usize = 5;

/// Lines longer than this are hard to read.
const WIDEST: usize = 100;

pub(crate) fn run(args: &Explain) -> anyhow::Result<Outcome> {
    let rules = rules_of(&args.topic);
    if rules.len() > MOST_PAGES {
        let lines = rules.iter().map(|rule| format!("  {}: {}\n", rule.id, rule.summary));
        let (count, lines) = (rules.len(), lines.collect::<String>());
        terminal::print(&format!("{count} rules say what `{}` says:\n{lines}", args.topic))?;
        return Ok(Outcome::Clean);
    }
    if !rules.is_empty() {
        let width = terminal::width().min(WIDEST);
        let pages: Vec<String> = rules.iter().map(|rule| rule_page(rule, width)).collect();
        terminal::print(&pages.join("\n"))?;
        return Ok(Outcome::Clean);
    }
    let mut found = keys::search(&args.topic, args.kind, args.release);
    let whole_path = found.iter().any(|key| key.is_at(&args.topic));
    if whole_path {
        found.retain(|key| key.is_at(&args.topic));
    }
    if found.is_empty() {
        return Ok(unknown(args));
    }
    let text: String = if whole_path || found.len() == 1 {
        let width = terminal::width().min(WIDEST);
        let pages: Vec<String> = found.iter().map(|key| key.page(args.release, width)).collect();
        pages.join("\n")
    } else {
        let paths = found.iter().map(|key| format!("  {} ({})\n", key.path(), key.kind()));
        format!("{} keys end with `{}`:\n{}", found.len(), args.topic, paths.collect::<String>())
    };
    terminal::print(&text)?;
    Ok(Outcome::Clean)
}

/// Says that nothing is called so, and what is called nearly so.
fn unknown(args: &Explain) -> Outcome {
    let near = keys::similar(&args.topic, args.kind, args.release);
    if near.is_empty()
        && let Some(lines) = about_rules(&args.topic)
    {
        for line in lines {
            terminal::complain(&line);
        }
        terminal::complain("`pclusterctl rules` lists all rules");
        return Outcome::Incomplete;
    }
    terminal::complain(&format!("error: there is no key `{}`", args.topic));
    for path in near {
        terminal::complain(&format!("  did you mean {path}?"));
    }
    terminal::complain(
        "`pclusterctl schema --paths` lists all keys of configurations, with `--kind job` those of jobs, \
         `pclusterctl rules` all rules",
    );
    Outcome::Incomplete
}

/// The rule of an id, or the rules that say what an official validator says. Case does not matter.
fn rules_of(topic: &str) -> Vec<RuleInfo> {
    let validator = topic.strip_prefix(TYPE).unwrap_or(topic);
    match EVERYTHING.find(&topic.to_ascii_lowercase()) {
        Some(rule) => vec![rule],
        None => EVERYTHING
            .everything()
            .into_iter()
            .filter(|rule| rule.official.is_some_and(|official| official.eq_ignore_ascii_case(validator)))
            .collect(),
    }
}

/// How `--suppress-validators` names validators.
const TYPE: &str = "type:";

/// What to say about a word that looks like the id of a rule or like the name of an official validator.
fn about_rules(topic: &str) -> Option<Vec<String>> {
    let did_you_mean = |name: &str| format!("  did you mean {name}?");
    let name = topic.strip_prefix(TYPE).unwrap_or(topic);
    let validator = Suppression::Validator(name.to_owned());
    if validator.has_effect() {
        return Some(vec![
            format!("error: no rule says what the official validator `{name}` says"),
            "such validators need an AWS account, or look at what the schema refuses already".to_owned(),
        ]);
    }
    if let Some(near) = validator.nearest() {
        return Some(vec![format!("error: there is no official validator `{name}`"), did_you_mean(near)]);
    }
    // The ids of rules have hyphens, and no key of a configuration has one.
    topic.contains('-').then(|| {
        let similar = EVERYTHING.similar(topic);
        let lines = similar.iter().map(|rule| did_you_mean(rule));
        [format!("error: there is no rule `{topic}`")].into_iter().chain(lines).collect()
    })
}
