//! Features of nodes.

use super::number::leading_digits;

/// A constraint: features joined with `&` (or `,`) and `|`, in one pair of brackets or in parentheses, with `*COUNT` for so
/// many nodes. Slurm joins from left to right; neither operator binds stronger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// The features, in the order in which they are written.
    pub features: Vec<Feature>,
}

/// A feature within a constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// How many nodes have to have it, where that is written.
    pub count: Option<u64>,
    /// Whether it stands in brackets: all nodes have the same one of them, or every one is had by some nodes.
    pub in_brackets: bool,
    /// Which parentheses it stands in, counted from 1; 0 for none.
    pub group: usize,
    /// Whether `|` joins it with the next one.
    pub or: bool,
}

impl Constraint {
    /// Reads `--constraint`.
    ///
    /// ```
    /// use pcluster_slurm::script::value::Constraint;
    ///
    /// let constraint = Constraint::read("[p5*2&p4d*4]").unwrap();
    /// assert_eq!(constraint.features[1].count, Some(4));
    /// assert_eq!(Constraint::read("p5&"), Some(Constraint::read("p5").unwrap()));
    /// assert_eq!(Constraint::read("[p5"), None);
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let mut reader = Reader::default();
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            rest = &rest[sign.len_utf8()..];
            match sign {
                '*' => rest = reader.count(rest)?,
                '&' | ',' => reader.end_feature(false)?,
                '|' => reader.end_feature(true)?,
                '[' | '(' => reader.open(sign)?,
                ']' | ')' => reader.close(sign)?,
                _ => reader.name(sign)?,
            }
        }
        if reader.feature.is_some() {
            reader.end_feature(false)?;
        }
        let is_whole = reader.brackets != Brackets::Open && reader.group.is_none();
        (is_whole && !reader.features.is_empty()).then_some(Self { features: reader.features })
    }

    /// Whether nodes with these features can be what it wants, or part of that: of features joined with `|` or in brackets
    /// one is enough, of others all are needed.
    pub fn may_take(&self, has: impl Fn(&str) -> bool) -> bool {
        let mut taken = true;
        let mut or = false;
        let in_brackets = |feature: &&Feature| feature.in_brackets || feature.count.is_some();
        let any = self.features.iter().filter(in_brackets).any(|feature| has(&feature.name));
        for (index, feature) in self.features.iter().enumerate() {
            let this = if in_brackets(&feature) { any } else { has(&feature.name) };
            taken = match (index, or) {
                (0, _) => this,
                (_, true) => taken || this,
                (_, false) => taken && this,
            };
            or = feature.or;
        }
        taken
    }
}

/// There may be one pair of them.
#[derive(Default, PartialEq)]
enum Brackets {
    #[default]
    None,
    Open,
    Closed,
}

#[derive(Default)]
struct Reader {
    features: Vec<Feature>,
    /// The feature that is being read.
    feature: Option<Feature>,
    /// Nothing but an operator may follow what is closed.
    is_closed: bool,
    brackets: Brackets,
    /// The parentheses that are open; they do not nest.
    group: Option<usize>,
    groups: usize,
}

impl Reader {
    fn name(&mut self, sign: char) -> Option<()> {
        if self.is_closed {
            return None;
        }
        let feature = self.feature.get_or_insert_with(|| Feature {
            name: String::new(),
            count: None,
            in_brackets: self.brackets == Brackets::Open,
            group: self.group.unwrap_or_default(),
            or: false,
        });
        feature.name.push(sign);
        feature.count.is_none().then_some(())
    }

    /// Reads the digits behind a `*`; gives what comes after them.
    fn count<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        let (digits, behind) = leading_digits(rest);
        let count = digits.parse().ok().filter(|count| *count > 0)?;
        if self.group.is_some() {
            return None;
        }
        self.feature.as_mut()?.count = Some(count);
        Some(behind)
    }

    fn open(&mut self, sign: char) -> Option<()> {
        if self.feature.is_some() {
            return None;
        }
        if sign == '[' {
            let before = std::mem::replace(&mut self.brackets, Brackets::Open);
            return (before == Brackets::None).then_some(());
        }
        self.groups += 1;
        self.group.replace(self.groups).is_none().then_some(())
    }

    fn close(&mut self, sign: char) -> Option<()> {
        self.feature.as_ref()?;
        self.is_closed = true;
        if sign == ']' {
            let before = std::mem::replace(&mut self.brackets, Brackets::Closed);
            return (before == Brackets::Open).then_some(());
        }
        self.group.take().map(|_| ())
    }

    fn end_feature(&mut self, or: bool) -> Option<()> {
        self.is_closed = false;
        let feature = self.feature.take()?;
        self.features.push(Feature { or, ..feature });
        Some(())
    }
}
