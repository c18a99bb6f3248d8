//! How far a sync is: a bar on a terminal, a line now and then elsewhere.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{BinaryBytes, HumanCount, ProgressBar, ProgressStyle};
use pcluster_infra::sync::Progress as Figures;

use crate::terminal;

/// How often there is a line where there is no terminal.
const LINES: Duration = Duration::from_secs(10);

/// Shows progress on standard error.
#[derive(Clone, Debug)]
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    last: Arc<Mutex<Instant>>,
}

impl Progress {
    /// Starts showing it, or not.
    pub(super) fn start(quiet: bool) -> Self {
        let bar = (!quiet && terminal::redraws()).then(|| {
            // A line that wraps would be drawn over the one before it: what does not fit is cut off.
            let narrow = terminal::progress_width().is_some_and(|width| width < 100);
            let bar = if narrow { "{bar:8}" } else { "{bar:30}" };
            let style =
                format!("{bar} {{binary_bytes}}/{{binary_total_bytes}} {{binary_bytes_per_sec}} eta {{eta}} {{wide_msg}}");
            ProgressBar::new(0).with_style(
                ProgressStyle::with_template(&style).unwrap_or_else(|_| ProgressStyle::default_bar()),
            )
        });
        Self { bar, quiet, last: Arc::new(Mutex::new(Instant::now())) }
    }

    /// Shows figures.
    pub(super) fn show(&self, now: &Figures) {
        let files = files(now);
        if let Some(bar) = &self.bar {
            bar.set_length(now.bytes_to_copy);
            bar.set_position(now.bytes_copied + now.bytes_resumed);
            bar.set_message(files);
            return;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if !self.quiet && last.elapsed() >= LINES {
            *last = Instant::now();
            let (done, all) = (now.bytes_copied + now.bytes_resumed, now.bytes_to_copy);
            terminal::complain(&format!("{files}, {} of {}", BinaryBytes(done), BinaryBytes(all)));
        }
    }

    /// Prints a line.
    pub(super) fn line(&self, line: &str) {
        self.suspend(|| terminal::complain(line));
    }

    /// Does something with the terminal.
    pub(super) fn suspend<T>(&self, what: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(what),
            None => what(),
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn files(now: &Figures) -> String {
    let so_far = if now.complete { "" } else { " so far" };
    format!(
        "{} of {} files copied, {} looked at{so_far}",
        HumanCount(now.copied),
        HumanCount(now.to_copy),
        HumanCount(now.files)
    )
}
