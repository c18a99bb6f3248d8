//! A plot as SVG: one file, without scripts, fonts or anything else from elsewhere.

use std::fmt::Write;

use super::scale::Scale;
use super::{Curve, Plot};
use crate::nccl::Size;

const WIDTH: f64 = 860.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 52.0;
const HEIGHT: f64 = 360.0;
const BELOW: f64 = 56.0;
const LEGEND_LINE: f64 = 20.0;

/// Colours that are told apart on white and on black, also by those who see red and green alike: the palette of Okabe and
/// Ito ("Color Universal Design", 2008), without black and yellow, which do not show on one of both.
const COLORS: [&str; 8] =
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d3b", "#7f7f7f"];

/// The plot as an SVG document. It follows the reader's choice of dark or light.
pub fn svg(plot: &Plot) -> String {
    let scale = Scale::of(plot, 0);
    let entries =
        plot.runs.len() + usize::from(plot.reference.is_some()) + usize::from(plot.limit_gbps.is_some());
    #[expect(clippy::cast_precision_loss, reason = "ten at most")]
    let height = TOP + HEIGHT + BELOW + LEGEND_LINE * entries as f64 + 12.0;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-label=\"{title}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">\n\
         <style>\n\
         svg {{ background: #fff; color: #1f2328; }}\n\
         .grid {{ stroke: currentColor; stroke-opacity: .15; }}\n\
         .axis {{ stroke: currentColor; stroke-opacity: .6; }}\n\
         .reference {{ stroke: currentColor; stroke-dasharray: 6 4; }}\n\
         .limit {{ stroke: currentColor; stroke-dasharray: 2 4; }}\n\
         text {{ fill: currentColor; }}\n\
         @media (prefers-color-scheme: dark) {{ svg {{ background: #0d1117; color: #e6edf3; }} }}\n\
         </style>\n\
         <text x=\"{LEFT}\" y=\"24\" font-size=\"16\" font-weight=\"600\">{title}</text>\n\
         <text x=\"{LEFT}\" y=\"42\">bus bandwidth, GB/s, by size</text>",
        title = escaped(&plot.title),
    );
    grid(&mut out, &scale);
    if let Some(limit) = plot.limit_gbps {
        let y = up(&scale, limit);
        let _ = writeln!(
            out,
            "<line class=\"limit\" x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{:.1}\" y2=\"{y:.1}\"/>",
            WIDTH - RIGHT
        );
    }
    if let Some(reference) = &plot.reference {
        curve(&mut out, &scale, reference, "class=\"reference\"", None);
    }
    for (run, color) in plot.runs.iter().zip(COLORS) {
        curve(&mut out, &scale, run, &format!("stroke=\"{color}\" stroke-width=\"2\""), Some(color));
    }
    legend(&mut out, plot);
    out.push_str("</svg>\n");
    out
}

fn across(scale: &Scale, size: u64) -> Option<f64> {
    Some(LEFT + scale.across(size)? * (WIDTH - LEFT - RIGHT))
}

fn up(scale: &Scale, gbps: f64) -> f64 {
    TOP + HEIGHT * (1.0 - scale.up(gbps))
}

fn grid(out: &mut String, scale: &Scale) {
    let (right, bottom) = (WIDTH - RIGHT, TOP + HEIGHT);
    for mark in scale.marks() {
        let y = up(scale, mark);
        let number = (mark * 1000.0).round() / 1000.0;
        let _ = writeln!(
            out,
            "<line class=\"grid\" x1=\"{LEFT}\" y1=\"{y:.1}\" x2=\"{right}\" y2=\"{y:.1}\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{number}</text>",
            LEFT - 8.0,
            y + 4.0
        );
    }
    for size in scale.sizes(12) {
        let Some(x) = across(scale, size) else { continue };
        let _ = writeln!(
            out,
            "<line class=\"grid\" x1=\"{x:.1}\" y1=\"{TOP}\" x2=\"{x:.1}\" y2=\"{bottom}\"/>\
             <text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            bottom + 20.0,
            Size(size)
        );
    }
    let _ = writeln!(out, "<path class=\"axis\" fill=\"none\" d=\"M{LEFT} {TOP}V{bottom}H{right}\"/>");
}

fn curve(out: &mut String, scale: &Scale, curve: &Curve, look: &str, dots: Option<&str>) {
    let places =
        curve.points.iter().filter_map(|(size, gbps)| Some((across(scale, *size)?, up(scale, *gbps))));
    let places: Vec<(f64, f64)> = places.collect();
    let points: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
    let _ = writeln!(out, "<polyline {look} fill=\"none\" points=\"{}\"/>", points.join(" "));
    // A single point makes no line.
    if let Some(color) = dots.or_else(|| (places.len() == 1).then_some("currentColor")) {
        let circles = places.iter().map(|(x, y)| format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"2.5\"/>"));
        let _ = writeln!(out, "<g fill=\"{color}\">{}</g>", circles.collect::<String>());
    }
}

fn legend(out: &mut String, plot: &Plot) {
    let mut y = TOP + HEIGHT + BELOW;
    let mut entry = |look: &str, name: &str| {
        let _ = writeln!(
            out,
            "<line {look} x1=\"{LEFT}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/><text x=\"{:.1}\" y=\"{y:.1}\">{}</text>",
            y - 4.0,
            LEFT + 32.0,
            y - 4.0,
            LEFT + 42.0,
            escaped(name)
        );
        y += LEGEND_LINE;
    };
    for (number, (run, color)) in plot.runs.iter().zip(COLORS).enumerate() {
        let left_out = plot.left_out > 0 && number + 1 == plot.runs.len();
        let more = if left_out {
            format!(" (and {} more runs, which are not shown)", plot.left_out)
        } else {
            String::new()
        };
        entry(&format!("stroke=\"{color}\" stroke-width=\"2\""), &format!("{}{more}", run.name));
    }
    if let Some(reference) = &plot.reference {
        entry("class=\"reference\"", &reference.name);
    }
    if let Some(limit) = plot.limit_gbps {
        entry("class=\"limit\"", &format!("what the network cards of a node carry, {limit} GB/s"));
    }
}

/// A text that cannot break out of its element: names of files may hold anything.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            '"' => "&quot;".to_owned(),
            // XML has no way to write these.
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => " ".to_owned(),
            _ => character.to_string(),
        })
        .collect()
}
