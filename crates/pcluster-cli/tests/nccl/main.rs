//! `pclusterctl nccl` as people and scripts use it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod new;
mod report;
#[cfg(feature = "aws")]
mod run;
