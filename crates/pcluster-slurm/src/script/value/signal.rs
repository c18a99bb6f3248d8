//! Signals before the end of a job.

use super::number::{digits_only, leading_digits};

/// Names that Slurm knows, without `SIG`.
const NAMES: &[&str] = &[
    "ABRT", "ALRM", "BUS", "CHLD", "CONT", "FPE", "HUP", "ILL", "INT", "IO", "KILL", "PIPE", "POLL", "PROF",
    "PWR", "QUIT", "SEGV", "STKFLT", "STOP", "SYS", "TERM", "TRAP", "TSTP", "TTIN", "TTOU", "URG", "USR1",
    "USR2", "VTALRM", "WINCH", "XCPU", "XFSZ",
];

/// Whether `--signal` takes it: `[R][B]:SIGNAL[@SECONDS]`, the signal as a number or as a name.
pub fn is_signal(text: &str) -> bool {
    let rest = ['R', 'B', 'R'].into_iter().fold(text, |rest, flag| match rest.chars().next() {
        Some(first) if first.eq_ignore_ascii_case(&flag) => &rest[1..],
        _ => rest,
    });
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let (signal, seconds) = match rest.split_once('@') {
        Some((signal, seconds)) => (signal, Some(seconds)),
        None => (rest, None),
    };
    let in_time = seconds.is_none_or(|seconds| {
        seconds.is_empty() || digits_only(seconds).is_some_and(|seconds| seconds <= 0xffff)
    });
    in_time && is_signal_name(signal.trim())
}

fn is_signal_name(signal: &str) -> bool {
    if let ("", name) = leading_digits(signal) {
        let name = name.to_ascii_uppercase();
        return NAMES.contains(&name.strip_prefix("SIG").unwrap_or(&name));
    }
    digits_only(signal).is_some_and(|number| (1..=0xffff).contains(&number))
}
