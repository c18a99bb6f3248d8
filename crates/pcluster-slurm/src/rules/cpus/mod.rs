//! CPUs and tasks.

rules! {
    too_many_cpus_per_node,
    too_many_tasks,
    threads_of_a_core,
    few_cpus_for_gpus,
}
