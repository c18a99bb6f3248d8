//! What is known about a rule, for a terminal.

use crate::rules::RuleInfo;

use super::wrap::wrap;

/// A page about a rule, wrapped to a width; examples stay as they are.
pub fn rule_page(rule: &RuleInfo, width: usize) -> String {
    let mut page = format!("{}\n", rule.id);
    let mut row = |name: &str, value: &str| page.extend(["  ", name, "  ", value, "\n"]);
    row("severity", rule.severity.as_str());
    if let Some(official) = rule.official {
        row("official", official);
    }
    let mut prose = String::new();
    let mut in_example = false;
    for line in rule.documentation().lines() {
        if line.starts_with("```") {
            in_example = !in_example;
            flush(&mut prose, &mut page, width);
            if in_example {
                page.push('\n');
            }
        } else if in_example {
            page.push_str(format!("      {line}").trim_end());
            page.push('\n');
        } else if line.is_empty() || line.starts_with("- ") {
            flush(&mut prose, &mut page, width);
            prose.push_str(line);
        } else {
            prose.push(' ');
            prose.push_str(line);
        }
    }
    flush(&mut prose, &mut page, width);
    page
}

/// Writes a paragraph.
fn flush(prose: &mut String, page: &mut String, width: usize) {
    if prose.trim().is_empty() {
        return;
    }
    if !prose.starts_with("- ") {
        page.push('\n');
    }
    page.push_str(&wrap(prose, width, 2));
    prose.clear();
}
