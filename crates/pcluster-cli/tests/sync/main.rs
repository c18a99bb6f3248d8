//! `pclusterctl data sync` against a real S3 server.
#![cfg(feature = "aws")]

mod bed;
mod copies;
mod faults;
mod removes;
mod resumes;
