//! `infra deploy`, `infra status` and `infra delete` on an emulator of AWS: what is shown, what is made, and that a run
//! can be killed at any moment.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod delete;
mod deploy;
mod failure;
mod kill;
mod lab;
mod nested;
mod stuck;
