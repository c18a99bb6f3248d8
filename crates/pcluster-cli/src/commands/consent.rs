//! Questions that are asked before something is done.

use std::io::{self, BufRead, IsTerminal};

use crate::exit::Explained;
use crate::terminal;

/// Whether to go on: `yes` says so beforehand; else it is asked for on a terminal. Without one nobody can agree, which
/// is an error.
pub(crate) fn ask(question: &str, yes: bool) -> anyhow::Result<bool> {
    if yes {
        return Ok(true);
    }
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Err(anyhow::Error::new(Explained {
            error: anyhow::anyhow!("this has to be agreed to: {question}"),
            help: Some("`--yes` agrees; nothing has been changed".to_owned()),
        }));
    }
    terminal::complain_whole(&format!("{question} [y/N] "));
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes"))
}
