//! What is read from the bodies of scripts.

use std::fmt::Write as _;

use pcluster_slurm::job::{Step, Word};
use pcluster_slurm::shell::{Body, read};

fn words(words: &[Word]) -> String {
    let shown = words.iter().map(|word| {
        let mut shown = if word.literal { word.text.clone() } else { format!("{}?", word.text) };
        if word.text.is_empty() || word.text.contains(' ') {
            shown = format!("[{shown}]");
        }
        shown
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn step(step: &Step) -> String {
    let mut marks = Vec::new();
    for (set, mark) in [
        (step.conditional, "conditional"),
        (step.background, "background"),
        (step.substitution, "substitution"),
        (step.open, "open"),
    ] {
        marks.extend(set.then_some(mark));
    }
    let parent = step.parent.map_or(String::new(), |parent| format!(" in {parent}"));
    format!("{:?}{parent} {}: {}", step.command, marks.join(","), words(&step.words))
}

fn show(body: &Body) -> String {
    let mut shown = String::new();
    for set in &body.environment {
        let marks =
            format!("{}{}", if set.exported { "x" } else { "-" }, if set.conditional { "c" } else { "-" });
        let _ = writeln!(shown, "{marks} {} = {}", set.name.value, set.value.as_deref().unwrap_or("?"));
    }
    for (index, one) in body.steps.iter().enumerate() {
        let _ = writeln!(shown, "{index} {}", step(one));
        for set in &one.environment {
            let _ = writeln!(shown, "    with {}", set.text);
        }
        for option in &one.options {
            let value = option
                .value
                .as_ref()
                .map_or(String::new(), |value| format!(" = {}", words(std::slice::from_ref(value))));
            let _ = writeln!(shown, "    --{}{value}", option.name);
        }
        if !one.inner.is_empty() {
            let _ = writeln!(shown, "    runs {}", words(&one.inner));
        }
    }
    shown
}

#[test]
#[ignore = "shows what is read from the files that SCRIPTS names"]
fn show_files() {
    for path in std::env::var("SCRIPTS").unwrap_or_default().split_whitespace() {
        let text = std::fs::read_to_string(path).expect(path);
        println!("=== {path}\n{}", show(&read(&text, 0)));
    }
}
