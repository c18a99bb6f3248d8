//! The templates: what they offer, how safe they are, and that they deploy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod listing;
mod print;
