//! The program beside the real programs that it works with: shells, `man`, pip, pre-commit, a language server, Slurm, SARIF
//! validators. `scripts/test` installs those that cannot be expected to be there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod completions;
mod editor;
mod language_server;
mod man;
mod packaging;
mod pre_commit;
mod process;
mod sarif;
mod slurm;
