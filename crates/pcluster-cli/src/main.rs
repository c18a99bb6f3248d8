//! `pclusterctl`: the terminal's way to the libraries. It parses arguments, prints and exits; what it says comes from
//! the libraries.

mod args;
mod commands;
mod exit;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    #[cfg(feature = "aws")]
    if let Some(code) = commands::credential_helper() {
        return code;
    }
    let args = args::Args::parse();
    exit::code(commands::run(args))
}
