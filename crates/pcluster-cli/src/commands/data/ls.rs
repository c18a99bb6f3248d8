//! `pclusterctl data ls`.

use std::io::{self, BufWriter, IsTerminal, LineWriter, Write};

use indicatif::BinaryBytes;
use pcluster_infra::Session;
use pcluster_infra::bucket::Location;
use pcluster_infra::listing::{self, Depth, Entry, Request, Totals};

use crate::args::DataLs;
use crate::commands::{aws, json_lines};
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &DataLs) -> anyhow::Result<Outcome> {
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        let request = request(&session, args).await?;
        // Who reads along wants to see every line at once; a file or a pipe wants them by the thousand.
        let mut out: Box<dyn Write> = if io::stdout().is_terminal() {
            Box::new(LineWriter::new(io::stdout()))
        } else {
            Box::new(BufWriter::with_capacity(64 * 1024, io::stdout()))
        };
        let mut operation = listing::list(&session, request);
        while let Some(entry) = operation.next().await {
            if args.json {
                write!(out, "{}", json_lines::line(&entry)?)?;
            } else {
                writeln!(out, "{}", row(&entry, args))?;
            }
        }
        // What was listed before a failure is worth seeing.
        out.flush()?;
        let totals = operation.finish().await.map_err(aws::explained)?;
        if args.json {
            write!(out, "{}", json_lines::named("outcome", &totals)?)?;
        } else {
            writeln!(out, "{}", total(&totals, args))?;
        }
        out.flush()?;
        Ok(Outcome::Clean)
    })
}

async fn request(session: &Session, args: &DataLs) -> anyhow::Result<Request> {
    let depth = match (args.recursive, args.names) {
        (true, _) => Depth::Objects,
        (false, true) => Depth::Names,
        (false, false) => Depth::Summed,
    };
    // Buckets of others may be listed, where they allow it.
    if let Some(location) = &args.location {
        return Ok(Request { location: location.clone(), owner: None, depth });
    }
    let (account, bucket) = super::own_bucket(session).await?;
    let location = Location { bucket, prefix: String::new() };
    Ok(Request { location, owner: Some(account), depth })
}

/// A line of the list: size, time or number of objects, name.
fn row(entry: &Entry, args: &DataLs) -> String {
    let (bytes, about, name) = match entry {
        Entry::Prefix { prefix, objects, bytes } => {
            let about =
                objects.map(|objects| format!("{objects} object{}", if objects == 1 { "" } else { "s" }));
            (*bytes, about, prefix)
        }
        Entry::Object { key, bytes, modified } => {
            let about = modified.as_deref().map(|time| time.trim_end_matches('Z').replace('T', " "));
            (Some(*bytes), about, key)
        }
        _ => return String::new(),
    };
    let size = bytes.map_or_else(|| "-".to_owned(), |bytes| size(bytes, args));
    format!("{size:>14}  {:>19}  {}", about.unwrap_or_default(), printable(name))
}

fn total(totals: &Totals, args: &DataLs) -> String {
    let Totals { objects, bytes, prefixes } = *totals;
    let objects = format!("{objects} object{}", if objects == 1 { "" } else { "s" });
    if args.names && prefixes > 0 {
        let prefixes = format!("{prefixes} prefix{}", if prefixes == 1 { "" } else { "es" });
        return format!(
            "total {prefixes}, {objects}, {} without what is below the prefixes",
            size(bytes, args)
        );
    }
    format!("total {objects}, {}", size(bytes, args))
}

fn size(bytes: u64, args: &DataLs) -> String {
    if args.bytes { bytes.to_string() } else { BinaryBytes(bytes).to_string() }
}

/// A key without what would move the cursor: keys may hold any character.
fn printable(key: &str) -> String {
    if !key.chars().any(char::is_control) {
        return key.to_owned();
    }
    let shown = key.chars().map(|character| {
        if character.is_control() { character.escape_default().to_string() } else { character.to_string() }
    });
    shown.collect()
}
