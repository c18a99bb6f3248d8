//! What `--json` prints: one object a line, each an event with its name first; the last is `outcome` or `error`.

use anyhow::Context;
use serde::Serialize;
use serde_json::{Value, json};

use crate::exit;
use crate::terminal;

/// An event of the library, which has its name, as a line.
pub(crate) fn line(event: &impl Serialize) -> anyhow::Result<String> {
    let line = serde_json::to_string(event).context("cannot write JSON")?;
    Ok(format!("{line}\n"))
}

/// Something that becomes an event by a name, with its fields beside the name, as a line.
pub(crate) fn named(name: &str, fields: &impl Serialize) -> anyhow::Result<String> {
    let mut value = serde_json::to_value(fields).context("cannot write JSON")?;
    if let Value::Object(fields) = &mut value {
        fields.shift_insert(0, "event".to_owned(), json!(name));
    }
    Ok(format!("{value}\n"))
}

/// Prints an event of the library.
pub(crate) fn print(event: &impl Serialize) -> anyhow::Result<()> {
    terminal::print(&line(event)?)
}

/// Prints something as an event with a name.
pub(crate) fn print_named(name: &str, fields: &impl Serialize) -> anyhow::Result<()> {
    terminal::print(&named(name, fields)?)
}

/// Prints the last line of a command that came to its end.
pub(crate) fn print_outcome(fields: &impl Serialize) -> anyhow::Result<()> {
    print_named("outcome", fields)
}

/// Prints the last line of a command that came to its end, with fields of two things beside each other.
pub(crate) fn print_outcome_of(first: &Value, second: &impl Serialize) -> anyhow::Result<()> {
    let mut outcome = first.clone();
    let second = serde_json::to_value(second).context("cannot write JSON")?;
    if let (Value::Object(fields), Value::Object(more)) = (&mut outcome, second) {
        fields.extend(more);
    }
    print_outcome(&outcome)
}

/// Prints the last line of a command that only showed what it would do.
pub(crate) fn print_dry_run() -> anyhow::Result<()> {
    print_outcome(&json!({ "dry-run": true }))
}

/// Prints the last line of a command that did not come to its end, and says so without an error.
pub(crate) fn print_stopped(message: &str) -> anyhow::Result<()> {
    print_named("error", &json!({ "message": message, "help": null }))
}

/// Prints the last line of a command that failed.
pub(crate) fn print_error(error: &anyhow::Error) -> anyhow::Result<()> {
    print_named("error", &json!({ "message": exit::shown(error), "help": exit::help(error) }))
}
