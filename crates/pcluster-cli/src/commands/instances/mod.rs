//! `pclusterctl instances`

mod choice;
mod pattern;
mod table;

use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue, InstanceFacts};
use serde_json::json;

use crate::args::Instances;
use crate::exit::Outcome;
use crate::terminal;

pub(crate) use pattern::Pattern;

/// The number of the JSON format; it changes when a field changes its meaning or goes away.
const VERSION: u32 = 1;

pub(crate) fn run(args: &Instances) -> anyhow::Result<Outcome> {
    let catalogue = EmbeddedCatalogue;
    let names = catalogue.names();
    let matches = |pattern: &Pattern, name: &str| pattern.matches(name, &names);
    let mut types: Vec<InstanceFacts> = names
        .iter()
        .filter(|name| args.patterns.is_empty() || args.patterns.iter().any(|pattern| matches(pattern, name)))
        .filter_map(|name| catalogue.instance(name))
        .filter(|facts| choice::fits(facts, args))
        .collect();
    choice::sort(&mut types, args.sort);
    let unknown: Vec<&Pattern> =
        args.patterns.iter().filter(|pattern| !names.iter().any(|name| matches(pattern, name))).collect();

    let date = catalogue.date().unwrap_or("an unknown date");
    if args.json {
        let document =
            json!({ "version": VERSION, "catalogue_date": catalogue.date(), "instance_types": types });
        terminal::print(&format!("{document:#}\n"))?;
    } else {
        terminal::print(&table::draw(&types, terminal::terminal_width()))?;
    }
    for pattern in &unknown {
        terminal::complain(&format!(
            "error: no instance type matches `{pattern}` in the catalogue of {date}"
        ));
        for name in catalogue.nearest(pattern.as_str()) {
            terminal::complain(&format!("  did you mean {name}?"));
        }
    }
    if !unknown.is_empty() {
        terminal::complain("`pclusterctl instances` lists all types; a younger one is not among them");
    } else if !args.json && types.is_empty() {
        terminal::complain(&format!("none of {} instance types fits, as of {date}", names.len()));
    } else if !args.json {
        terminal::complain(&format!("{} of {} instance types, as of {date}", types.len(), names.len()));
    }
    Ok(if unknown.is_empty() { Outcome::Clean } else { Outcome::Incomplete })
}
