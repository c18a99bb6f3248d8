//! What a sync says, in words.

use indicatif::{BinaryBytes, HumanCount};
use pcluster_infra::sync::{Kept, Reason, Removal, SyncEvent, SyncSummary};

/// What would be done, with `--dry-run`.
pub(super) fn planned(event: &SyncEvent) -> Option<String> {
    match event {
        SyncEvent::WouldCopy { path, bytes, reason } => {
            Some(format!("copy {path} ({}, {})", BinaryBytes(*bytes), because(*reason)))
        }
        SyncEvent::WouldRemove { path } => Some(format!("remove {path}")),
        _ => None,
    }
}

/// What is worth a line while it goes on.
pub(super) fn note(event: &SyncEvent) -> Option<String> {
    Some(match event {
        SyncEvent::Resumed { path, parts, of, bytes } => {
            format!("{path}: {parts} of {of} parts ({}) had arrived before", BinaryBytes(*bytes))
        }
        SyncEvent::Abandoned { path } => {
            format!("{path}: an unfinished upload of an earlier content was thrown away")
        }
        SyncEvent::Changed { path } => format!("{path}: changed while it was sent; trying again"),
        SyncEvent::Skipped { path, reason } => format!("{path}: skipped: {reason}"),
        SyncEvent::Failed { path, reason } => {
            format!("error: {}: {reason}", if path.is_empty() { "." } else { path })
        }
        _ => return None,
    })
}

fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::New => "new",
        Reason::Size => "other size",
        Reason::Checksum => "other content",
        Reason::Unknown => "nothing to compare by",
        Reason::Newer => "newer",
        _ => "differs",
    }
}

/// A number of files.
pub(super) fn files(count: u64) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{} files", HumanCount(count)) }
}

/// The first few of what would be removed.
pub(super) fn examples(removal: &Removal, target: &str) -> Vec<String> {
    let mut lines = vec![format!("{target} has, and the source does not:")];
    lines.extend(removal.examples.iter().map(|path| format!("  {path}")));
    let more = removal.count.saturating_sub(removal.examples.len() as u64);
    if more > 0 {
        lines.push(format!("  and {} more", HumanCount(more)));
    }
    lines
}

/// How it ended, in one line.
pub(super) fn summary(summary: &SyncSummary) -> String {
    let would = if summary.dry_run { "would be " } else { "" };
    let mut parts = vec![format!("{} ({}) {would}copied", files(summary.copied), BinaryBytes(summary.bytes))];
    let mut add = |count: u64, what: &str| {
        if count > 0 {
            parts.push(format!("{} {what}", HumanCount(count)));
        }
    };
    add(summary.unchanged, "unchanged");
    add(summary.removed, &format!("{would}removed"));
    add(summary.skipped, "skipped");
    add(summary.failed, "failed");
    if summary.resumed_bytes > 0 {
        parts.push(format!("{} had arrived before", BinaryBytes(summary.resumed_bytes)));
    }
    match summary.kept {
        Some(Kept::Failures) => parts.push("nothing removed, because something failed".to_owned()),
        Some(Kept::Declined) => parts.push("nothing removed".to_owned()),
        _ => {}
    }
    let line = parts.join(", ");
    if summary.dry_run {
        return line;
    }
    let sent = summary.bytes.saturating_sub(summary.resumed_bytes);
    if sent == 0 {
        return format!("{line} in {:.1} s", summary.seconds);
    }
    #[expect(clippy::cast_precision_loss, reason = "a rate is shown with three digits")]
    let rate = sent as f64 / summary.seconds.max(0.001) / 1e6;
    format!("{line} in {:.1} s ({rate:.1} MB/s)", summary.seconds)
}
