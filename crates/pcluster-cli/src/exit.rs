//! Exit codes: 0 clean, 1 findings, 2 could not do it.

use std::process::ExitCode;

use crate::terminal;

/// What a command found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is wrong.
    Clean,
    /// Something is wrong with what was checked.
    Findings,
    /// Some of the work could not be done; the reasons have been printed.
    Incomplete,
}

/// The exit code of an outcome; an error is printed.
pub(crate) fn code(outcome: anyhow::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(error) => {
            // Whoever reads the output has seen enough.
            if terminal::is_broken_pipe(&error) {
                return ExitCode::SUCCESS;
            }
            terminal::complain(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
