//! Slurm jobs that fit the cluster.
