//! Rules about what is left to find out why something failed.

crate::rules::rules! {
    logs_deleted_with_cluster,
    logs_not_kept,
}
