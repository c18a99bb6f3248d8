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
    /// A job was followed to its end, and this is its own exit code.
    #[cfg(feature = "aws")]
    Job(u8),
}

/// An error with what to do about it.
#[cfg(feature = "aws")]
#[derive(Debug)]
pub(crate) struct Explained {
    /// The error.
    pub(crate) error: anyhow::Error,
    /// What to do about it, where that is known.
    pub(crate) help: Option<String>,
}

#[cfg(feature = "aws")]
impl std::fmt::Display for Explained {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#}", self.error)
    }
}

#[cfg(feature = "aws")]
impl std::error::Error for Explained {}

/// What to do about an error, where that is known.
pub(crate) fn help(error: &anyhow::Error) -> Option<&str> {
    #[cfg(feature = "aws")]
    return error.downcast_ref::<Explained>()?.help.as_deref();
    #[cfg(not(feature = "aws"))]
    return error.downcast_ref::<std::convert::Infallible>().map(|never| match *never {});
}

/// An error as it may be shown: what looks like a credential is taken out, whatever it came from.
pub(crate) fn shown(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    #[cfg(feature = "aws")]
    let text = pcluster_infra::redacted(&text);
    text
}

/// The exit code of an outcome; an error is printed.
pub(crate) fn code(outcome: anyhow::Result<Outcome>) -> ExitCode {
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        #[cfg(feature = "aws")]
        Ok(Outcome::Job(code)) => ExitCode::from(code),
        Err(error) => {
            // Whoever reads the output has seen enough.
            if terminal::is_broken_pipe(&error) {
                return ExitCode::SUCCESS;
            }
            terminal::complain(&format!("error: {}", shown(&error)));
            if let Some(help) = help(&error) {
                terminal::complain(&format!("  = help: {help}"));
            }
            ExitCode::from(2)
        }
    }
}
