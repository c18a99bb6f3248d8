//! `pclusterctl data sync` against a real S3 server.
#![cfg(feature = "aws")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod bed;
mod copies;
mod faults;
mod removes;
mod resumes;
mod tls;
