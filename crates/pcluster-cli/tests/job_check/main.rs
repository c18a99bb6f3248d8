//! `pclusterctl job check` as people and scripts use it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod cluster;
mod files;
mod formats;
mod scratch;
mod settings;
