//! `pclusterctl image` beside an emulator of AWS, a registry and container engines.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod dockerfile;
mod engines;
mod help;
mod import;
mod lab;
mod push;
mod repository;
mod secrecy;
