//! Variables of NCCL, Libfabric and CUDA.

mod known;

rules! {
    debug_output,
    gpus_chosen_by_hand,
    harmful_variable,
    socket_interface,
    variable_set_by_plugin,
    variable_without_effect,
}
