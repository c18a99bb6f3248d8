//! Containers.

rules! {
    container_around_srun,
    image_behind_slash,
    image_name,
    image_not_shared,
    image_of_local_engine,
    image_without_path,
    library_path_of_image,
    mount_not_on_nodes,
    mount_not_readable,
}
