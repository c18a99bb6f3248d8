//! Every command that talks to AWS, under conditions that nobody wishes for: nothing set, nobody there, a bad network,
//! permissions that are missing, credentials that must not be seen.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod doctor;
mod lab;
mod limits;
mod lost;
mod secrets;
mod settings;
mod silence;
mod weather;
