//! `pclusterctl image verify`.

use std::fmt::Write;

use pcluster_infra::image::verify::{RemoteImage, Scan, Verdict, verify};

use crate::args::ImageVerify;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &ImageVerify) -> anyhow::Result<Outcome> {
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        let verdict =
            verify(&session, &args.name.repository, &args.name.tag).await.map_err(aws::explained)?;
        if args.json {
            json_lines::print_outcome(&verdict)?;
        }
        let (problem, help) = match &verdict {
            Verdict::Present(image) => {
                if !args.json {
                    terminal::print(&text(image))?;
                }
                return Ok(Outcome::Clean);
            }
            Verdict::NoImage { uri } => {
                (format!("there is no image {uri}"), "`pclusterctl image push` brings it there")
            }
            Verdict::NoRepository { name } => (
                format!("there is no repository `{name}` in {}", session.region()),
                "`pclusterctl image repository` makes it; see whether the region is right",
            ),
            _ => return Ok(Outcome::Findings),
        };
        terminal::complain(&format!("error: {problem}\n  = help: {help}"));
        Ok(Outcome::Findings)
    })
}

/// An image in words.
fn text(image: &RemoteImage) -> String {
    let mut text = format!("{}\n", image.uri);
    let mut say = |what: &str, value: &str| {
        let _ = writeln!(text, "  {what:<8} {value}");
    };
    say("digest", &image.digest);
    if let Some(size) = image.size {
        say("size", &indicatif::BinaryBytes(size).to_string());
    }
    if let Some(time) = &image.pushed_at {
        say("pushed", time);
    }
    if let Some(time) = &image.pulled_at {
        say("pulled", time);
    }
    say("tags", &image.tags.join(", "));
    match &image.scan {
        Some(scan) => say("scan", &findings(scan)),
        None => say("scan", "none"),
    }
    text
}

/// What a scan found, the worst first.
fn findings(scan: &Scan) -> String {
    /// Severities of ECR.
    const ORDER: [&str; 6] = ["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL", "UNDEFINED"];
    let status = scan.status.to_lowercase().replace('_', " ");
    let found: Vec<String> = ORDER
        .iter()
        .filter_map(|severity| Some((severity, scan.findings.get(*severity).filter(|count| **count > 0)?)))
        .map(|(severity, count)| format!("{count} {}", severity.to_lowercase()))
        .collect();
    match (found.is_empty(), scan.status.as_str()) {
        (false, _) => format!("{status}: {}", found.join(", ")),
        (true, "COMPLETE" | "ACTIVE") => format!("{status}: nothing found"),
        (true, _) => status,
    }
}
