//! Over SSH, with the `ssh` of this machine: its keys, agents, hosts and jump hosts are those that people have.

use std::path::PathBuf;

use tokio::process::Command as Process;

use super::quote::{command_line, quote};
use super::{Answer, Command, NOT_SEEN, RunnerError, SLURM_BIN, process};

/// The line on standard error that tells the exit code. `ssh` itself ends with 255 for a connection that is lost, as
/// some of Slurm's commands do for an option they do not know: without this line the answer is not whole.
const ENDED: &str = "pclusterctl-ended ";

/// A machine that is reached over SSH. Nobody is asked for anything: keys and known hosts have to be there.
#[derive(Clone, Debug, Default)]
pub struct Ssh {
    /// Its name or address, or one of the SSH configuration.
    pub host: String,
    /// The user there; by default that of the SSH configuration.
    pub user: Option<String>,
    /// The port; by default that of the SSH configuration.
    pub port: Option<u16>,
    /// A file with a private key.
    pub identity: Option<PathBuf>,
    /// Another configuration than that of the user.
    pub configuration: Option<PathBuf>,
    /// A directory for the socket of a connection that many commands share, which only the user may enter; without one,
    /// each command connects anew.
    pub control_directory: Option<PathBuf>,
}

impl Ssh {
    pub(super) async fn run(&self, command: &Command) -> Result<Answer, RunnerError> {
        let mut answer = process::run(self.process(&remote_script(command)), command).await?;
        let place = self.host.clone();
        if answer.cut {
            return Ok(answer);
        }
        match take_code(&mut answer.errors) {
            Some(127) => Err(RunnerError::NoProgram {
                program: command.program().to_owned(),
                place: format!("on the path of {place} or in {SLURM_BIN}"),
            }),
            Some(code) => Ok(Answer { code, ..answer }),
            None => Err(RunnerError::Lost { place, message: last_line(&answer.errors, answer.code) }),
        }
    }

    /// Ends the shared connection, if there is one.
    pub async fn close(&self) {
        if self.control_directory.is_some() {
            let mut ssh = Process::new("ssh");
            ssh.args(self.options()).args(["-O", "exit", "--", &self.host]);
            let command = Command { limit: std::time::Duration::from_secs(5), ..Command::new(["ssh"]) };
            let _ = process::run(ssh, &command).await;
        }
    }

    fn process(&self, script: &str) -> Process {
        let mut ssh = Process::new("ssh");
        ssh.args(self.options()).arg("--").arg(&self.host).arg(format!("sh -c {}", quote(script)));
        ssh
    }

    fn options(&self) -> Vec<String> {
        // Nothing is asked; a connection that is dead is noticed within a minute.
        let mut options: Vec<String> = ["-T", "-x", "-a"].map(str::to_owned).into();
        let mut set = |option: String| options.extend(["-o".to_owned(), option]);
        set("BatchMode=yes".to_owned());
        set("ConnectTimeout=20".to_owned());
        set("ServerAliveInterval=15".to_owned());
        set("ServerAliveCountMax=3".to_owned());
        if let Some(directory) = &self.control_directory {
            set("ControlMaster=auto".to_owned());
            set(format!("ControlPath={}/%C", directory.display()));
            set("ControlPersist=60".to_owned());
        }
        if let Some(file) = &self.configuration {
            options.extend(["-F".to_owned(), file.display().to_string()]);
        }
        if let Some(user) = &self.user {
            options.extend(["-l".to_owned(), user.clone()]);
        }
        if let Some(port) = self.port {
            options.extend(["-p".to_owned(), port.to_string()]);
        }
        if let Some(identity) = &self.identity {
            options.extend(["-i".to_owned(), identity.display().to_string()]);
        }
        options
    }
}

/// What the shell of the other machine runs. What the command is to read is there as a whole before it is started: where
/// the connection breaks, half of a script is not submitted.
pub(super) fn remote_script(command: &Command) -> String {
    let line = command_line(&command.words);
    let line = match command.input.len() {
        0 => line,
        size => format!(
            "d=$(mktemp -d) || exit 1; trap 'rm -rf \"$d\"' EXIT; trap 'exit 1' HUP INT TERM; cat > \"$d/input\"; \
             if [ \"$(wc -c < \"$d/input\")\" -eq {size} ]; then {line} < \"$d/input\"; \
             else echo 'the connection was lost' >&2; exit 1; fi"
        ),
    };
    format!(
        "PATH={SLURM_BIN}:$PATH; LC_ALL=C.UTF-8; export PATH LC_ALL; unset {}; {line}; echo \"{ENDED}$?\" >&2",
        NOT_SEEN.join(" "),
    )
}

/// Takes the exit code out of standard error.
fn take_code(errors: &mut String) -> Option<i32> {
    let start = errors.rfind(ENDED)?;
    let code = errors[start + ENDED.len()..].lines().next()?.trim().parse().ok()?;
    errors.truncate(start);
    Some(code)
}

/// The last thing that was said.
pub(super) fn last_line(errors: &str, code: i32) -> String {
    let line = errors.lines().map(str::trim).rfind(|line| !line.is_empty());
    line.map_or_else(|| format!("exit code {code}"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command as Process, Stdio};

    use super::{Command, ENDED, remote_script};

    fn said(command: &Command, sent: &[u8]) -> (String, String) {
        let mut child = Process::new("sh")
            .args(["-c", &remote_script(command)])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("a shell");
        child.stdin.take().expect("a pipe").write_all(sent).expect("to send");
        let output = child.wait_with_output().expect("an answer");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    }

    #[test]
    fn half_of_an_input_starts_nothing() {
        let script = "#!/bin/bash\necho 'it''s' whole\n".repeat(5000);
        let command = Command::new(["cat"]).with_input(script.as_bytes());
        assert_eq!(said(&command, script.as_bytes()), (script.clone(), format!("{ENDED}0\n")));
        for cut in [0, 1, 100, script.len() - 1] {
            let (output, errors) = said(&command, &script.as_bytes()[..cut]);
            assert_eq!((output.as_str(), errors.contains(ENDED)), ("", false), "{cut}");
        }
    }
}
