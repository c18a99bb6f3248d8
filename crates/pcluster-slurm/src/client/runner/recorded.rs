//! Answers that were written down before.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Answer, Command, RunnerError};

/// What commands answer, in order: the first answer whose words are the first words of a command is used up by it, but
/// the last one of its kind stays.
#[derive(Clone, Debug, Default)]
pub struct Recorded {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    answers: Vec<(Vec<String>, Result<Answer, String>)>,
    commands: Vec<Command>,
}

impl Recorded {
    /// No answers yet: everything is lost.
    pub fn new() -> Self {
        Self::default()
    }

    /// A command that begins with these words, in one text, answers this.
    #[must_use]
    pub fn answers(self, words: &str, code: i32, output: &str, errors: &str) -> Self {
        let answer = Answer { code, output: output.into(), errors: errors.to_owned(), cut: false };
        self.with(words, Ok(answer))
    }

    /// The connection is lost while a command that begins with these words runs.
    #[must_use]
    pub fn loses(self, words: &str, message: &str) -> Self {
        self.with(words, Err(message.to_owned()))
    }

    /// The commands that were run so far.
    pub fn commands(&self) -> Vec<Command> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).commands.clone()
    }

    fn with(self, words: &str, answer: Result<Answer, String>) -> Self {
        let words = words.split_whitespace().map(str::to_owned).collect();
        self.state.lock().unwrap_or_else(PoisonError::into_inner).answers.push((words, answer));
        self
    }

    pub(super) fn run(&self, command: &Command) -> Result<Answer, RunnerError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.commands.push(command.clone());
        let lost =
            |message: &str| RunnerError::Lost { place: "a record".to_owned(), message: message.to_owned() };
        let fits = |words: &[String]| command.words.starts_with(words);
        let Some(first) = state.answers.iter().position(|(words, _)| fits(words)) else {
            return Err(lost(&format!("nothing is recorded for `{}`", command.words.join(" "))));
        };
        let more = state.answers[first + 1..].iter().any(|(words, _)| *words == state.answers[first].0);
        let answer = if more { state.answers.remove(first).1 } else { state.answers[first].1.clone() };
        answer.map_err(|message| lost(&message))
    }
}
