//! Text of a log as it is kept: short, and without what a terminal would obey.

/// What is kept of a line, in characters.
const LONGEST: usize = 240;

/// The text without control characters, cut where it is long.
pub(super) fn brief(text: &str) -> String {
    let mut kept: String = text
        .trim()
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .take(LONGEST)
        .collect();
    if text.trim().chars().nth(LONGEST).is_some() {
        kept.push_str("...");
    }
    kept
}

/// Names are shorter: the longest name of a host has 64 characters (`HOST_NAME_MAX` of Linux).
const LONGEST_NAME: usize = 64;

/// A name as it is kept.
pub(super) fn name(text: &str) -> String {
    brief(text).chars().take(LONGEST_NAME).collect()
}

/// A line without what launchers put before it: `0: ` of `srun --label`, `[1,0]<stdout>:` of `mpirun --tag-output`.
pub(super) fn without_label(line: &str) -> &str {
    let mut rest = line.trim_start();
    for _ in 0..2 {
        let Some(shorter) = without_srun(rest).or_else(|| without_mpirun(rest)) else { break };
        rest = shorter.trim_start();
    }
    rest
}

fn without_srun(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    let number = !label.is_empty() && label.len() <= 6 && label.bytes().all(|byte| byte.is_ascii_digit());
    (number && (rest.is_empty() || rest.starts_with([' ', '#']))).then_some(rest)
}

fn without_mpirun(line: &str) -> Option<&str> {
    let (label, rest) = line.strip_prefix('[')?.split_once('>')?;
    let (ranks, stream) = label.split_once("]<")?;
    let known = matches!(stream, "stdout" | "stderr" | "stddiag");
    let ranks = ranks.len() <= 24 && ranks.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    (known && ranks).then(|| rest.strip_prefix(':').unwrap_or(rest))
}

#[cfg(test)]
mod tests {
    use super::{brief, without_label};

    #[test]
    fn labels_of_launchers_are_taken_away() {
        for (line, rest) in [
            ("0: # Using devices", "# Using devices"),
            (" 15:   1048576  262144", "1048576  262144"),
            ("[1,0]<stdout>:# nThread 1", "# nThread 1"),
            ("[1,0]<stdout>: # nThread 1", "# nThread 1"),
            ("3:#", "#"),
            ("12:34:56 started", "12:34:56 started"),
            ("host:1:2 [0] NCCL INFO x", "host:1:2 [0] NCCL INFO x"),
            ("[0] NCCL", "[0] NCCL"),
            ("", ""),
        ] {
            assert_eq!(without_label(line), rest, "{line}");
        }
    }

    #[test]
    fn what_is_kept_is_short_and_harmless() {
        assert_eq!(brief(" a\u{1b}[31mb\t "), "a [31mb");
        assert_eq!(brief(&"x".repeat(1000)).len(), 243);
    }
}
