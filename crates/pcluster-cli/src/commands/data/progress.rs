//! Several things at once that take their time.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use crate::terminal;

/// A line for each thing, which changes on a terminal and is written anew elsewhere.
pub(crate) struct Progress {
    start: Instant,
    bars: Option<MultiProgress>,
    lines: BTreeMap<String, ProgressBar>,
}

impl Progress {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        let bars = terminal::redraws().then(MultiProgress::new);
        Self { start: Instant::now(), bars, lines: BTreeMap::new() }
    }

    /// Says how far a thing is.
    pub(crate) fn tell(&mut self, name: &str, state: &str) {
        let Some(bars) = &self.bars else {
            let elapsed = self.start.elapsed().as_secs();
            terminal::complain(&format!("{:>3}:{:02}  {name}: {state}", elapsed / 60, elapsed % 60));
            return;
        };
        let line = self.lines.entry(name.to_owned()).or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {elapsed_precise}  {prefix}: {wide_msg}");
            let bar = ProgressBar::new_spinner()
                .with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            let bar = bars.add(bar.with_prefix(name.to_owned()));
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        line.set_message(state.to_owned());
    }

    /// Says the last about a thing.
    pub(crate) fn end(&mut self, name: &str, state: &str) {
        self.tell(name, state);
        if let Some(line) = self.lines.get(name) {
            line.finish();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // What goes on elsewhere is not shown as if somebody looked at it.
        for line in self.lines.values().filter(|line| !line.is_finished()) {
            line.abandon();
        }
    }
}
