//! The templates: what they offer, how safe they are, and that they deploy.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod deployment;
mod document;
mod lint;
mod listing;
mod security;
mod setup;

use pcluster_infra::template::{self, Monitoring, Template};

/// Every template, each variant of its own, with what to call it.
fn all() -> Vec<(String, Template)> {
    let variants = Monitoring::ALL.into_iter().map(|kind| (kind.to_string(), template::prerequisites(kind)));
    variants.chain([("data-bucket".to_owned(), template::data_bucket())]).collect()
}
