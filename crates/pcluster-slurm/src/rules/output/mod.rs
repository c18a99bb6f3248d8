//! Where a job writes.

rules! {
    output_not_shared,
    chdir_not_shared,
}
