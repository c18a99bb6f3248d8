//! The Slurm of a cluster, as it is reached, read and asked.

#![cfg(feature = "client")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod fixtures;
mod lab;
mod real;
mod recorded;
mod told;
mod ways;
mod words;
