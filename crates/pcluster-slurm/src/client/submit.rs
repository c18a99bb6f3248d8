//! Submitting a job, once.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::Duration;

use pcluster_operation::{Emitter, Operation};
use serde::Serialize;

use super::{Command, Job, JobId, Slurm, SlurmError, Whose};

/// In front of the token in the comment of a job.
const MARK: &str = "pclusterctl:";

/// In front of the token of a job that is to be there once.
const ONCE: &str = "pclusterctl:once-";

/// How often it is tried where the controller does not answer, with pauses that grow up to half a minute: six minutes,
/// which a head node needs to be rebooted.
const TRIES: u32 = 16;

/// How a job is submitted.
#[derive(Clone, Debug, Default)]
pub struct SubmitOptions {
    /// The script. It is sent through standard input: nothing is written where Slurm is.
    pub script: Vec<u8>,
    /// Options of `sbatch`, which win over those in the script.
    pub options: Vec<String>,
    /// Arguments of the script.
    pub arguments: Vec<String>,
    /// Whether the same job, submitted like this by the same user, is taken where it waits or runs: whoever was killed can
    /// be run again. The same job has the same script, options and arguments.
    pub once: bool,
}

/// What happens while a job is submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SubmitEvent {
    /// The controller does not answer; it is tried again.
    Away {
        /// What it says.
        message: String,
        /// Which try comes next.
        attempt: u32,
    },
    /// The answer was lost; Slurm is asked whether it has the job.
    AnswerLost {
        /// Why.
        message: String,
    },
    /// Slurm has the job: the answer was lost, or it is to be there only once.
    Found {
        /// The job.
        id: u32,
    },
}

/// A job that is in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Submitted {
    /// Its number.
    pub id: u32,
    /// The cluster, where several work together.
    pub cluster: Option<String>,
    /// What sbatch said beside it.
    pub warnings: Vec<String>,
}

/// Submits a job. A comment tells it from others: where the answer of sbatch is lost, Slurm is asked for it before it is
/// submitted again. Fails with what sbatch says against it.
pub fn submit(slurm: &Slurm, options: SubmitOptions) -> Operation<SubmitEvent, Submitted, SlurmError> {
    let slurm = slurm.clone();
    Operation::start(move |emitter| async move {
        if options.once {
            once(&slurm, &options, &emitter).await
        } else {
            work(&slurm, &options, &emitter, &token()).await
        }
    })
}

/// Submits a job unless it is there.
async fn once(
    slurm: &Slurm,
    options: &SubmitOptions,
    emitter: &Emitter<SubmitEvent>,
) -> Result<Submitted, SlurmError> {
    let token = token_of(options);
    if let Some(id) = find(slurm, &token).await? {
        emitter.emit(SubmitEvent::Found { id }).await;
        return Ok(Submitted { id, cluster: None, warnings: Vec::new() });
    }
    let submitted = work(slurm, options, emitter, &token).await?;
    // Somebody else may have looked for it at the same time: the first of them stays.
    let first = find(slurm, &token).await.ok().flatten().filter(|first| *first < submitted.id);
    let Some(id) = first else { return Ok(submitted) };
    slurm.cancel(&[JobId::from(submitted.id)]).await?;
    emitter.emit(SubmitEvent::Found { id }).await;
    Ok(Submitted { id, ..submitted })
}

async fn work(
    slurm: &Slurm,
    options: &SubmitOptions,
    emitter: &Emitter<SubmitEvent>,
    token: &str,
) -> Result<Submitted, SlurmError> {
    let command = command(options, token);
    let mut lost = false;
    for attempt in 1.. {
        emitter.check()?;
        let error = match attempt_once(slurm, &command, lost.then_some(token), emitter).await {
            Ok(submitted) => return Ok(submitted),
            Err(error) => error,
        };
        lost |= may_have_run(&error);
        let message = error.to_string();
        if lost && (attempt >= TRIES || emitter.check().is_err()) && (error.passes() || may_have_run(&error))
        {
            return Err(SlurmError::MayBeSubmitted { message, token: token.to_owned() });
        }
        if !error.passes() || attempt >= TRIES {
            return Err(error);
        }
        emitter
            .emit(if lost {
                SubmitEvent::AnswerLost { message: message.clone() }
            } else {
                SubmitEvent::Away { message: message.clone(), attempt: attempt + 1 }
            })
            .await;
        let pause = Duration::from_secs(2_u64.saturating_mul(u64::from(attempt)).min(30));
        if let Err(cancelled) = emitter.sleep(pause).await {
            let token = token.to_owned();
            return Err(if lost { SlurmError::MayBeSubmitted { message, token } } else { cancelled.into() });
        }
    }
    unreachable!("the loop ends with its last try")
}

/// Submits it, but first looks for it where the answer of an earlier try was lost.
async fn attempt_once(
    slurm: &Slurm,
    command: &Command,
    lost: Option<&str>,
    emitter: &Emitter<SubmitEvent>,
) -> Result<Submitted, SlurmError> {
    if let Some(token) = lost
        && let Some(id) = find(slurm, token).await?
    {
        emitter.emit(SubmitEvent::Found { id }).await;
        return Ok(Submitted { id, cluster: None, warnings: Vec::new() });
    }
    let answer = slurm.ask(command.clone()).await?;
    submitted(&answer.output, &answer.errors).ok_or_else(|| SlurmError::Refused {
        program: "sbatch".to_owned(),
        message: super::slurm::said(&answer),
    })
}

