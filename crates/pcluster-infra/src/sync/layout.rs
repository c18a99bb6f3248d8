//! How a file is split for its way into a bucket.

/// How files are split: a pure function of their size, so that a later run knows how an earlier one did it.
///
/// The default is that of `aws s3 sync`, except that files of 8 to 16 MiB go in one piece, which takes one request
/// instead of four: up to 16 MiB in one piece, then parts of 8 MiB, twice as large again and again where there would be
/// more than 10,000 of them (the limit of S3). A file of 5 TiB has parts of 1 GiB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The largest file, in bytes, that is sent in one piece.
    pub single: u64,
    /// The size of a part in bytes, of all but the largest files. S3 itself takes no less than 5 MiB.
    pub part: u64,
    /// The most parts that a file is split into.
    pub parts: u64,
}

impl Default for Layout {
    fn default() -> Self {
        Self { single: 16 << 20, part: 8 << 20, parts: 10_000 }
    }
}

/// A part of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// From 1.
    pub(crate) number: i32,
    /// Where it begins, in bytes.
    pub(crate) offset: u64,
    /// How long it is, in bytes.
    pub(crate) length: u64,
}

impl Layout {
    /// Whether a file goes in one piece.
    pub(crate) fn is_single(self, size: u64) -> bool {
        size <= self.single
    }

    /// The size of all parts but the last.
    pub(crate) fn part_size(self, size: u64) -> u64 {
        let mut part = self.part.max(1);
        while size.div_ceil(part) > self.parts.max(1) {
            part *= 2;
        }
        part
    }

    /// The parts of a file, in order.
    pub(crate) fn parts(self, size: u64) -> impl Iterator<Item = Part> {
        let part = self.part_size(size);
        (1_i32..).zip(0..size.div_ceil(part)).map(move |(number, index)| {
            let offset = index * part;
            Part { number, offset, length: part.min(size - offset) }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_cover_a_file_exactly(size in 1_u64..1 << 43, small in 1_u64..2000) {
            for (layout, size) in [
                (Layout::default(), size),
                (Layout { single: 0, part: small, parts: 50 }, size % 1_000_000 + 1),
            ] {
                let mut end = 0;
                let mut count = 0;
                for part in layout.parts(size) {
                    count += 1;
                    prop_assert_eq!(u64::from(part.number.unsigned_abs()), count);
                    prop_assert_eq!(part.offset, end);
                    prop_assert!(part.length > 0);
                    prop_assert!(part.length == layout.part_size(size) || end + part.length == size);
                    end += part.length;
                }
                prop_assert_eq!(end, size);
                prop_assert!(count <= layout.parts);
            }
        }
    }

    #[test]
    fn the_largest_file_fits() {
        let (layout, size) = (Layout::default(), 5 << 40);
        assert_eq!(layout.part_size(size), 1 << 30);
        assert_eq!(layout.parts(size).count(), 5120);
        // 8 MiB is enough for 78 GiB.
        assert_eq!(layout.part_size(10_000 * (8 << 20)), 8 << 20);
        assert_eq!(layout.part_size(10_000 * (8 << 20) + 1), 16 << 20);
    }
}
