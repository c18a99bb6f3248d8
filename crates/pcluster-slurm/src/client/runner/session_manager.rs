//! Through Session Manager, with the AWS CLI and its plugin on this machine.
//!
//! `AWS-StartNonInteractiveCommand` and not Run Command: it answers as it goes instead of being asked again and again,
//! its output is not cut after 24,000 characters, it runs as the user of the sessions instead of root, needs no
//! permission beside the one for sessions, and no script is kept in the history of commands. What it lacks, standard
//! input, standard error and the exit code, is made here: everything is sent and comes back in Base64, between marks.

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use tokio::process::Command as Process;

use super::quote::{command_line, quote};
use super::ssh::last_line;
use super::{Answer, Command, NOT_SEEN, RunnerError, SLURM_BIN, process};

/// Bytes of a command that are sent: a parameter of a document has 65,535 characters at most.
const MOST_BYTES: usize = 48_000;

const OUTPUT: &str = "pclusterctl-output";
const ERRORS: &str = "pclusterctl-errors";
const ENDED: &str = "pclusterctl-ended";

/// An EC2 instance that is reached through Session Manager.
#[derive(Clone, Debug, Default)]
pub struct SessionManager {
    /// Its id, `i-...`.
    pub instance: String,
    /// The user that Slurm's commands are run as; by default the one of the sessions, `ssm-user`.
    pub user: Option<String>,
    /// The region; by default that of the environment or the profile.
    pub region: Option<String>,
    /// The profile of the AWS CLI.
    pub profile: Option<String>,
    /// Another program than the `aws` of the path.
    pub program: Option<std::path::PathBuf>,
}

impl SessionManager {
    pub(super) async fn run(&self, command: &Command) -> Result<Answer, RunnerError> {
        let carried = self.carried(command);
        if carried.len() > MOST_BYTES {
            return Err(RunnerError::TooLong { size: carried.len(), most: MOST_BYTES });
        }
        let mut aws = self.aws();
        aws.args(["ssm", "start-session", "--target", &self.instance]);
        aws.args(["--document-name", "AWS-StartNonInteractiveCommand", "--parameters"]);
        aws.arg(serde_json::json!({ "command": [carried] }).to_string());
        // Base64 has four characters for three bytes, and line breaks.
        let outer = Command { most: command.most / 2 * 3, input: Vec::new(), ..command.clone() };
        let said = process::run(aws, &outer).await?;
        let text = String::from_utf8_lossy(&said.output);
        let lost = || RunnerError::Lost {
            place: self.instance.clone(),
            message: last_line(if said.errors.trim().is_empty() { &text } else { &said.errors }, said.code),
        };
        let answer = between_marks(&text).ok_or_else(lost)?;
        if answer.code == 127 {
            let program = command.program().to_owned();
            let place = format!("on the path of {} or in {SLURM_BIN}", self.instance);
            return Err(RunnerError::NoProgram { program, place });
        }
        Ok(answer)
    }

    /// The AWS CLI with region and profile.
    pub(super) fn aws(&self) -> Process {
        let mut aws = self.program.as_ref().map_or_else(|| Process::new("aws"), Process::new);
        for (option, value) in [("--region", &self.region), ("--profile", &self.profile)] {
            if let Some(value) = value {
                aws.args([option, value]);
            }
        }
        aws
    }

    /// The command as it is sent: nothing in it means anything to a shell but the pipes.
    fn carried(&self, command: &Command) -> String {
        let mut script = format!(
            "PATH={SLURM_BIN}:$PATH; LC_ALL=C.UTF-8; export PATH LC_ALL; unset {}; d=$(mktemp -d) || exit 1; \
             trap 'rm -rf \"$d\"' EXIT; echo {} | base64 -d | {} > \"$d/output\" 2> \"$d/errors\"; code=$?; ",
            NOT_SEEN.join(" "),
            STANDARD.encode(&command.input),
            command_line(&command.words)
        );
        let _ = write!(
            script,
            "echo {OUTPUT}; base64 < \"$d/output\"; echo {ERRORS}; base64 < \"$d/errors\"; echo {ENDED} $code"
        );
        let script = match &self.user {
            Some(user) => format!("cd /; exec sudo -n -H -u {} sh -c {}", quote(user), quote(&script)),
            None => script,
        };
        format!("echo {} | base64 -d | sh", STANDARD.encode(script))
    }
}

/// What stands between the marks; `None` where one is missing.
fn between_marks(text: &str) -> Option<Answer> {
    let (_, rest) = text.split_once(OUTPUT)?;
    let (output, rest) = rest.split_once(ERRORS)?;
    let (errors, rest) = rest.split_once(ENDED)?;
    let code = rest.lines().next()?.trim().parse().ok()?;
    Some(Answer {
        code,
        output: decoded(output)?,
        errors: String::from_utf8_lossy(&decoded(errors)?).into_owned(),
        cut: false,
    })
}

fn decoded(text: &str) -> Option<Vec<u8>> {
    let text: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(text).ok()
}
