//! GPUs.

rules! {
    too_many_gpus_per_node,
    too_many_gpus,
    unknown_gpu_type,
    unknown_gres,
    counts_contradict,
    gpus_left_idle,
    gpus_not_requested,
}
