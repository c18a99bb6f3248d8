//! Standard output and standard error.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Whether a stream gets colours.
pub(crate) fn use_color(choice: ColorChoice, stream: &impl IsTerminal) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let unset = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
            unset && !dumb && stream.is_terminal()
        }
    }
}

/// Whether lines on standard error can be drawn again, as progress bars do.
#[cfg(feature = "aws")]
pub(crate) fn redraws() -> bool {
    io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

/// The width of the terminal in columns, or a width that reads well where there is none.
pub(crate) fn width() -> usize {
    const WITHOUT_TERMINAL: usize = 120;
    const NARROWEST: usize = 40;
    terminal_width().map_or(WITHOUT_TERMINAL, |width| width.max(NARROWEST))
}

/// The width of the terminal in columns, if standard output is one.
pub(crate) fn terminal_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}

/// The width of the terminal that progress is shown on, if standard error is one.
#[cfg(feature = "aws")]
pub(crate) fn progress_width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0))
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a line to standard error. There is nowhere to report a failure of that.
pub(crate) fn complain(line: &str) {
    let clean: String = line
        .chars()
        .map(|character| if character.is_control() && character != '\n' { ' ' } else { character })
        .collect();
    let _ = writeln!(io::stderr().lock(), "{clean}");
}

/// Writes a text to standard error as it is.
pub(crate) fn complain_whole(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether an error is that nobody reads the output any more.
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
