//! Answers that get lost, and other things that a real Slurm rarely does.
