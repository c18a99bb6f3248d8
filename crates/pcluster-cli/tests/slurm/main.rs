//! Jobs on a real Slurm, as people and scripts run them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod around;
mod help;
mod jobs;
mod killed;
mod nodes;
