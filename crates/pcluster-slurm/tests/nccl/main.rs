//! Logs of nccl-tests and what is made of them. The logs in `fixtures/nccl` have the form of real ones of several
//! releases; their figures are made up around the published ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail like the test"
)]

mod docs;
mod hostile;
mod pages;

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_slurm::nccl::{Known, Log, Report};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/nccl").join(name)
}

fn log(name: &str) -> Log {
    Log::read(BufReader::new(File::open(fixture(name)).unwrap())).unwrap()
}

fn report(names: &[&str]) -> Report {
    let logs = names.iter().map(|name| ((*name).to_owned(), log(name))).collect();
    Report::of(logs, &Known::nothing(&EmbeddedCatalogue))
}
