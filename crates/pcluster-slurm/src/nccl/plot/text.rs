//! A plot in characters: braille dots, two by four in a character.

use std::fmt::Write;

use super::scale::Scale;
use super::{Curve, Plot};
use crate::nccl::Size;

/// How a plot is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Style {
    /// Columns that may be used; what is narrower than 30 is drawn as if it had 30.
    pub width: usize,
    /// Rows of the plot itself.
    pub height: usize,
    /// Whether curves have colours.
    pub color: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, height: 14, color: false }
    }
}

impl Style {
    /// A plot of this width.
    pub fn of_width(width: usize, color: bool) -> Self {
        Self { width, color, ..Self::default() }
    }
}

/// Smaller sizes would be a flat line over half of the plot.
const SMALLEST: u64 = 1 << 20;
const NARROWEST: usize = 30;
const WIDEST: usize = 160;
/// Dots of a character, by row and column, as Unicode numbers them.
const DOTS: [[u8; 2]; 4] = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
/// Colours of runs: those of terminals that are told apart in dark and light.
const COLORS: [&str; 8] = ["36", "33", "35", "32", "34", "31", "96", "93"];
const REFERENCE_COLOR: &str = "90";

/// Characters of the plot: dots and the colour of the last curve that set one.
struct Canvas {
    width: usize,
    height: usize,
    dots: Vec<u8>,
    colors: Vec<&'static str>,
}

impl Canvas {
    fn set(&mut self, column: usize, row: usize, color: &'static str) {
        if column < self.width * 2 && row < self.height * 4 {
            let at = row / 4 * self.width + column / 2;
            self.dots[at] |= DOTS[row % 4][column % 2];
            self.colors[at] = color;
        }
    }

    /// Where a point lies, in dots.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a few hundred dots"
    )]
    fn place(&self, across: f64, up: f64) -> (usize, usize) {
        let (columns, rows) = ((self.width * 2 - 1) as f64, (self.height * 4 - 1) as f64);
        ((across * columns).round() as usize, ((1.0 - up) * rows).round() as usize)
    }

    fn curve(&mut self, curve: &Curve, scale: &Scale, color: &'static str, every: usize) {
        let places =
            curve.points.iter().filter_map(|(size, gbps)| Some((scale.across(*size)?, scale.up(*gbps))));
        let places: Vec<(f64, f64)> = places.collect();
        for &(across, up) in &places {
            let (column, row) = self.place(across, up);
            self.set(column, row, color);
        }
        for pair in places.windows(2) {
            self.line(pair[0], pair[1], color, every);
        }
    }

    /// A straight line; of its dots every so many are set.
    #[expect(clippy::cast_precision_loss, reason = "a few hundred dots")]
    fn line(&mut self, from: (f64, f64), to: (f64, f64), color: &'static str, every: usize) {
        let (first, last) = (self.place(from.0, from.1), self.place(to.0, to.1));
        let steps = first.0.abs_diff(last.0).max(first.1.abs_diff(last.1)).max(1);
        for step in 0..=steps {
            let share = step as f64 / steps as f64;
            let (column, row) =
                self.place(from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            if (column + row) % every == 0 || every == 1 {
                self.set(column, row, color);
            }
        }
    }
}

