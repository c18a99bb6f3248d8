//! The reports in the Static Analysis Results Interchange Format 2.1.0, for code scanning.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, HiddenBy, Report, Severity};
use crate::location::Span;
use crate::rules::Rulebook;

/// The reports as one SARIF 2.1.0 log
/// (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>), with a line break at its end. `book` describes
/// the rules.
pub fn sarif(reports: &[Report], book: Rulebook) -> String {
    let rules: BTreeSet<&str> = reports.iter().flat_map(all).map(|(diagnostic, _)| diagnostic.rule).collect();
    let descriptions: Vec<Value> = rules.iter().map(|rule| description(rule, book)).collect();
    let results: Vec<Value> = reports
        .iter()
        .flat_map(|report| all(report).map(move |(diagnostic, hidden)| (report, diagnostic, hidden)))
        .map(|(report, diagnostic, hidden)| {
            let index = rules.iter().position(|rule| *rule == diagnostic.rule);
            let mut result = result(report, diagnostic, index);
            if let Some(by) = hidden {
                result["suppressions"] = json!([suppression(report, by)]);
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "pclusterctl",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": descriptions,
                }
            },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }]
    });
    format!("{log:#}\n")
}

/// The problems of a report, also those that are hidden, with what hides them.
fn all(report: &Report) -> impl Iterator<Item = (&Diagnostic, Option<&HiddenBy>)> {
    let shown = report.diagnostics().iter().map(|diagnostic| (diagnostic, None));
    shown.chain(report.hidden().iter().map(|hidden| (&hidden.diagnostic, Some(&hidden.by))))
}

fn suppression(report: &Report, by: &HiddenBy) -> Value {
    let HiddenBy::Comment { span, .. } = by else {
        let justification = match by {
            HiddenBy::Settings => "the settings turn the rule off",
            HiddenBy::Selection => "the rule was left out of this run",
            HiddenBy::SuppressedValidator => "the official validator is suppressed",
            _ => "the baseline has it",
        };
        return json!({ "kind": "external", "justification": justification });
    };
    let mut suppression = json!({ "kind": "inSource", "location": location(report, Some(*span)) });
    if let Some(reason) = by.reason() {
        suppression["justification"] = json!(reason);
    }
    suppression
}

fn description(id: &str, book: Rulebook) -> Value {
    let Some(rule) = book.find(id) else { return json!({ "id": id, "name": pascal_case(id) }) };
    let documentation = rule.documentation();
    json!({
        "id": id,
        "name": pascal_case(id),
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.summary },
        "help": { "text": documentation, "markdown": documentation },
    })
}

fn result(report: &Report, diagnostic: &Diagnostic, rule_index: Option<usize>) -> Value {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    };
    let mut text = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        text.push_str("\n\n");
        text.push_str(help);
    }
    let mut location = location(report, diagnostic.span);
    if !diagnostic.path.is_root() {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": diagnostic.path.to_string() }]);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": rule_index,
        "level": level,
        "message": { "text": text },
        "locations": [location],
    });
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .filter(|label| label.span.is_some())
        .enumerate()
        .map(|(id, label)| {
            let mut location = self::location(report, label.span);
            location["id"] = json!(id);
            location["message"] = json!({ "text": label.message });
            location
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    if let Some(fix) = &diagnostic.fix {
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| json!({ "deletedRegion": region(report, edit.span), "insertedContent": { "text": edit.text } }))
            .collect();
        result["fixes"] = json!([{
            "description": { "text": fix.title },
            "artifactChanges": [{ "artifactLocation": { "uri": uri(report.file()) }, "replacements": replacements }],
        }]);
    }
    result
}

fn location(report: &Report, span: Option<Span>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(report.file()) } });
    if let Some(span) = span.filter(|_| report.text().is_some()) {
        physical["region"] = region(report, span);
    }
    json!({ "physicalLocation": physical })
}

fn region(report: &Report, span: Span) -> Value {
    let start = report.position(span.start).unwrap_or_default();
    let end = report.position(span.end).unwrap_or_default();
    json!({
        "startLine": start.line.max(1),
        "startColumn": start.column.max(1),
        "endLine": end.line.max(1),
        "endColumn": end.column.max(1),
        "byteOffset": start.offset,
        "byteLength": end.offset - start.offset,
    })
}

/// A path as a relative or absolute URI reference (RFC 3986).
fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    if file.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b'\\' => uri.push('/'),
            // Writing to a text does not fail.
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri
}

fn pascal_case(rule: &str) -> String {
    rule.split('-')
        .filter_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
        })
        .collect()
}
