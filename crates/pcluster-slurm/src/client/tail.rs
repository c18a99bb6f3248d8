//! What a job has written, by and by, wherever its files are.

use serde::Serialize;

use super::{Command, Job, JobId, JobState, Slurm, SlurmError};

/// Bytes that are read at once.
const CHUNK: usize = 1 << 20;

/// Says inode, size and the offset that it reads from, in a line, and then what stands there: all of it where the file
/// is another one, or shorter, than it was. Ends with 3 where there is no file.
const READ: &str = r#"f=$1 i=$2 o=$3 m=$4
[ -f "$f" ] || exit 3
set -- $(stat -L -c '%i %s' -- "$f" 2>/dev/null)
[ $# = 2 ] || exit 3
if [ "$2" -lt "$o" ] || { [ "$i" != 0 ] && [ "$1" != "$i" ]; }; then o=0; fi
echo "$1 $2 $o"
tail -c +$((o + 1)) -- "$f" | head -c "$m""#;

/// One of the two ways in which a job writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stream {
    /// Standard output, and standard error where it goes to the same file.
    Stdout,
    /// Standard error in a file of its own.
    Stderr,
}

/// Something that a job wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Written {
    /// The job, or the part of it.
    pub id: JobId,
    /// Where it wrote.
    pub stream: Stream,
    /// What. It begins and ends anywhere, but never inside of a character.
    pub text: String,
    /// Whether the file began anew before this: it was replaced or made shorter.
    pub anew: bool,
}

/// A file that a job writes to, and how far it has been read.
#[derive(Clone, Debug)]
pub(super) struct Tail {
    id: JobId,
    stream: Stream,
    path: String,
    inode: u64,
    offset: u64,
    /// The beginning of a character whose end is not there yet.
    rest: Vec<u8>,
    /// Whether the file was ever there.
    pub(super) seen: bool,
}

impl Tail {
    /// The files of a job.
    pub(super) fn of_job(job: &Job) -> Vec<Self> {
        let tail = |stream, path: &str| Self {
            id: job.id,
            stream,
            path: path.to_owned(),
            inode: 0,
            offset: 0,
            rest: Vec::new(),
            seen: false,
        };
        let mut tails = Vec::new();
        if is_file(&job.output.stdout) {
            tails.push(tail(Stream::Stdout, &job.output.stdout));
        }
        if job.output.are_two() && is_file(&job.output.stderr) {
            tails.push(tail(Stream::Stderr, &job.output.stderr));
        }
        tails
    }

    /// Its path.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Reads what is new, a part of it at most; `None` where nothing is.
    pub(super) async fn read(&mut self, slurm: &Slurm) -> Result<Option<Written>, SlurmError> {
        let (inode, offset, most) = (self.inode.to_string(), self.offset.to_string(), CHUNK.to_string());
        let command = Command::new(["sh", "-c", READ, "sh", &self.path, &inode, &offset, &most]);
        let answer = slurm.runner().run(&command).await?;
        let line = answer.output.iter().position(|byte| *byte == b'\n');
        let (Some(line), 0) = (line, answer.code) else { return Ok(None) };
        let (head, bytes) = answer.output.split_at(line + 1);
        let mut numbers =
            std::str::from_utf8(head).unwrap_or_default().split_whitespace().map(str::parse::<u64>);
        let (Some(Ok(inode)), Some(Ok(_)), Some(Ok(offset))) =
            (numbers.next(), numbers.next(), numbers.next())
        else {
            return Ok(None);
        };
        let anew = self.seen && offset != self.offset;
        if anew {
            self.rest.clear();
        }
        (self.seen, self.inode) = (true, inode);
        self.offset = offset.saturating_add(u64::try_from(bytes.len()).unwrap_or(0));
        self.rest.extend_from_slice(bytes);
        let text = take_text(&mut self.rest);
        let written = Written { id: self.id, stream: self.stream, text, anew };
        Ok(Some(written).filter(|written| !written.text.is_empty() || anew))
    }

    /// What is left where the file ends inside of a character.
    pub(super) fn end(&mut self) -> Option<Written> {
        let text = String::from_utf8_lossy(&std::mem::take(&mut self.rest)).into_owned();
        (!text.is_empty()).then_some(Written { id: self.id, stream: self.stream, text, anew: false })
    }
}

/// Whether a path is one to read from: it is whole, and not `/dev/null`.
fn is_file(path: &str) -> bool {
    path.starts_with('/') && path != "/dev/null"
}

/// Takes whole characters from the front; what is none is replaced.
fn take_text(bytes: &mut Vec<u8>) -> String {
    let mut end = bytes.len();
    for back in 1..=3.min(bytes.len()) {
        let byte = bytes[bytes.len() - back];
        let length = match byte {
            0xc0..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf7 => 4,
            _ => 1,
        };
        if byte & 0xc0 != 0x80 {
            if length > back {
                end = bytes.len() - back;
            }
            break;
        }
    }
    let rest = bytes.split_off(end);
    let text = String::from_utf8_lossy(bytes).into_owned();
    *bytes = rest;
    text
}

/// Whether a job may have written something.
pub(super) fn has_begun(job: &Job) -> bool {
    !(job.state.is_waiting() || job.state == JobState::Configuring) || job.restarts > 0
}

#[cfg(test)]
mod tests {
    use super::take_text;

    #[test]
    fn characters_are_never_cut() {
        let whole = "aé→🙂z";
        for cut in 0..=whole.len() {
            let (mut bytes, mut text) = (whole.as_bytes()[..cut].to_vec(), String::new());
            text.push_str(&take_text(&mut bytes));
            bytes.extend_from_slice(&whole.as_bytes()[cut..]);
            text.push_str(&take_text(&mut bytes));
            assert_eq!(text, whole, "{cut}");
        }
        assert_eq!(take_text(&mut vec![b'a', 0xff, b'b']), "a\u{fffd}b");
    }
}
