//! Features of nodes.

rules! {
    unknown_feature,
    constraint_never_met,
}
