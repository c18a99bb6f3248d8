//! A program on this machine, with what it says in bounded memory and time.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::Command as Process;

use super::{Answer, Command, Local, RunnerError, SLURM_BIN};

/// Bytes of standard error that are kept.
const MOST_ERRORS: usize = 64 << 10;

/// How long the pipes of a program that has ended are still read: a program that it left behind may hold them open.
const AFTER_END: Duration = Duration::from_millis(500);

/// Runs one of Slurm's commands here.
pub(super) async fn local(local: &Local, command: &Command) -> Result<Answer, RunnerError> {
    let program = command.program();
    match run(slurm_process(local, program, command), command).await {
        Err(RunnerError::NoProgram { program, .. }) => {
            let installed = format!("{SLURM_BIN}/{program}");
            match run(slurm_process(local, &installed, command), command).await {
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

/// Formats of times and states that users may have set for themselves would not be understood.
fn as_slurm_is_read(process: &mut Process) {
    for name in [
        "SLURM_TIME_FORMAT",
        "SQUEUE_FORMAT",
        "SQUEUE_FORMAT2",
        "SQUEUE_STATES",
        "SINFO_FORMAT",
        "SACCT_FORMAT",
    ] {
        process.env_remove(name);
    }
    process.env("LC_ALL", "C.UTF-8");
}

/// Runs a program with the input, within the limits of a command.
pub(super) async fn run(mut process: Process, command: &Command) -> Result<Answer, RunnerError> {
    let failed = |source: io::Error| RunnerError::Io { program: command.program().to_owned(), source };
    process.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
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
        let (output, errors) =
            (collect(output, command.most, &mut collected.0), collect(errors, MOST_ERRORS, &mut collected.1));
        let pipes = async { tokio::join!(write, output, errors) };
        tokio::pin!(pipes);
        let (status, cut) = tokio::select! {
            // All of the output is there, or as much of it as is wanted.
            ((), cut, _) = &mut pipes => {
                if cut {
                    let _ = child.start_kill();
                }
                (child.wait().await, cut)
            }
            status = child.wait() => {
                let rest = tokio::time::timeout(AFTER_END, &mut pipes).await;
                (status, rest.is_ok_and(|((), cut, _)| cut))
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

fn code(status: std::process::ExitStatus) -> i32 {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return 128 + signal;
    }
    status.code().unwrap_or(-1)
}
