//! Reads a log line by line.

use super::failure::Failure;
use super::guess;
use super::header::{count_device, parameters, summary};
use super::network::Network;
use super::run::{Row, Run};
use super::table::{Head, Line};
use super::text::{brief, without_label};
use crate::nccl::Collective;

/// More runs in one log are not kept.
const MOST_RUNS: usize = 1024;
/// So much is kept of all runs, in bytes, about: a run of 32 sizes on 64 nodes takes 30,000.
const MOST_KEPT: usize = 24 << 20;
/// More rows of a run are not kept: 8 B to 16 GiB in doubling steps are 32.
const MOST_ROWS: usize = 4096;

/// What a log holds, in the making.
#[derive(Debug, Default)]
pub(super) struct Reader {
    runs: Vec<Run>,
    kept: usize,
    left_out: u64,
    run: Run,
    head: Head,
    part: Option<Vec<String>>,
    lines: u64,
    /// Whether the run has begun to print.
    begun: bool,
}

impl Reader {
    /// Takes in a line.
    pub(super) fn take(&mut self, line: &str) {
        self.lines += 1;
        let line = without_label(line);
        if let Some(comment) = comment(line) {
            self.comment(comment);
            return;
        }
        match self.head.row(line) {
            Some(Line::Row(row)) => return self.keep(row),
            Some(Line::Part(part)) => self.part = Some(part),
            None => {
                let row = self.part.as_ref().and_then(|part| self.head.completed(part, line));
                if let Some(row) = row {
                    self.part = None;
                    return self.keep(row);
                }
            }
        }
        if self.run.concluded && begins_a_communicator(line) {
            self.next_run();
        }
        let ours = self.run.network.take(line);
        if let Some(failure) = Failure::read(line, self.lines) {
            self.fail(failure);
        } else if !ours {
            self.run.network.variables_of(line);
        }
        if self.run.collective.is_none() && !self.run.concluded {
            self.run.collective = Collective::named_in(line);
        }
    }

    /// What the log held, and how many runs were too many.
    pub(super) fn finish(mut self) -> (Vec<Run>, u64, u64) {
        self.next_run();
        let mut runs = joined(self.runs);
        for run in &mut runs {
            run.collective = run.collective.or_else(|| guess::collective(run));
            run.ranks_by_figures = guess::ranks(run);
        }
        (runs, self.left_out, self.lines)
    }

    fn comment(&mut self, text: &str) {
        if let Some(version) = text.strip_prefix("nccl-tests version ") {
            self.begin(self.run.tests_version.is_some());
            self.run.tests_version = version.split_whitespace().next().map(brief);
        } else if let Some(program) = text.strip_prefix("Collective test starting: ") {
            self.begin(self.run.parameters.is_some());
            self.run.collective = Collective::named_in(program);
        } else if let Some(parameters) = parameters(text) {
            self.begin(self.run.parameters.is_some());
            self.run.parameters = Some(parameters);
        } else if let Some(head) = Head::read(text) {
            self.head = head;
        } else if let Some((name, value)) = summary(text) {
            let number = value.split_whitespace().next().unwrap_or_default();
            if name == "Avg bus bandwidth" {
                self.run.average_bus_gbps = number.parse().ok().filter(|mean: &f64| mean.is_finite());
                self.run.below_own_minimum = value.ends_with("FAILED");
                self.run.concluded = true;
            } else {
                self.run.out_of_bounds = number.parse().ok();
            }
        } else {
            count_device(&mut self.run.devices, text);
        }
    }

    /// A program begins to print; `again` if the present run has printed this very line before.
    fn begin(&mut self, again: bool) {
        if again && self.run.rows.is_empty() && self.run.failures.is_empty() && !self.run.concluded {
            // Several begin at once: each process measures on its own.
            self.run.separate_processes = self.run.separate_processes.max(1).saturating_add(1);
        } else if again || self.run.concluded || !self.run.rows.is_empty() {
            self.next_run();
        }
        self.begun = true;
    }

    fn next_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let said = self.begun
            || !run.rows.is_empty()
            || !run.failures.is_empty()
            || run.network != Network::default();
        self.begun = false;
        self.part = None;
        if !said {
            return;
        }
        let kept = self.kept + weight(&run);
        if self.runs.len() < MOST_RUNS && kept <= MOST_KEPT {
            self.kept = kept;
            self.runs.push(run);
        } else {
            self.left_out += 1;
        }
    }

    fn keep(&mut self, row: Row) {
        self.part = None;
        if self.run.concluded {
            self.next_run();
        }
        if self.run.rows.len() < MOST_ROWS {
            self.run.rows.push(row);
        } else {
            self.run.rows_left_out += 1;
        }
    }

    fn fail(&mut self, failure: Failure) {
        match self.run.failures.iter_mut().find(|known| known.kind == failure.kind) {
            Some(known) => known.times += 1,
            None => self.run.failures.push(failure),
        }
    }
}

/// About how many bytes a run takes.
fn weight(run: &Run) -> usize {
    let names = run.devices.hosts.len() + run.devices.gpus.len();
    2048 + run.rows.len() * 256 + names * 128 + run.failures.len() * 512 + run.network.weight()
}

/// The text of a line that starts with `#`, also where the name of a host stands before it.
fn comment(line: &str) -> Option<&str> {
    let line = match line.split_once(": #") {
        Some((label, rest)) if !label.contains(' ') => rest,
        _ => line.strip_prefix('#')?,
    };
    Some(line.trim())
}

/// Whether NCCL starts, and with it another run.
fn begins_a_communicator(line: &str) -> bool {
    line.contains(" NCCL INFO Bootstrap") || line.contains(" NCCL INFO cudaDriverVersion")
}

/// Runs of one rank each were meant to be one run: they are made one, which says so.
fn joined(mut runs: Vec<Run>) -> Vec<Run> {
    let alone = |run: &Run| run.devices.ranks == 1 && run.ranks() == Some(1);
    if runs.len() < 2 || !runs.iter().all(alone) {
        return runs;
    }
    let count = u32::try_from(runs.len()).unwrap_or(u32::MAX);
    let mut first = runs.swap_remove(0);
    for run in runs {
        for (host, ranks) in run.devices.hosts {
            *first.devices.hosts.entry(host).or_default() += ranks;
        }
        first.failures.extend(run.failures);
    }
    first.separate_processes = count;
    vec![first]
}
