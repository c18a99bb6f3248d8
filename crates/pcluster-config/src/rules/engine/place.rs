//! Where a subject stands, without the cost of a path as long as nothing is said about it.

use std::ops::Deref;

use crate::location::{Path, Step};

/// The way to a subject: a step, and the place it leads on from. It becomes a [`Path`] only when a finding needs one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    before: Option<&'a Place<'a>>,
    step: Option<PlaceStep>,
}

#[derive(Clone, Copy, Debug)]
enum PlaceStep {
    Key(&'static str),
    Index(usize),
}

impl<'a> Place<'a> {
    /// The configuration itself.
    pub(crate) const ROOT: Self = Self { before: None, step: None };

    /// A key below it.
    pub(crate) fn key(&'a self, key: &'static str) -> Self {
        Self { before: Some(self), step: Some(PlaceStep::Key(key)) }
    }

    /// An item below it.
    pub(crate) fn index(&'a self, index: usize) -> Self {
        Self { before: Some(self), step: Some(PlaceStep::Index(index)) }
    }

    /// The same as a path.
    pub(crate) fn path(&self) -> Path {
        let mut steps = Vec::new();
        let mut place = Some(self);
        while let Some(Self { before, step }) = place {
            steps.extend(step.map(|step| match step {
                PlaceStep::Key(key) => Step::Key(key.to_owned()),
                PlaceStep::Index(index) => Step::Index(index),
            }));
            place = *before;
        }
        steps.reverse();
        steps.into_iter().collect()
    }
}

/// A part of the model, or a view of one, with its place.
#[derive(Debug)]
pub(crate) struct At<'a, T: ?Sized> {
    value: &'a T,
    place: Place<'a>,
}

impl<T: ?Sized> Clone for At<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for At<'_, T> {}

impl<'a, T: ?Sized> At<'a, T> {
    pub(crate) fn new(value: &'a T, place: Place<'a>) -> Self {
        Self { value, place }
    }

    /// The part itself, for longer than this lives.
    pub(crate) fn value(&self) -> &'a T {
        self.value
    }

    /// The path of a key of it.
    pub(crate) fn key(&self, key: &str) -> Path {
        self.path().key(key)
    }

    /// The path of it.
    pub(crate) fn path(&self) -> Path {
        self.place.path()
    }
}

impl<T: ?Sized> Deref for At<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_becomes_a_path() {
        let queues = Place::ROOT.key("Scheduling");
        let queues = queues.key("SlurmQueues");
        let queue = queues.index(3);

        assert_eq!(queue.path().to_string(), "Scheduling.SlurmQueues[3]");
        assert_eq!(At::new(&(), queue).key("Name").to_string(), "Scheduling.SlurmQueues[3].Name");
        assert!(Place::ROOT.path().is_root());
    }
}
