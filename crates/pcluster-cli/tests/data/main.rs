//! `pclusterctl data` against an emulator of AWS.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod associate;
mod associate_again;
mod bucket;
mod bucket_again;
mod help;
mod lab;
mod ls;
mod variables;