/// The plot with its axes and its legend; every line ends with a line break.
pub fn text(plot: &Plot, style: Style) -> String {
    let scale = Scale::of(plot, SMALLEST);
    let width = style.width.clamp(NARROWEST, WIDEST);
    let height = style.height.clamp(4, 60);
    let marks = scale.marks();
    let label = marks.iter().map(|mark| number(*mark).len()).max().unwrap_or(1).max(4);
    let inner = width - label - 2;
    let mut canvas =
        Canvas { width: inner, height, dots: vec![0; inner * height], colors: vec![""; inner * height] };
    if let Some(limit) = plot.limit_gbps {
        let up = scale.up(limit);
        canvas.line((0.0, up), (1.0, up), REFERENCE_COLOR, 4);
    }
    if let Some(reference) = &plot.reference {
        canvas.curve(reference, &scale, REFERENCE_COLOR, 2);
    }
    for (curve, color) in plot.runs.iter().zip(COLORS) {
        canvas.curve(curve, &scale, color, 1);
    }
    let mut out = format!("{:>label$}   {}\n", "GB/s", plot.title);
    for row in 0..height {
        let mark = marks.iter().find(|mark| canvas.place(0.0, scale.up(**mark)).1 / 4 == row);
        let (text, axis) = mark.map_or_else(|| (String::new(), '│'), |mark| (number(*mark), '┤'));
        let line = canvas_row(&canvas, row, style.color);
        let _ = writeln!(out, "{}", format!("{text:>label$} {axis}{line}").trim_end());
    }
    axis(&mut out, &scale, label, inner);
    legend(&mut out, plot, style, label, width);
    out
}

fn canvas_row(canvas: &Canvas, row: usize, color: bool) -> String {
    let mut line = String::new();
    for at in row * canvas.width..(row + 1) * canvas.width {
        let dots = canvas.dots[at];
        let character = if dots == 0 { ' ' } else { char::from_u32(0x2800 + u32::from(dots)).unwrap_or(' ') };
        match canvas.colors[at] {
            code if color && dots != 0 => {
                let _ = write!(line, "\u{1b}[{code}m{character}\u{1b}[0m");
            }
            _ => line.push(character),
        }
    }
    line
}

fn axis(out: &mut String, scale: &Scale, label: usize, inner: usize) {
    let mut ticks: Vec<char> = vec!['─'; inner];
    let mut names = String::new();
    for size in scale.sizes((inner / 10).max(1)) {
        let Some(across) = scale.across(size) else { continue };
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a few hundred columns"
        )]
        let column = (across * (inner - 1) as f64).round() as usize;
        let name = Size(size).to_string();
        let start = column.saturating_sub(name.len() / 2).min(inner.saturating_sub(name.len()));
        if names.is_empty() || start > names.len() {
            ticks[column] = '┬';
            let _ = write!(names, "{}{name}", " ".repeat(start.saturating_sub(names.len())));
        }
    }
    let _ = writeln!(out, "{:>label$} └{}", "", ticks.into_iter().collect::<String>());
    let _ = writeln!(out, "{:>label$}  {names}", "");
}

fn legend(out: &mut String, plot: &Plot, style: Style, label: usize, width: usize) {
    let room = width.saturating_sub(label + 7);
    let mut entry = |mark: &str, color: &str, name: &str| {
        let name = shortened(name, room);
        let mark = if style.color { format!("\u{1b}[{color}m{mark}\u{1b}[0m") } else { mark.to_owned() };
        let _ = writeln!(out, "{:>label$}  {mark} {name}", "");
    };
    for (curve, color) in plot.runs.iter().zip(COLORS) {
        entry("⠤⠤⠤", color, &curve.name);
    }
    if plot.left_out > 0 {
        entry("   ", REFERENCE_COLOR, &format!("and {} more runs", plot.left_out));
    }
    if let Some(reference) = &plot.reference {
        entry("⠄⠄⠄", REFERENCE_COLOR, &reference.name);
    }
    if let Some(limit) = plot.limit_gbps {
        entry("⠄ ⠄", REFERENCE_COLOR, &format!("network cards of a node, {limit} GB/s"));
    }
}

/// The end of a name says more than its beginning.
fn shortened(name: &str, room: usize) -> String {
    let length = name.chars().count();
    if length <= room {
        return name.to_owned();
    }
    let rest: String = name.chars().skip(length - room.saturating_sub(3)).collect();
    format!("...{rest}")
}

fn number(gbps: f64) -> String {
    if gbps.fract().abs() < 1e-9 {
        format!("{gbps:.0}")
    } else {
        format!("{}", (gbps * 1000.0).round() / 1000.0)
    }
}
