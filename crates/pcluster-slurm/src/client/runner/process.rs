//! A program on this machine, with what it says in bounded memory and time.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::Command as Process;

use super::{Answer, Command, Local, NOT_SEEN, RunnerError, SLURM_BIN};

/// Bytes of standard error that are kept at least: those that came last.
const MOST_ERRORS: usize = 64 << 10;

/// How long the pipes of a program that has ended are still read: a program that it left behind may hold them open.
const AFTER_END: Duration = Duration::from_millis(500);

/// Runs one of Slurm's commands here.
pub(super) async fn local(local: &Local, command: &Command) -> Result<Answer, RunnerError> {
    let program = command.program();
    let input = Input::whole(command)?;
    match run_with(slurm_process(local, program, command), command, input.again()?).await {
        Err(RunnerError::NoProgram { program, .. }) => {
            let installed = format!("{SLURM_BIN}/{program}");
            match run_with(slurm_process(local, &installed, command), command, input.again()?).await {
                Err(RunnerError::NoProgram { .. }) => Err(RunnerError::NoProgram {
                    program,
                    place: format!("on the path of this machine or in {SLURM_BIN}"),
                }),
                other => other,
            }
        }
        other => other,
    }
}

fn slurm_process(local: &Local, program: &str, command: &Command) -> Process {
    let mut process = Process::new(program);
    process.args(command.words.iter().skip(1));
    as_slurm_is_read(&mut process);
    if let Some(file) = &local.configuration {
        process.env("SLURM_CONF", file);
    }
    process
}

/// What users may have set for themselves would change what is said.
fn as_slurm_is_read(process: &mut Process) {
    for name in NOT_SEEN {
        process.env_remove(name);
    }
    process.env("LC_ALL", "C.UTF-8");
}

/// What a program reads.
enum Input {
    /// Through a pipe, which ends early where this program is killed.
    Pipe,
    /// From a file without a name, which has all of it from the beginning: half of a script is never submitted.
    File(File),
}

impl Input {
    fn whole(command: &Command) -> Result<Self, RunnerError> {
        if command.input.is_empty() {
            return Ok(Self::Pipe);
        }
        let write = || {
            let mut file = tempfile::tempfile()?;
            file.write_all(&command.input)?;
            Ok(Self::File(file))
        };
        write().map_err(|source| RunnerError::Io { program: command.program().to_owned(), source })
    }

    /// The same once more, from its beginning.
    fn again(&self) -> Result<Self, RunnerError> {
        let Self::File(file) = self else { return Ok(Self::Pipe) };
        let again = || {
            let mut file = file.try_clone()?;
            file.rewind()?;
            Ok(Self::File(file))
        };
        again().map_err(|source| RunnerError::Io { program: "sbatch".to_owned(), source })
    }
}

/// Runs a program with the input, within the limits of a command.
pub(super) async fn run(process: Process, command: &Command) -> Result<Answer, RunnerError> {
    run_with(process, command, Input::Pipe).await
}

async fn run_with(mut process: Process, command: &Command, input: Input) -> Result<Answer, RunnerError> {
    let failed = |source: io::Error| RunnerError::Io { program: command.program().to_owned(), source };
    let stdin = match input {
        Input::Pipe => Stdio::piped(),
        Input::File(file) => Stdio::from(file),
    };
    process.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    // Ctrl-C in the terminal is for this program, which decides what becomes of the others.
    #[cfg(unix)]
    process.process_group(0);
    let program = process.as_std().get_program().to_string_lossy().into_owned();
    let mut child = match process.spawn() {
        Ok(child) => child,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(RunnerError::NoProgram { program, place: "on the path of this machine".to_owned() });
        }
        Err(error) => return Err(failed(error)),
    };
    let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let write = async {
        if let Some(mut input) = input {
            // A program that does not want to read is not wrong.
            let _ = input.write_all(&command.input).await;
        }
    };
    let mut collected = (Vec::new(), Vec::new());
    let work = async {
        let (output, errors) = (
            collect(output, command.most, &mut collected.0),
            collect_last(errors, MOST_ERRORS, &mut collected.1),
        );
        let pipes = async { tokio::join!(write, output, errors) };
        tokio::pin!(pipes);
        let (status, cut) = tokio::select! {
            // All of the output is there, or as much of it as is wanted.
            ((), cut, ()) = &mut pipes => {
                if cut {
                    let _ = child.start_kill();
                }
                (child.wait().await, cut)
            }
            status = child.wait() => {
                let rest = tokio::time::timeout(AFTER_END, &mut pipes).await;
                (status, rest.is_ok_and(|((), cut, ())| cut))
            }
        };
        status.map(|status| (code(status), cut))
    };
    let ended = tokio::time::timeout(command.limit, work).await;
    match ended {
        Ok(Ok((code, cut))) => Ok(Answer {
            code,
            output: collected.0,
            errors: String::from_utf8_lossy(&collected.1).into_owned(),
            cut,
        }),
        Ok(Err(error)) => Err(failed(error)),
        Err(_) => Err(RunnerError::TimedOut { program: command.program().to_owned(), limit: command.limit }),
    }
}

/// Reads until the end or the limit, and tells whether there was more.
async fn collect(pipe: Option<impl AsyncRead + Unpin>, most: usize, into: &mut Vec<u8>) -> bool {
    let Some(pipe) = pipe else { return false };
    let mut limited = pipe.take(u64::try_from(most).unwrap_or(u64::MAX));
    let _ = limited.read_to_end(into).await;
    let mut pipe = limited.into_inner();
    into.len() >= most && pipe.read(&mut [0]).await.is_ok_and(|bytes| bytes > 0)
}

/// Reads until the end and keeps what came last, where a program says why it failed.
async fn collect_last(pipe: Option<impl AsyncRead + Unpin>, most: usize, into: &mut Vec<u8>) {
    let Some(mut pipe) = pipe else { return };
    let mut chunk = vec![0; 8 << 10];
    while let Ok(bytes @ 1..) = pipe.read(&mut chunk).await {
        into.extend_from_slice(&chunk[..bytes]);
        if into.len() > 2 * most {
            into.drain(..into.len() - most);
        }
    }
}

fn code(status: std::process::ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + signal;
    }
    status.code().unwrap_or(-1)
}
