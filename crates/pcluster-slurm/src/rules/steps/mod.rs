//! How the script starts programs.

rules! {
    cpus_per_task_not_inherited,
    docker_shared_memory,
    docker_without_efa,
    docker_without_gpus,
    larger_than_the_job,
    left_in_background,
    mpi_without_pmix,
    mpirun_in_every_task,
    only_first_node_used,
    rank_of_the_script,
}
