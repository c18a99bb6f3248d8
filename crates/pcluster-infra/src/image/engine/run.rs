//! Running an engine and looking at what it says.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::Command;
use tokio::sync::mpsc;

use super::{Engine, EngineKind, Trouble};
use crate::operation::{Cancelled, Emitter};

/// How many of its last lines tell why an engine failed.
const LAST_LINES: usize = 60;
/// The longest line that is kept whole, in bytes.
const LONGEST_LINE: usize = 16 * 1024;

/// Where an engine shows how far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// As lines, which become events.
    #[default]
    Lines,
    /// On the terminal that standard error of this process is, with the bars that it draws there itself.
    Terminal,
}

/// Where an engine wrote a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stream {
    /// Its standard output.
    Stdout,
    /// Its standard error.
    Stderr,
}

/// A line that an engine wrote.
#[derive(Clone, Debug)]
pub(in crate::image) struct Line {
    pub(in crate::image) stream: Stream,
    pub(in crate::image) text: String,
}

/// An engine failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EngineRunError {
    /// It could not be started.
    #[error("{program} cannot be started: {error}")]
    Start {
        /// Its program.
        program: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It ended with a failure.
    #[error("{kind} failed: {said}")]
    Failed {
        /// The engine.
        kind: EngineKind,
        /// Its last words, or how it ended where it said nothing that was seen.
        said: String,
        /// What that means.
        trouble: Trouble,
    },
    /// It was told to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

/// Runs an engine to its end; `event` says what a line that it writes becomes.
pub(in crate::image) async fn run<E: Send>(
    engine: &Engine,
    arguments: &[OsString],
    environment: &[(OsString, OsString)],
    progress: Progress,
    emitter: &Emitter<E>,
    event: fn(Line) -> E,
) -> Result<(), EngineRunError> {
    let mut command = Command::new(&engine.program);
    command.args(arguments).envs(environment.iter().map(|(name, value)| (name, value)));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    if progress == Progress::Terminal {
        // Docker draws its bars of a push on standard output, all others draw theirs on standard error.
        command.stdout(std::io::stderr());
        if !(engine.kind == EngineKind::Docker && arguments.iter().any(|argument| argument == "push")) {
            command.stderr(Stdio::inherit());
        }
    }
    let mut child =
        command.spawn().map_err(|error| EngineRunError::Start { program: engine.program.clone(), error })?;
    let (sender, mut receiver) = mpsc::channel(64);
    if let Some(output) = child.stdout.take() {
        tokio::spawn(read_lines(output, Stream::Stdout, sender.clone()));
    }
    if let Some(errors) = child.stderr.take() {
        tokio::spawn(read_lines(errors, Stream::Stderr, sender.clone()));
    }
    drop(sender);

    let mut last = VecDeque::new();
    loop {
        tokio::select! {
            () = emitter.cancellation().cancelled() => {
                // Dropping the child kills it.
                return Err(Cancelled.into());
            }
            line = receiver.recv() => match line {
                Some(line) => {
                    if last.len() == LAST_LINES {
                        last.pop_front();
                    }
                    last.push_back(line.text.clone());
                    emitter.emit(event(line)).await;
                }
                None => break,
            },
        }
    }
    let status = child
        .wait()
        .await
        .map_err(|error| EngineRunError::Start { program: engine.program.clone(), error })?;
    if status.success() { Ok(()) } else { Err(failed(engine.kind, last.make_contiguous(), status)) }
}

/// Reads lines until the end. What a bar draws over itself with a carriage return is a line each time.
async fn read_lines(mut input: impl AsyncRead + Unpin, stream: Stream, lines: mpsc::Sender<Line>) {
    let mut buffer = vec![0; 8 * 1024];
    let mut line = Vec::new();
    loop {
        let count = input.read(&mut buffer).await.unwrap_or(0);
        for &byte in buffer.iter().take(count) {
            let ends = byte == b'\n' || byte == b'\r';
            if !ends {
                line.push(byte);
            }
            if (ends && !line.is_empty()) || line.len() >= LONGEST_LINE {
                let text = String::from_utf8_lossy(&line).trim_end().to_owned();
                line.clear();
                if !text.is_empty() && lines.send(Line { stream, text }).await.is_err() {
                    return;
                }
            }
        }
        if count == 0 {
            break;
        }
    }
    let text = String::from_utf8_lossy(&line).trim_end().to_owned();
    if !text.is_empty() {
        let _ = lines.send(Line { stream, text }).await;
    }
}

fn failed(kind: EngineKind, last: &[String], status: ExitStatus) -> EngineRunError {
    let trouble = Trouble::of(last);
    let said = trouble.line(last).map_or_else(|| format!("it ended with {status}"), str::to_owned);
    EngineRunError::Failed { kind, said, trouble }
}
