//! What is said to fit is what the real `sbatch` takes.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod clusters;
mod generated;
mod jobs;
mod nodes;
mod sbatch;
mod table;
