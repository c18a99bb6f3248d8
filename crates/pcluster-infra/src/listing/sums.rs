//! Objects that are summed up while they come in the order of their keys.

use super::Entry;

/// An object.
pub(super) struct Object {
    pub(super) key: String,
    pub(super) bytes: u64,
    pub(super) modified: Option<String>,
}

/// Sums up what comes below each prefix. S3 lists keys in the order of their bytes, so that those of a prefix come
/// one after the other.
pub(super) struct Sums {
    /// How much of every key is not looked at.
    skip: usize,
    current: Option<Sum>,
}

struct Sum {
    prefix: String,
    objects: u64,
    bytes: u64,
}

impl Sums {
    /// Sums of what is directly below `prefix`, which all keys begin with.
    pub(super) fn below(prefix: &str) -> Self {
        Self { skip: prefix.len(), current: None }
    }

    /// Takes the next object, and gives what is complete by that: a prefix, the object itself.
    pub(super) fn add(&mut self, object: Object) -> [Option<Entry>; 2] {
        let below = object.key.get(self.skip..).unwrap_or_default();
        let Some(slash) = below.find('/') else {
            let Object { key, bytes, modified } = object;
            return [self.end(), Some(Entry::Object { key, bytes, modified })];
        };
        let prefix = &object.key[..=self.skip + slash];
        if let Some(sum) = self.current.as_mut().filter(|sum| sum.prefix == prefix) {
            sum.objects += 1;
            sum.bytes += object.bytes;
            return [None, None];
        }
        let next = Sum { prefix: prefix.to_owned(), objects: 1, bytes: object.bytes };
        let done = self.end();
        self.current = Some(next);
        [done, None]
    }

    /// Gives the prefix that was being summed up.
    pub(super) fn end(&mut self) -> Option<Entry> {
        let Sum { prefix, objects, bytes } = self.current.take()?;
        Some(Entry::Prefix { prefix, objects: Some(objects), bytes: Some(bytes) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Object, Sums};

    fn listed(prefix: &str, keys: &[&str]) -> Vec<String> {
        let mut sums = Sums::below(prefix);
        let mut entries = Vec::new();
        for (key, bytes) in keys.iter().zip(1..) {
            let object = Object { key: (*key).to_owned(), bytes, modified: None };
            entries.extend(sums.add(object).into_iter().flatten());
        }
        entries.extend(sums.end());
        let shown = entries.into_iter().map(|entry| match entry {
            Entry::Prefix { prefix, objects, bytes } => {
                format!("{prefix}: {} of {} bytes", objects.unwrap(), bytes.unwrap())
            }
            Entry::Object { key, bytes, .. } => format!("{key} {bytes}"),
        });
        shown.collect()
    }

    #[test]
    fn prefixes_are_summed_up_and_objects_stand_between_them() {
        let keys = ["README", "a/1", "a/b/2", "b", "b/1", "é/ü"];
        let expected = ["README 1", "a/: 2 of 5 bytes", "b 4", "b/: 1 of 5 bytes", "é/: 1 of 6 bytes"];
        assert_eq!(listed("", &keys), expected);
    }

    #[test]
    fn a_prefix_may_end_in_the_middle_of_a_name() {
        assert_eq!(
            listed("a/da", &["a/data/x", "a/data/y", "a/date"]),
            ["a/data/: 2 of 3 bytes", "a/date 3"]
        );
    }
}
