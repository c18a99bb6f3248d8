//! Rules about sections of the whole cluster.

crate::rules::rules! {
    awsbatch_unsupported,
    no_official_image,
}
