//! How the processes of a job find each other.

rules! {
    deepspeed_in_every_task,
    master_address,
    master_port_in_use,
    several_launchers_a_node,
    torchrun_alone,
    torchrun_nodes,
    torchrun_processes,
    torchrun_without_rendezvous,
}
