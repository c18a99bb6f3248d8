//! The words with which EC2 describes an instance type, and sets of them.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The text is no word of the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is none of {choices}", choices = .1.join(", "))]
pub struct UnknownWord(String, Vec<&'static str>);

/// A closed vocabulary of EC2; only the ones here, since a set has room for eight words.
pub trait Word: sealed::Vocabulary + Copy + Eq + 'static {
    /// All its words, in the order in which they are listed.
    const ALL: &'static [Self];

    /// The word as EC2 writes it.
    fn as_str(self) -> &'static str;
}

mod sealed {
    pub trait Vocabulary {}
}

macro_rules! vocabulary {
    ($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $word:ident = $text:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$what])* #[serde(rename = $text)] $word),+
        }

        impl $name {
            /// The word as EC2 writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$word => $text),+ }
            }
        }

        impl sealed::Vocabulary for $name {}

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$word),+];

            fn as_str(self) -> &'static str {
                Self::as_str(self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;

            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                named(text)
            }
        }
    };
}

vocabulary! {
    /// What a processor executes.
    Architecture {
        /// 64-bit x86.
        X86_64 = "x86_64",
        /// 64-bit ARM.
        Arm64 = "arm64",
        /// 32-bit x86.
        I386 = "i386",
        /// 64-bit x86 of a Mac.
        X86_64Mac = "x86_64_mac",
        /// 64-bit ARM of a Mac.
        Arm64Mac = "arm64_mac",
    }
}

vocabulary! {
    /// A way to pay for an instance.
    UsageClass {
        /// By the second, as long as it runs.
        OnDemand = "on-demand",
        /// At the price of the moment; EC2 may take it back.
        Spot = "spot",
        /// Reserved for a period that is paid in advance.
        CapacityBlock = "capacity-block",
    }
}

vocabulary! {
    /// How a placement group places its instances.
    PlacementStrategy {
        /// Close together in one zone, for the fastest network.
        Cluster = "cluster",
        /// In partitions that share no hardware.
        Partition = "partition",
        /// Each on hardware of its own.
        Spread = "spread",
    }
}

vocabulary! {
    /// What runs the virtual machine.
    Hypervisor {
        /// AWS's own, of all newer types.
        Nitro = "nitro",
        /// That of old types.
        Xen = "xen",
    }
}

fn named<T: Word>(text: &str) -> Result<T, UnknownWord> {
    let word = T::ALL.iter().copied().find(|word| word.as_str() == text);
    word.ok_or_else(|| UnknownWord(text.to_owned(), T::ALL.iter().map(|word| word.as_str()).collect()))
}

/// A set of words of one vocabulary; they come in the order of the vocabulary.
///
/// ```
/// use pcluster_config::facts::{Architecture, Architectures};
///
/// let set: Architectures = [Architecture::I386, Architecture::X86_64].into_iter().collect();
/// assert!(set.contains(Architecture::I386));
/// assert_eq!(set.to_string(), "x86_64, i386");
/// ```
pub struct WordSet<T>(u8, PhantomData<T>);

/// The architectures that a type executes.
pub type Architectures = WordSet<Architecture>;
/// The ways in which a type can be paid for.
pub type UsageClasses = WordSet<UsageClass>;
/// The strategies of the placement groups that a type can be in.
pub type PlacementStrategies = WordSet<PlacementStrategy>;

impl<T: Word> WordSet<T> {
    /// Whether a word is in it.
    pub fn contains(self, word: T) -> bool {
        self.0 & bit(word) != 0
    }

    /// Its words.
    pub fn iter(self) -> impl Iterator<Item = T> {
        T::ALL.iter().copied().filter(move |word| self.contains(*word))
    }

    /// Whether no word is in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set of the words in a list with commas.
    pub(super) fn parse(list: &str) -> Option<Self> {
        list.split(',').filter(|word| !word.is_empty()).map(|word| named(word).ok()).collect()
    }
}

fn bit<T: Word>(word: T) -> u8 {
    T::ALL.iter().position(|other| *other == word).map_or(0, |index| 1 << index)
}

impl<T: Word> FromIterator<T> for WordSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        Self(words.into_iter().fold(0, |bits, word| bits | bit(word)), PhantomData)
    }
}

// Derived, these would ask the same of `T`.
impl<T> Clone for WordSet<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for WordSet<T> {}

impl<T> Default for WordSet<T> {
    fn default() -> Self {
        Self(0, PhantomData)
    }
}

impl<T> PartialEq for WordSet<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for WordSet<T> {}

impl<T: Word> fmt::Display for WordSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.iter().map(Word::as_str).collect::<Vec<_>>().join(", "))
    }
}

impl<T: Word> fmt::Debug for WordSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Word::as_str)).finish()
    }
}

impl<T: Word> Serialize for WordSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Word::as_str))
    }
}
