//! What a sync would do: pure, from what stands on both sides.

use std::cmp::Ordering;
use std::time::SystemTime;

/// How a file and an object of the same size are compared. Those of different sizes always differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compare {
    /// By checksum: the file is read, and compared with the object's `ETag` or, where that does not say, with the
    /// checksum that S3 keeps of it. What cannot be compared is copied.
    #[default]
    Checksum,
    /// By time, as `aws s3 sync` does: what is newer than the copy is copied.
    Time,
    /// Not at all.
    Size,
}

/// Something on one of the two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    /// In bytes.
    pub size: u64,
    /// When it was last changed, or put into the bucket.
    pub modified: Option<SystemTime>,
}

/// Why something is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// It is not there.
    New,
    /// What is there has another size.
    Size,
    /// What is there has another checksum.
    Checksum,
    /// What is there has no checksum that it could be compared by.
    Unknown,
    /// What is there is older.
    Newer,
}

/// What is to be done about one path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Copy it.
    Copy(Reason),
    /// Compare the contents, then copy it or keep it.
    Verify,
    /// Leave it: it is the same on both sides.
    Keep,
    /// Remove it from the target: the source does not have it.
    Remove,
}

/// What is to be done about a path that one side has, or both.
pub fn decide(source: Option<Meta>, target: Option<Meta>, compare: Compare) -> Action {
    let (Some(source), target) = (source, target) else { return Action::Remove };
    let Some(target) = target else { return Action::Copy(Reason::New) };
    if source.size != target.size {
        return Action::Copy(Reason::Size);
    }
    match compare {
        // Whatever holds nothing holds the same.
        _ if source.size == 0 => Action::Keep,
        Compare::Checksum => Action::Verify,
        Compare::Size => Action::Keep,
        // A time that is not known tells nothing, so the copy may be older.
        Compare::Time => match (source.modified, target.modified) {
            (Some(source), Some(target)) if source <= target => Action::Keep,
            _ => Action::Copy(Reason::Newer),
        },
    }
}

/// What is to be done, given both sides with their paths in the order of their bytes.
pub fn plan(source: &[(String, Meta)], target: &[(String, Meta)], compare: Compare) -> Vec<(String, Action)> {
    let (mut source, mut target) = (source.iter().peekable(), target.iter().peekable());
    let mut actions = Vec::new();
    while let Some(side) =
        next(source.peek().map(|(path, _)| &**path), target.peek().map(|(path, _)| &**path))
    {
        let from = source.next_if(|_| side != Side::Target);
        let to = target.next_if(|_| side != Side::Source);
        let Some((path, _)) = from.or(to) else { break };
        actions.push((path.clone(), decide(from.map(|(_, meta)| *meta), to.map(|(_, meta)| *meta), compare)));
    }
    actions
}

/// Which side the next path is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Only the source has it.
    Source,
    /// Only the target has it.
    Target,
    /// Both have it.
    Both,
}

/// Which side the next path is on, given the next path of each; `None` at the end of both.
pub(crate) fn next(source: Option<&str>, target: Option<&str>) -> Option<Side> {
    match (source, target) {
        (None, None) => None,
        (Some(_), None) => Some(Side::Source),
        (None, Some(_)) => Some(Side::Target),
        // Bytes of UTF-8, the order in which S3 lists.
        (Some(source), Some(target)) => Some(match source.cmp(target) {
            Ordering::Less => Side::Source,
            Ordering::Greater => Side::Target,
            Ordering::Equal => Side::Both,
        }),
    }
}
