//! Rules about the network between nodes, and about nodes that are to train together.

crate::rules::rules! {
    container_images_on_small_root,
    gdr_support_without_effect,
    no_public_ip_in_public_subnet,
    spot_training_with_efa,
}