/// Whether the job may be in the queue although an error was seen.
fn may_have_run(error: &SlurmError) -> bool {
    match error {
        SlurmError::Runner(error) => error.may_have_run(),
        // A connection that was refused was never made; all else can be the answer that got lost.
        SlurmError::Away(message) => {
            !message.contains("Connection refused") && !message.contains("connect failure")
        }
        _ => false,
    }
}

/// The first job of the user with the token, if Slurm has it. That of a job that is to be there once is the same every
/// time, so that those that have ended are others.
async fn find(slurm: &Slurm, token: &str) -> Result<Option<u32>, SlurmError> {
    let repeats = token.starts_with(ONCE);
    let jobs = slurm.jobs(if repeats { Whose::Mine } else { Whose::All }).await?;
    let has = |job: &&Job| {
        job.comment.split_whitespace().next_back() == Some(token) && !(repeats && job.state.is_final())
    };
    let number = |job: &Job| {
        job.array.as_ref().map(|array| array.job).or(job.het.map(|het| het.job)).unwrap_or(job.number)
    };
    Ok(jobs.iter().filter(has).map(number).min())
}

fn command(options: &SubmitOptions, token: &str) -> Command {
    let mut words = vec!["sbatch".to_owned(), "--parsable".to_owned()];
    words.extend(options.options.iter().cloned());
    let own = comment_of(options);
    let comment = if own.is_empty() { token.to_owned() } else { format!("{own} {token}") };
    words.push(format!("--comment={comment}"));
    if !options.arguments.is_empty() {
        // The script comes from standard input, and its arguments after what stands for it.
        words.push("/dev/stdin".to_owned());
        words.extend(options.arguments.iter().cloned());
    }
    Command::new(words).with_input(options.script.clone())
}

/// The comment that the job has of its own, which is not to be lost.
fn comment_of(options: &SubmitOptions) -> String {
    let text = String::from_utf8_lossy(&options.script);
    let given = options.options.iter().map(String::as_str);
    let directives = text.lines().filter_map(|line| line.strip_prefix("#SBATCH")).map(str::trim);
    let comments = directives.chain(given).filter_map(|words| words.strip_prefix("--comment"));
    let last = comments.fold("", |_, comment| comment).trim_start_matches(['=', ' ']);
    last.trim_matches(['"', '\'']).to_owned()
}

/// What `sbatch --parsable` says: `ID` or `ID;CLUSTER`, perhaps after lines of a plugin.
fn submitted(output: &[u8], errors: &str) -> Option<Submitted> {
    let text = String::from_utf8_lossy(output);
    let line = text.lines().map(str::trim).rfind(|line| !line.is_empty())?;
    let (id, cluster) =
        line.split_once(';').map_or((line, None), |(id, cluster)| (id, Some(cluster.to_owned())));
    let warnings = errors.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
    let id: JobId = id.parse().ok()?;
    Some(Submitted { id: id.job, cluster, warnings })
}

/// A text that no other job has in its comment.
fn token() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{MARK}{:016x}{:016x}", random(), random())
}

/// A text that the same job always has in its comment: FNV-1a with 128 bits, which stays the same in all releases. Only
/// jobs of the same user are looked at, so that nobody gains from another job with the same text.
fn token_of(options: &SubmitOptions) -> String {
    const BEGINNING: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let count = options.options.len().to_le_bytes();
    let words = options.options.iter().chain(&options.arguments).map(String::as_bytes);
    let parts = [options.script.as_slice(), &count].into_iter().chain(words);
    // The lengths tell where one part ends.
    let bytes = parts.flat_map(|part| part.len().to_le_bytes().into_iter().chain(part.iter().copied()));
    let hash = bytes.fold(BEGINNING, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{ONCE}{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::{SubmitOptions, comment_of, submitted, token_of};

    #[test]
    fn the_same_job_has_the_same_token() {
        let token = |script: &str, options: &[&str], arguments: &[&str]| {
            let [options, arguments] =
                [options, arguments].map(|words| words.iter().map(|&word| word.to_owned()).collect());
            token_of(&SubmitOptions { script: script.into(), options, arguments, once: true })
        };
        assert_eq!(token("a", &["b"], &["c"]), token("a", &["b"], &["c"]));
        let others = [
            token("a", &["b"], &["c"]),
            token("a", &["bc"], &[]),
            token("a", &["b", "c"], &[]),
            token("a", &[], &["b", "c"]),
            token("ab", &[], &["c"]),
        ];
        let different: std::collections::BTreeSet<_> = others.iter().collect();
        assert_eq!(different.len(), others.len());
    }

    #[test]
    fn answers_of_sbatch_are_read() {
        let id = |text: &str| submitted(text.as_bytes(), "").map(|job| (job.id, job.cluster));
        assert_eq!(id("12\n"), Some((12, None)));
        assert_eq!(id("hello from a plugin\n12;west\n"), Some((12, Some("west".into()))));
        assert_eq!(id(""), None);
        assert_eq!(id("Submitted batch job 12"), None);
    }

    #[test]
    fn a_comment_of_its_own_is_kept() {
        let comment = |script: &str, options: &[&str]| {
            let options = options.iter().map(|&word| word.to_owned()).collect();
            comment_of(&SubmitOptions { script: script.into(), options, ..SubmitOptions::default() })
        };
        assert_eq!(comment("#!/bin/sh\n#SBATCH --comment=\"a b\"\n", &[]), "a b");
        assert_eq!(comment("#!/bin/sh\n#SBATCH --comment x\n", &["--comment=y"]), "y");
        assert_eq!(comment("#!/bin/sh\n", &[]), "");
    }
}
