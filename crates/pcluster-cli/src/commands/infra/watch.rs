//! What happens to a stack, while it happens.

use std::collections::BTreeMap;
use std::io;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use pcluster_infra::Operation;
use pcluster_infra::stack::{FollowEvent, Moment, Progress, ResourceEvent};

use super::words;
use crate::commands::json_lines;
use crate::terminal;

/// Shows what happens: as lines with a bar below them on a terminal, as lines elsewhere, as JSON for programs.
pub(super) struct Watch {
    progress: Progress,
    shown: BTreeMap<(String, String), String>,
    /// The stack that was asked for.
    root: Option<String>,
    /// The names of nested stacks in the stacks around them, by their ARNs.
    nested: BTreeMap<String, String>,
    view: View,
    color: bool,
}

enum View {
    Json,
    Lines,
    Bars { all: MultiProgress, whole: ProgressBar, resources: BTreeMap<(String, String), ProgressBar> },
}

/// The work was given up by whoever watched it.
#[derive(Debug)]
pub(super) struct Interrupted;

/// Runs an operation and hands over its events; Ctrl-C gives it up.
pub(super) async fn listen<E, T, X>(
    mut operation: Operation<E, T, X>,
    mut see: impl FnMut(Option<E>) -> anyhow::Result<()>,
) -> anyhow::Result<Result<Result<T, X>, Interrupted>>
where
    E: Send + 'static,
    T: Send + 'static,
    X: Send + 'static,
{
    let mut clock = tokio::time::interval(Duration::from_millis(500));
    loop {
        tokio::select! {
            biased;
            _ = tokio::signal::ctrl_c() => return Ok(Err(Interrupted)),
            event = operation.next() => match event {
                Some(event) => see(Some(event))?,
                None => return Ok(Ok(operation.finish().await)),
            },
            _ = clock.tick() => see(None)?,
        }
    }
}

impl Watch {
    /// Shows the progress of something.
    pub(super) fn new(progress: Progress, json: bool) -> Self {
        let view = if json {
            View::Json
        } else if terminal::redraws() {
            let all = MultiProgress::new();
            // What does not fit into the line is cut off: a line that wraps would be drawn over the one before it.
            let narrow = terminal::progress_width().is_some_and(|width| width < 80);
            let template = if narrow { "{bar:12.green} {wide_msg}" } else { "{bar:30.green} {wide_msg}" };
            let style = ProgressStyle::with_template(template).map(|style| style.progress_chars("━╸ "));
            let whole =
                ProgressBar::new(1000).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            View::Bars { whole: all.add(whole), all, resources: BTreeMap::new() }
        } else {
            View::Lines
        };
        let color = terminal::use_color(terminal::ColorChoice::Auto, &io::stderr());
        Self { progress, shown: BTreeMap::new(), root: None, nested: BTreeMap::new(), view, color }
    }

    /// Shows an event; `None` says that time has passed.
    pub(super) fn see(&mut self, event: Option<FollowEvent>) -> anyhow::Result<()> {
        if let Some(event) = event {
            self.progress.see(&event);
            if let View::Json = self.view {
                return json_lines::print(&event);
            }
            match &event {
                FollowEvent::Started { stack_id, .. } => self.root = Some(stack_id.clone()),
                FollowEvent::Resource(event) => self.resource(event),
                _ => {}
            }
        }
        self.tick();
        Ok(())
    }

    /// Takes the bars away.
    pub(super) fn end(&mut self) {
        if let View::Bars { all, .. } = &self.view {
            let _ = all.clear();
        }
    }

    fn resource(&mut self, event: &ResourceEvent) {
        if let Some(stack) = event.nested_stack() {
            self.nested.insert(stack.to_owned(), self.path(event));
        }
        // What becomes of a nested stack is told by the stack that it is in.
        if event.is_of_stack() && self.root.as_deref().is_some_and(|root| root != event.stack_id) {
            return;
        }
        // CloudFormation says twice that it makes something: before and after it has a name for it.
        let key = (event.stack_id.clone(), event.resource.clone());
        let status = event.status.as_str().to_owned();
        if self.shown.insert(key.clone(), status.clone()).is_some_and(|before| before == status) {
            return;
        }
        let since = self.progress.since().unwrap_or(event.time);
        let subject = self.subject(event);
        let line = line(event, &subject, event.time.seconds_since(since), self.color);
        match &mut self.view {
            View::Json => {}
            View::Lines => terminal::complain(&line),
            View::Bars { all, resources, .. } if event.status.is_busy() && !event.is_of_stack() => {
                let bar = resources.entry(key).or_insert_with(|| {
                    let style = ProgressStyle::with_template("{spinner} {elapsed:>5}  {wide_msg}");
                    let bar = ProgressBar::new_spinner();
                    let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
                    all.insert_from_back(1, bar)
                });
                bar.set_message(format!("{:<12} {subject}", words::status(&status)));
            }
            View::Bars { all, resources, .. } => {
                if let Some(bar) = resources.remove(&key) {
                    bar.finish_and_clear();
                    all.remove(&bar);
                }
                let _ = all.println(line);
            }
        }
    }

    /// What an event is about.
    fn subject(&self, event: &ResourceEvent) -> String {
        if event.is_of_stack() {
            format!("stack {}", event.stack_name)
        } else {
            format!("{} ({})", self.path(event), event.kind)
        }
    }

    /// The name of a resource, after those of the stacks that it is nested in.
    fn path(&self, event: &ResourceEvent) -> String {
        match self.nested.get(&event.stack_id) {
            Some(within) => format!("{within}/{}", event.resource),
            None => event.resource.clone(),
        }
    }

    fn tick(&mut self) {
        let View::Bars { whole, resources, .. } = &self.view else { return };
        let Some(since) = self.progress.since() else { return };
        let passed = Moment::now().seconds_since(since);
        if self.progress.is_rolling_back() {
            whole.set_position(0);
            whole.set_message(format!("rolling back, {}", words::clock(passed)));
            resources.values().for_each(ProgressBar::tick);
            return;
        }
        let (done, all) = self.progress.resources();
        let expected = self.progress.expected_seconds;
        // From 0 to 1000: nothing is lost.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fraction of 1000")]
        whole.set_position((self.progress.fraction(passed) * 1000.0) as u64);
        let of = if expected > 0 { format!(" of {}", words::about(expected)) } else { String::new() };
        let resources_done = if all > 0 {
            format!("{done} of {}, ", words::count(all, "resource", "resources"))
        } else {
            String::new()
        };
        whole.set_message(format!("{resources_done}{}{of}", words::clock(passed)));
        resources.values().for_each(ProgressBar::tick);
    }
}

/// An event in one line: when, what, which, and why if something went wrong.
fn line(event: &ResourceEvent, subject: &str, seconds: u64, color: bool) -> String {
    let status = event.status.as_str();
    let bad = event.status.is_failure();
    let good = event.status.is_complete() && !bad;
    let word = format!("{:<12}", words::status(status));
    let word = match (color, good, bad) {
        (true, true, _) => format!("\u{1b}[32m{word}\u{1b}[0m"),
        (true, _, true) => format!("\u{1b}[31m{word}\u{1b}[0m"),
        _ => word,
    };
    let reason = event.said().filter(|_| bad).map(|reason| format!(": {reason}")).unwrap_or_default();
    format!("{:>7}  {word} {subject}{reason}", words::clock(seconds))
}
