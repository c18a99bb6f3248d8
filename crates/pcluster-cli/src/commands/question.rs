//! Questions.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::anyhow;

use crate::commands::json_lines;
use crate::exit::{Explained, Outcome};
use crate::terminal;

/// Whether somebody is there who can answer.
pub(crate) fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// What is said, and how a command ends, when the answer was no.
pub(crate) fn declined(json: bool) -> anyhow::Result<Outcome> {
    const SAID: &str = "nothing was done";
    terminal::complain(SAID);
    if json {
        json_lines::print_stopped(SAID)?;
    }
    Ok(Outcome::Incomplete)
}

/// Whether something is to be done: asks on a terminal. Without one, `yes` has to be given.
pub(crate) async fn agreed(question: &str, yes: bool) -> anyhow::Result<bool> {
    if yes {
        return Ok(true);
    }
    if !is_attended() {
        return Err(anyhow::Error::new(Explained {
            error: anyhow!("there is no terminal to ask on: {question}"),
            help: Some("read what is shown above, and add `--yes` to have it done".to_owned()),
        }));
    }
    let _ = write!(io::stderr(), "{question} [y/N] ");
    // A thread of its own: nothing waits for it when the question is left unanswered.
    let (sender, answer) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let _ = io::stdin().lock().read_line(&mut line);
        let _ = sender.send(line);
    });
    let answer = tokio::select! {
        answer = answer => answer.unwrap_or_default(),
        _ = tokio::signal::ctrl_c() => {
            // The terminal has shown `^C` behind the question.
            let _ = writeln!(io::stderr());
            String::new()
        }
    };
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
