//! Arrays.

rules! {
    array_too_large,
}
