//! Rules about logs and metrics.

crate::rules::rules! {
    detailed_monitoring,
    logs_lost_in_rotation,
}
