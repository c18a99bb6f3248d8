//! Rules about tags.

crate::rules::rules! {
    duplicate_tag,
    overridden_tag,
    reserved_tag,
    too_many_tags,
}
