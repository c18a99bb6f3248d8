//! How long a job runs.

rules! {
    no_time_limit,
}
