//! `pclusterctl data bucket`.

use std::fmt::Write;

use pcluster_infra::bucket::{self, BucketEvent, BucketOutcome, Origin, Plan, Wanted};

use crate::args::DataBucket;
use crate::commands::{aws, env_file, json_lines, operation, question};
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &DataBucket) -> anyhow::Result<Outcome> {
    // A file that cannot be changed is known before AWS is asked.
    args.outputs.as_deref().map(env_file::open).transpose()?;
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        let (account, own) = super::own_bucket(&session).await?;
        let wanted = Wanted {
            bucket: args.name.clone().unwrap_or(own),
            account,
            region: session.region().to_owned(),
            tags: args.tag.iter().cloned().collect(),
        };
        let found = bucket::look(&session, &wanted).await.map_err(aws::explained)?;
        let plan = bucket::plan(&wanted, found.as_ref()).map_err(aws::explained)?;
        show(&plan, args)?;
        if args.dry_run {
            if args.json {
                json_lines::print_dry_run()?;
            }
            return Ok(Outcome::Clean);
        }
        let question = format!("adopt the bucket `{}` with these changes?", plan.bucket);
        if plan.needs_consent() && !question::agreed(&question, args.yes).await? {
            return question::declined(args.json);
        }
        let outcome = operation::follow(bucket::apply(&session, plan), |event| see(event, args)).await?;
        end(&outcome, args)?;
        Ok(Outcome::Clean)
    })
}

/// Shows what would be changed: on standard output where that is what was asked for.
fn show(plan: &Plan, args: &DataBucket) -> anyhow::Result<()> {
    if args.json {
        return json_lines::print_named("plan", plan);
    }
    let origin = match plan.origin {
        Origin::New => "does not exist yet",
        Origin::Created => "created by pclusterctl",
        Origin::Adopted => "made by somebody else",
    };
    let mut text = format!("bucket {} in {}: {origin}\n", plan.bucket, plan.region);
    for (number, change) in (1..).zip(&plan.changes) {
        let _ = writeln!(text, "  {number}. {change}");
    }
    for warning in &plan.warnings {
        let _ = writeln!(text, "warning: {warning}");
    }
    if plan.changes.is_empty() {
        text.push_str("  nothing to change\n");
    }
    if args.dry_run {
        terminal::print(&text)
    } else {
        terminal::complain_whole(&text);
        Ok(())
    }
}

fn see(event: &BucketEvent, args: &DataBucket) -> anyhow::Result<()> {
    if args.json {
        return json_lines::print(event);
    }
    if let BucketEvent::Changing { number, of, change } = event {
        terminal::complain(&format!("[{number}/{of}] {change}"));
    }
    Ok(())
}

fn end(outcome: &BucketOutcome, args: &DataBucket) -> anyhow::Result<()> {
    if let Some(path) = &args.outputs {
        let variables =
            [("S3_BUCKET_NAME", outcome.bucket.as_str()), ("AWS_ACCOUNT_ID", outcome.account.as_str())];
        env_file::merge(path, variables)?;
    }
    if args.json {
        json_lines::print_outcome(outcome)?;
    } else {
        terminal::print(&format!("{}\n", outcome.bucket))?;
    }
    Ok(())
}
