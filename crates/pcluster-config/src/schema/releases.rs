//! Which releases know a key, and which accept a text for it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use crate::facts::Release;
use crate::kind::ConfigKind;
use crate::source::OtherRelease;

use super::key::{plain, walk};
use super::shape::{Shape, shape};

/// The releases that know something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The first one.
    pub since: Release,
    /// The last one.
    pub last: Release,
}

/// The releases that know a key; `None` where no release does.
pub fn lifetime(kind: ConfigKind, path: &str) -> Option<Lifetime> {
    static KNOWN: [OnceLock<BTreeMap<String, Lifetime>>; 2] = [const { OnceLock::new() }; 2];
    let known = match kind {
        ConfigKind::Cluster => &KNOWN[0],
        ConfigKind::Image => &KNOWN[1],
    };
    let known = known.get_or_init(|| {
        let mut known = BTreeMap::new();
        for release in Release::all() {
            walk(shape(kind, release), "", &mut |path, _| {
                known
                    .entry(plain(path))
                    .and_modify(|lifetime: &mut Lifetime| lifetime.last = release)
                    .or_insert(Lifetime { since: release, last: release });
            });
        }
        known
    });
    known.get(&plain(path)).copied()
}

/// Another release that accepts a text for a key: the last one before, or else the first one after `release`.
pub(crate) fn other_release_with(
    kind: ConfigKind,
    path: &str,
    text: &str,
    release: Release,
) -> Option<OtherRelease> {
    let accepts = |other: &Release| {
        choices(kind)
            .get(&(other.index(), plain(path)))
            .is_some_and(|choices| choices.iter().any(|choice| choice == text))
    };
    let before = Release::all().rev().filter(|other| *other < release).find(accepts);
    let after = Release::all().filter(|other| *other > release).find(accepts);
    before.map(OtherRelease::Until).or(after.map(OtherRelease::From))
}

/// The texts that keys accept, by release and plain path.
type Choices = HashMap<(usize, String), Vec<String>>;

fn choices(kind: ConfigKind) -> &'static Choices {
    static CHOICES: [OnceLock<Choices>; 2] = [const { OnceLock::new() }; 2];
    let cell = match kind {
        ConfigKind::Cluster => &CHOICES[0],
        ConfigKind::Image => &CHOICES[1],
    };
    cell.get_or_init(|| {
        let mut choices = Choices::new();
        for release in Release::all() {
            walk(shape(kind, release), "", &mut |path, key| {
                let text = match &key.shape {
                    Shape::List(list) => list.item.as_ref(),
                    shape => shape,
                };
                if let Shape::Text(text) = text
                    && !text.choices.is_empty()
                {
                    let names = text.choices.iter().map(|(name, _)| name.clone()).collect();
                    choices.insert((release.index(), plain(path)), names);
                }
            });
        }
        choices
    })
}
