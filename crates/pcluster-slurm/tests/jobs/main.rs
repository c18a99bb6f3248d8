//! Jobs as a type: read, written, drafted and rendered.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail like the test"
)]

mod broken;
mod clusters;
mod docs;
mod drafts;
mod fixtures;
mod quoting;
mod round_trip;
mod slurm;
