//! What tags stand for.

use granit_parser::Tag;

/// What a tag stands for.
pub(super) enum Meaning {
    /// A lone `!`, which says nothing.
    None,
    /// A tag of YAML's own, without its prefix.
    Yaml(String),
    /// Any other tag, as it is written.
    Other(String),
}

impl Meaning {
    pub(super) fn of(tag: &Tag) -> Self {
        let whole = format!("{}{}", tag.handle(), tag.suffix());
        match whole.strip_prefix("tag:yaml.org,2002:") {
            Some(name) => Self::Yaml(name.to_owned()),
            None if whole == "!" => Self::None,
            None => Self::Other(tag.original()),
        }
    }
}
