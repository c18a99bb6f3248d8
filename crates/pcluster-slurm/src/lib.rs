//! Slurm jobs that fit the cluster.

pub mod nccl;
