//! What a job of Slurm writes, read as a log while it comes.

use std::collections::BTreeMap;

use pcluster_slurm::client::{JobId, Stream, Written};
use pcluster_slurm::nccl::{Log, LogReader};

use crate::terminal;

/// A line without an end is cut here, in bytes, so that little of it is kept: a reader of logs looks at less.
const LONGEST: usize = 64 * 1024;

/// The log of a job. Its standard output and standard error come in turns, but no line of one is cut by the other.
#[derive(Default)]
pub(super) struct JobOutput {
    log: LogReader,
    /// The beginnings of lines whose ends are not there yet.
    open: BTreeMap<(JobId, Stream), String>,
    /// Whether lines are shown on standard error, too.
    shows: bool,
    /// Whether anything came.
    pub(super) is_there: bool,
}

impl JobOutput {
    /// Nothing yet; what comes is shown.
    pub(super) fn shown() -> Self {
        Self { shows: true, ..Self::default() }
    }

    /// Takes in more.
    pub(super) fn take(&mut self, written: &Written) {
        self.is_there = true;
        if written.anew && written.stream == Stream::Stdout {
            // The job was started again, and what it measured before is gone from its file.
            self.log = LogReader::new();
            self.open.clear();
        }
        let open = self.open.entry((written.id, written.stream)).or_default();
        for part in written.text.split_inclusive('\n') {
            open.push_str(part);
            if part.ends_with('\n') || open.len() > LONGEST {
                line(&mut self.log, open, self.shows);
                open.clear();
            }
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Log {
        for open in self.open.values().filter(|open| !open.is_empty()) {
            line(&mut self.log, open, self.shows);
        }
        self.log.finish()
    }
}

fn line(log: &mut LogReader, text: &str, shows: bool) {
    let text = text.trim_end_matches(['\r', '\n']);
    if shows {
        terminal::complain(text);
    }
    log.feed(text);
    log.feed("\n");
}
