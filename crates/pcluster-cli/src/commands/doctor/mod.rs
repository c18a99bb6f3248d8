//! `pclusterctl doctor`.

mod page;

use std::io;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use pcluster_infra::doctor::{Diagnosis, DoctorOptions, State, examine};
use serde_json::json;

use crate::args::Doctor;
use crate::commands::{aws, json_lines, operation};
use crate::exit::Outcome;
use crate::terminal::{self, ColorChoice};

/// Runs the command.
pub(crate) fn run(args: &Doctor) -> anyhow::Result<Outcome> {
    let mut options = DoctorOptions::new();
    options.session = aws::options(&args.aws);
    options.stack.clone_from(&args.stack_name);
    options.bucket.clone_from(&args.bucket);
    options.path = std::env::var_os("PATH");
    options.offline = args.offline;
    let diagnosis = aws::block_on(look(options, args.json))?;
    if !args.json {
        let color = terminal::use_color(ColorChoice::Auto, &io::stdout());
        terminal::print(&page::of(&diagnosis, color))?;
    }
    Ok(if diagnosis.is_healthy() { Outcome::Clean } else { Outcome::Findings })
}

async fn look(options: DoctorOptions, json: bool) -> anyhow::Result<Diagnosis> {
    // Draws nothing where standard error is not a terminal.
    let progress = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
    progress.enable_steady_tick(Duration::from_millis(100));
    let diagnosis = operation::follow(examine(options), |check| {
        if json {
            return json_lines::print_named("check", check);
        }
        progress.set_message(check.name);
        Ok(())
    });
    let diagnosis = diagnosis.await;
    progress.finish_and_clear();
    let diagnosis = diagnosis?;
    if json {
        let count = |state| diagnosis.count(state);
        json_lines::print_outcome(&json!({
            "healthy": diagnosis.is_healthy(),
            "ok": count(State::Ok),
            "warning": count(State::Warning),
            "failed": count(State::Failed),
            "skipped": count(State::Skipped),
        }))?;
    }
    Ok(diagnosis)
}
