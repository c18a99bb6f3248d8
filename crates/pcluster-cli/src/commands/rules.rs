//! `pclusterctl rules`

use comfy_table::{ColumnConstraint, ContentArrangement, Table, presets};
use pcluster_config::rules::RuleInfo;
use serde_json::json;

use crate::args::Rules;
use crate::exit::Outcome;
use crate::terminal;

use super::rulebook::EVERYTHING;

/// The number of the JSON format; it changes when a field changes its meaning or goes away.
const VERSION: u32 = 1;

pub(crate) fn run(args: &Rules) -> anyhow::Result<Outcome> {
    let words: Vec<String> = args.words.iter().map(|word| word.to_lowercase()).collect();
    let rules: Vec<RuleInfo> = EVERYTHING
        .everything()
        .into_iter()
        .filter(|rule| words.is_empty() || words.iter().any(|word| has(rule, word)))
        .collect();
    if args.json {
        let rules: Vec<_> = rules
            .iter()
            .map(|rule| {
                json!({
                    "id": rule.id,
                    "severity": rule.severity.to_string(),
                    "official": rule.official,
                    "summary": rule.summary,
                    "documentation": rule.documentation(),
                })
            })
            .collect();
        terminal::print(&format!("{:#}\n", json!({ "version": VERSION, "rules": rules })))?;
    } else {
        terminal::print(&table(&rules, terminal::terminal_width()))?;
    }
    if rules.is_empty() {
        terminal::complain(&format!(
            "error: no rule has `{}` in its id, official name or summary",
            args.words.join("` or `")
        ));
        return Ok(Outcome::Incomplete);
    }
    Ok(Outcome::Clean)
}

/// Narrower than this, there is no room for the official names beside sentences that can be read.
const ROOM_FOR_OFFICIAL_NAMES: usize = 120;

/// One line a rule; on a terminal that is too narrow, the sentences go on below each other, and official names are left
/// out. Names are never broken, so that they can be copied.
fn table(rules: &[RuleInfo], width: Option<usize>) -> String {
    if rules.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let official = width.is_none_or(|width| width >= ROOM_FOR_OFFICIAL_NAMES);
    if let Some(width) = width.and_then(|width| u16::try_from(width).ok()) {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    let cells = |id, severity, name, summary| -> Vec<String> {
        let cells: [&str; 4] = [id, severity, name, summary];
        cells
            .iter()
            .enumerate()
            .filter(|(at, _)| official || *at != 2)
            .map(|(_, cell)| (*cell).into())
            .collect()
    };
    table.set_header(cells("RULE", "SEVERITY", "OFFICIAL NAME", "WHAT IT FINDS"));
    for rule in rules {
        table.add_row(cells(rule.id, rule.severity.as_str(), rule.official.unwrap_or("-"), rule.summary));
    }
    let last = table.column_count().saturating_sub(1);
    for (at, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, 2));
        if at < last {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.trim_fmt() + "\n"
}

/// Whether a rule has to do with a word in small letters.
fn has(rule: &RuleInfo, word: &str) -> bool {
    [rule.id, rule.official.unwrap_or_default(), rule.summary]
        .iter()
        .any(|text| text.to_lowercase().contains(word))
}

#[cfg(test)]
mod tests {
    use super::{EVERYTHING, table};

    #[test]
    fn no_id_stands_for_two_rules() {
        let rules = EVERYTHING.everything();
        for pair in rules.windows(2) {
            assert_ne!(pair[0].id, pair[1].id);
        }
    }

    #[test]
    fn names_are_never_broken() {
        let rules = EVERYTHING.everything();
        for width in [Some(40), Some(80), Some(140), None] {
            let table = table(&rules, width);
            assert_eq!(table.contains("OFFICIAL NAME"), width.is_none_or(|width| width >= 120));
            for rule in &rules {
                assert!(table.contains(rule.id), "{} in {width:?} columns", rule.id);
            }
        }
    }
}
