//! Rules about how many there may be.

crate::rules::rules! {
    too_many_compute_resources,
    too_many_pools,
    too_many_queues,
}
