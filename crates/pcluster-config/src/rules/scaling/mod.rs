//! Rules about how many nodes run for how long, and what they offer to jobs.

crate::rules::rules! {
    compute_bootstrap_timeout_too_long,
    gpu_health_check_without_gpu,
    head_bootstrap_timeout_too_long,
    long_idle_time,
    never_scales_down,
    priority_of_no_node,
    schedulable_memory_unused,
    spot_price_unused,
    too_many_nodes_in_range,
}
