//! `pclusterctl data sync`.

mod progress;
mod words;

use std::io::{self, BufRead, Write};
use std::path::Path;
use std::sync::Arc;

use pcluster_infra::Session;
use pcluster_infra::bucket::Location;
use pcluster_infra::sync::{
    Compare, Delete, Filter, Removal, SyncEvent, SyncOperation, SyncOptions, SyncSummary, download, upload,
};

use crate::args::{Sync, SyncCompare};
use crate::commands::{aws, json_lines, question};
use crate::exit::Outcome;
use crate::terminal;

use progress::Progress;

/// How many failures are shown again at the end.
const SHOWN: usize = 20;

/// Runs the command.
pub(crate) fn run(args: &Sync) -> anyhow::Result<Outcome> {
    let way = way(&args.from, &args.to)?;
    let progress = Progress::start(args.json || args.dry_run);
    let options = options(args, &progress)?;
    let outcome = aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        let operation = start(&session, &way, options);
        follow(operation, args, &progress).await
    });
    progress.end();
    let summary = outcome?;
    if args.json {
        json_lines::print_outcome(&summary)?;
    } else {
        terminal::complain(&words::summary(&summary));
    }
    Ok(if summary.failed > 0 { Outcome::Incomplete } else { Outcome::Clean })
}

/// Which way the files go.
enum Way {
    Up(String, Location),
    Down(Location, String),
}

fn way(from: &str, to: &str) -> anyhow::Result<Way> {
    let is_bucket = |text: &str| text.starts_with("s3://");
    match (is_bucket(from), is_bucket(to)) {
        (false, true) => Ok(Way::Up(from.to_owned(), to.parse().map_err(aws::explained)?)),
        (true, false) => Ok(Way::Down(from.parse().map_err(aws::explained)?, to.to_owned())),
        (true, true) => anyhow::bail!("both sides are in a bucket; one has to be a directory"),
        (false, false) => {
            anyhow::bail!("neither side is in a bucket; write one of them as `s3://BUCKET/FOLDER`")
        }
    }
}

fn start(session: &Session, way: &Way, options: SyncOptions) -> SyncOperation {
    match way {
        Way::Up(directory, location) => upload(session, Path::new(directory), location, options),
        Way::Down(location, directory) => download(session, location, Path::new(directory), options),
    }
}

fn options(args: &Sync, progress: &Progress) -> anyhow::Result<SyncOptions> {
    let mut options = SyncOptions::default();
    options.filter = Filter::new(args.rules.0.iter().cloned()).map_err(aws::explained)?;
    options.compare = match args.compare {
        _ if args.size_only => Compare::Size,
        SyncCompare::Checksum => Compare::Checksum,
        SyncCompare::Time => Compare::Time,
        SyncCompare::Size => Compare::Size,
    };
    options.dry_run = args.dry_run;
    options.follow_links = !args.no_follow_symlinks;
    options.delete = match (args.delete, args.yes || args.dry_run) {
        (false, _) => Delete::Never,
        (true, true) => Delete::Always,
        (true, false) if question::is_attended() => {
            let (progress, target) = (progress.clone(), args.to.clone());
            Delete::Ask(Arc::new(move |removal| progress.suspend(|| ask(removal, &target))))
        }
        (true, false) => {
            anyhow::bail!("`--delete` asks before it removes anything, but there is no terminal; add `--yes`")
        }
    };
    Ok(options)
}

/// Prints events until the end. With Ctrl-C it stops.
async fn follow(
    mut operation: SyncOperation,
    args: &Sync,
    progress: &Progress,
) -> anyhow::Result<SyncSummary> {
    let cancellation = operation.cancellation();
    let mut failures = Vec::new();
    let mut failed = 0_usize;
    loop {
        let event = tokio::select! {
            event = operation.next() => event,
            _ = tokio::signal::ctrl_c(), if !cancellation.is_cancelled() => {
                cancellation.cancel();
                continue;
            }
        };
        let Some(event) = event else { break };
        if args.json {
            json_lines::print(&event)?;
        } else if let SyncEvent::Progress(now) = event {
            progress.show(&now);
        } else if let Some(line) = words::planned(&event) {
            terminal::print(&format!("{line}\n"))?;
        } else if let Some(line) = words::note(&event) {
            if matches!(event, SyncEvent::Failed { .. }) {
                failed += 1;
                if failures.len() < SHOWN {
                    failures.push(line);
                }
            } else {
                progress.line(&line);
            }
        }
    }
    let outcome = operation.finish().await;
    progress.end();
    for line in &failures {
        terminal::complain(line);
    }
    if failed > failures.len() {
        terminal::complain(&format!("error: {} more failed (`--json` shows all)", failed - failures.len()));
    }
    outcome.map_err(aws::explained)
}

/// Asks whether that much may be removed.
fn ask(removal: &Removal, target: &str) -> bool {
    let mut err = io::stderr().lock();
    for line in words::examples(removal, target) {
        let _ = writeln!(err, "{line}");
    }
    let _ = write!(err, "remove {} from {target}? [y/N] ", words::files(removal.count));
    let _ = err.flush();
    let mut answer = String::new();
    let read = io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}
