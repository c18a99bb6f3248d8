//! Rules about the scheduler.

crate::rules::rules! {
    no_queue,
    queues_of_one_scheduler,
    settings_of_other_scheduler,
}
