//! Reading what nccl-tests and NCCL print.

mod debug;
mod failure;
mod guess;
mod header;
mod lines;
mod network;
mod reader;
mod run;
mod table;
mod text;

use std::io::{self, BufRead};

pub use failure::{Failure, FailureKind};
pub use network::Network;
pub use run::{Devices, Measure, Parameters, Row, Run};

use lines::Lines;
use reader::Reader;

/// What a log holds.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Log {
    /// The runs, in their order. What a job prints before or without a run is one of its own, without rows.
    pub runs: Vec<Run>,
    /// Runs that were too many to keep.
    pub runs_left_out: u64,
    /// How many lines were read.
    pub lines: u64,
    /// How many bytes were read.
    pub bytes: u64,
}

impl Log {
    /// Reads a log to its end, in bounded memory however large it is.
    ///
    /// Nothing in a log is an error: what is not understood is passed over. Only reading itself can fail.
    pub fn read(source: impl BufRead) -> io::Result<Self> {
        let mut lines = Lines::new(source);
        let mut reader = Reader::default();
        let mut bytes = 0;
        while let Some((line, taken)) = lines.next()? {
            bytes += taken;
            reader.take(&line);
        }
        let (runs, runs_left_out, lines) = reader.finish();
        Ok(Self { runs, runs_left_out, lines, bytes })
    }

    /// Whether the log tells of a test at all: a run with a head, rows, or something that failed.
    pub fn tells_of_a_test(&self) -> bool {
        self.runs
            .iter()
            .any(|run| run.parameters.is_some() || !run.rows.is_empty() || run.tests_version.is_some())
    }
}

/// Reads a log while it is written: text comes in parts that begin and end anywhere.
#[derive(Debug, Default)]
pub struct LogReader {
    reader: Reader,
    /// The beginning of a line whose end is not there yet.
    line: String,
    bytes: u64,
}

impl LogReader {
    /// Nothing has been read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in more text.
    pub fn feed(&mut self, text: &str) {
        self.bytes += text.len() as u64;
        for part in text.split_inclusive('\n') {
            let room = lines::LONGEST.saturating_sub(self.line.len());
            let end = (0..=room.min(part.len())).rev().find(|end| part.is_char_boundary(*end));
            self.line.push_str(&part[..end.unwrap_or_default()]);
            if part.ends_with('\n') {
                self.reader.take(self.line.trim_end_matches(['\r', '\n']));
                self.line.clear();
            }
        }
    }

    /// What was read. A last line without an end counts.
    pub fn finish(mut self) -> Log {
        if !self.line.is_empty() {
            self.reader.take(self.line.trim_end_matches('\r'));
        }
        let (runs, runs_left_out, lines) = self.reader.finish();
        Log { runs, runs_left_out, lines, bytes: self.bytes }
    }
}
