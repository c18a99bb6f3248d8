//! A report as a page for people.

mod heading;
mod table;
mod wrap;

use std::collections::BTreeSet;
use std::fmt::Write;

use super::plot::{self, Plot, Style};
use super::{Judged, Report, Verdict, Yardstick};
use wrap::wrapped;

/// How a page looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Look {
    /// Columns that may be used; what is narrower than 40 is treated as 40.
    pub width: usize,
    /// Whether there are colours.
    pub color: bool,
    /// Whether there is a plot.
    pub plot: bool,
}

impl Look {
    /// A page of a width, with a plot and without colours.
    pub fn of_width(width: usize) -> Self {
        Self { width: width.max(40), color: false, plot: true }
    }

    /// With or without colours.
    #[must_use]
    pub fn with_color(self, color: bool) -> Self {
        Self { color, ..self }
    }

    /// With or without a plot.
    #[must_use]
    pub fn with_plot(self, plot: bool) -> Self {
        Self { plot, ..self }
    }
}

/// A report as a page: for each run what it was, what was measured and what to make of it; for several runs how they
/// compare; a plot. Every line ends with a line break.
pub fn page(report: &Report, look: Look) -> String {
    let mut out = String::new();
    let plot = Plot::of(report).filter(|_| look.plot);
    let compared = |judged: &Judged| {
        report.comparison.as_ref().is_some_and(|comparison| comparison.names.contains(&judged.name))
    };
    let alone = report.comparison.is_none();
    // What was said about one run need not be said about the next.
    let mut said = BTreeSet::new();
    for judged in &report.runs {
        heading(&mut out, judged, look);
        if !compared(judged) {
            table::of_run(&mut out, judged, look);
        }
        if let Some(plot) = plot.as_ref().filter(|plot| alone && plot.shows(&judged.name)) {
            let _ = write!(out, "\n{}", drawn(plot, look));
        }
        verdict(&mut out, judged, look, &mut said);
        out.push('\n');
    }
    if let Some(comparison) = &report.comparison {
        table::of_comparison(&mut out, comparison, look);
        if let Some(plot) = &plot {
            let _ = write!(out, "\n{}", drawn(plot, look));
        }
        out.push('\n');
        for finding in &comparison.findings {
            out.push_str(&wrapped("", finding, look.width));
        }
        if comparison.findings.is_empty() {
            out.push_str(&wrapped("", "no run stands out: each reaches 90 % of the median", look.width));
        }
        out.push('\n');
    }
    if report.runs_left_out > 0 {
        let _ = writeln!(out, "{} more runs were left out\n", report.runs_left_out);
    }
    while out.ends_with("\n\n") {
        out.pop();
    }
    out
}

fn drawn(plot: &Plot, look: Look) -> String {
    plot::text(plot, Style::of_width(look.width.min(100), look.color))
}

fn heading(out: &mut String, judged: &Judged, look: Look) {
    let name = if look.color { format!("\u{1b}[1m{}\u{1b}[0m", judged.name) } else { judged.name.clone() };
    let _ = writeln!(out, "{name}");
    for line in heading::lines(judged) {
        out.push_str(&wrapped("  ", &line, look.width));
    }
}

fn verdict<'r>(out: &mut String, judged: &'r Judged, look: Look, said: &mut BTreeSet<&'r str>) {
    let judgement = &judged.judgement;
    let words = judgement.verdict.words();
    let code = match judgement.verdict {
        Verdict::Good => "1;32",
        Verdict::Unknown => "1",
        Verdict::Slow => "1;33",
        Verdict::NotOnEfa | Verdict::Wrong | Verdict::Failed => "1;31",
    };
    out.push('\n');
    let text = wrapped("  ", &format!("{words}: {}", judgement.summary), look.width);
    // The colour goes on after the line was broken, which counts characters.
    out.push_str(&if look.color {
        text.replacen(words, &format!("\u{1b}[{code}m{words}\u{1b}[0m"), 1)
    } else {
        text
    });
    if let Yardstick::Reference { id, stack, source, .. } = &judgement.yardstick
        && judgement.points.iter().any(|point| point.of_reference.is_some())
        && said.insert(id)
    {
        let stack = if stack == "not stated" { "releases not stated" } else { stack };
        out.push_str(&wrapped("  = published: ", &format!("{source} ({stack})"), look.width));
    }
    for note in judgement.notes.iter().filter(|note| said.insert(note)) {
        out.push_str(&wrapped("  = note: ", note, look.width));
    }
    if !judgement.causes.is_empty() {
        let one = judgement.causes.len() == 1;
        let _ = writeln!(
            out,
            "\n  {}",
            if one { "likely cause:" } else { "likely causes, the likeliest first:" }
        );
    }
    for (number, cause) in judgement.causes.iter().enumerate() {
        out.push_str(&wrapped(&format!("  {}. ", number + 1), &cause.message, look.width));
        out.push_str(&wrapped("     = log: ", &cause.evidence, look.width));
        out.push_str(&wrapped("     = help: ", &cause.help, look.width));
    }
}
