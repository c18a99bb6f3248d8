//! Sizes as people write them.

use std::fmt;

/// Bytes, shown in the largest unit that gives a whole number or one decimal: `128 MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub u64);

const UNITS: [(u64, &str); 5] =
    [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"), (1, "B")];

impl Size {
    /// A size of the form `128 MiB`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.split_once(' ')?;
        let (bytes, _) = UNITS.into_iter().find(|(_, name)| *name == unit)?;
        number.parse::<u64>().ok()?.checked_mul(bytes).map(Self)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bytes, unit) = UNITS.into_iter().find(|(bytes, _)| self.0 >= *bytes).unwrap_or((1, "B"));
        if self.0.is_multiple_of(bytes) {
            write!(f, "{} {unit}", self.0 / bytes)
        } else {
            #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
            let number = self.0 as f64 / bytes as f64;
            write!(f, "{number:.1} {unit}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Size;

    #[test]
    fn sizes_are_written_and_read() {
        for (bytes, text) in
            [(0, "0 B"), (8, "8 B"), (1536, "1.5 KiB"), (1 << 27, "128 MiB"), (17_179_869_184, "16 GiB")]
        {
            assert_eq!(Size(bytes).to_string(), text);
        }
        assert_eq!(Size::parse("128 MiB"), Some(Size(1 << 27)));
        assert_eq!(Size::parse("128"), None);
    }
}
