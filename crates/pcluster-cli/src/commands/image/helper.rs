//! `docker-credential-pclusterctl`: what container engines ask for the password of the registry.
//!
//! `pclusterctl` is that program when it is called by that name. Answers and errors go to standard output, as engines expect.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use pcluster_infra::SessionOptions;
use pcluster_infra::image::Registry;
use pcluster_infra::image::credentials::{
    HELPER_PROGRAM, HelperAction, PROFILE_VARIABLE, REGISTRY_VARIABLE, answer,
};

use crate::commands::aws;
use crate::terminal;

/// The longest address that is read, in bytes.
const LONGEST_INPUT: u64 = 64 * 1024;

/// Answers, if this program was called by the name of the helper.
pub(crate) fn if_called() -> Option<ExitCode> {
    let name = std::env::args_os().next()?;
    let called = Path::new(&name).file_stem().is_some_and(|stem| stem == HELPER_PROGRAM);
    called.then(|| match respond() {
        Ok(text) if terminal::print(&text).is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            // Nobody is there to hear that it cannot be written.
            let _ = terminal::print(&format!("{error}\n"));
            ExitCode::FAILURE
        }
    })
}

fn respond() -> anyhow::Result<String> {
    let action = std::env::args().nth(1).unwrap_or_default();
    let action: HelperAction = action.parse().map_err(anyhow::Error::msg)?;
    let mut input = String::new();
    if action != HelperAction::List {
        std::io::stdin().lock().take(LONGEST_INPUT).read_to_string(&mut input)?;
    }
    let pushed_to = std::env::var(REGISTRY_VARIABLE).ok();
    let pushed_to = pushed_to.as_deref().map(Registry::of);
    let mut options = SessionOptions::new();
    options.profile = std::env::var(PROFILE_VARIABLE).ok();
    aws::block_on(async { Ok(answer(action, &input, pushed_to.as_ref(), options).await?) })
}
