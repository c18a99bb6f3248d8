//! `pclusterctl doctor`.

use crate::args::Doctor;
use crate::commands::aws;
use crate::exit::Outcome;
use crate::terminal;

/// Runs the command.
pub(crate) fn run(args: &Doctor) -> anyhow::Result<Outcome> {
    aws::block_on(async {
        let session = aws::session(&args.aws).await?;
        let identity = session.identity().await.map_err(aws::explained)?;
        terminal::print(&format!("{} in {}\n", identity.arn, session.region()))?;
        Ok(Outcome::Clean)
    })
}
