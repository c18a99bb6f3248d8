//! Rules about networking.

pub(super) mod security_groups_or_additional;
