//! Rules about tags.

crate::rules::rules! {
    duplicate_tag,
    reserved_tag,
}
