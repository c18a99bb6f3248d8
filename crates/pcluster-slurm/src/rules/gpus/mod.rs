//! GPUs.

mod contradictions;

rules! {
    too_many_gpus_per_node,
    too_many_gpus,
    unknown_gpu_type,
    unknown_gres,
    counts_contradict,
    fewer_gpus_than_node,
    gpus_not_requested,
}
