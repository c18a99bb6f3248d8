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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    fn side(files: &[(&str, u64, u64)]) -> Vec<(String, Meta)> {
        let time = |seconds| Some(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds));
        files
            .iter()
            .map(|(path, size, seconds)| ((*path).to_owned(), Meta { size: *size, modified: time(*seconds) }))
            .collect()
    }

    fn listed(compare: Compare) -> String {
        let source = side(&[
            ("a-b", 1, 5),
            ("a/same-size", 5, 5),
            ("a/smaller", 4, 5),
            ("empty", 0, 9),
            ("new", 7, 5),
            ("newer", 5, 9),
        ]);
        let target = side(&[
            ("a/gone", 1, 6),
            ("a/same-size", 5, 6),
            ("a/smaller", 5, 6),
            ("empty", 0, 1),
            ("newer", 5, 6),
        ]);
        let lines = plan(&source, &target, compare);
        lines.iter().map(|(path, action)| format!("{path}: {action:?}")).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn by_checksum() {
        insta::assert_snapshot!(listed(Compare::Checksum), @r"
        a-b: Copy(New)
        a/gone: Remove
        a/same-size: Verify
        a/smaller: Copy(Size)
        empty: Keep
        new: Copy(New)
        newer: Verify
        ");
    }

    #[test]
    fn by_time() {
        insta::assert_snapshot!(listed(Compare::Time), @r"
        a-b: Copy(New)
        a/gone: Remove
        a/same-size: Keep
        a/smaller: Copy(Size)
        empty: Keep
        new: Copy(New)
        newer: Copy(Newer)
        ");
    }

    #[test]
    fn by_size() {
        insta::assert_snapshot!(listed(Compare::Size), @r"
        a-b: Copy(New)
        a/gone: Remove
        a/same-size: Keep
        a/smaller: Copy(Size)
        empty: Keep
        new: Copy(New)
        newer: Keep
        ");
    }

    proptest! {
        #[test]
        fn every_path_is_planned_for_once(
            source in prop::collection::btree_map("[ab/]{1,4}", 0_u64..3, 0..12),
            target in prop::collection::btree_map("[ab/]{1,4}", 0_u64..3, 0..12),
        ) {
            let side = |files: &std::collections::BTreeMap<String, u64>| -> Vec<(String, Meta)> {
                files.iter().map(|(path, size)| (path.clone(), Meta { size: *size, modified: None })).collect()
            };
            let actions = plan(&side(&source), &side(&target), Compare::Size);
            let mut all: Vec<&String> = source.keys().chain(target.keys()).collect();
            all.sort();
            all.dedup();
            prop_assert_eq!(actions.iter().map(|(path, _)| path).collect::<Vec<_>>(), all);
            for (path, action) in &actions {
                let expected = match (source.get(path), target.get(path)) {
                    (Some(_), None) => Action::Copy(Reason::New),
                    (None, _) => Action::Remove,
                    (Some(source), Some(target)) if source == target => Action::Keep,
                    _ => Action::Copy(Reason::Size),
                };
                prop_assert_eq!(*action, expected);
            }
        }
    }
}
