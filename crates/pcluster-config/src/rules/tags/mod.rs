//! Rules about tags.

pub(super) mod duplicate_tag;
pub(super) mod reserved_tag;
