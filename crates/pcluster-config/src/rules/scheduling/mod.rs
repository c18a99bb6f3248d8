//! Rules about the scheduler.

pub(super) mod queues_of_one_scheduler;
pub(super) mod settings_of_other_scheduler;
