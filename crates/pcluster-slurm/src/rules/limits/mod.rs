//! How long a job runs.

rules! {
    no_time_limit,
    time_beyond_partition,
    time_in_minutes,
    spot_without_requeue,
}
