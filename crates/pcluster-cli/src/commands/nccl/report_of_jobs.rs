//! The logs of jobs, read where Slurm is.

use anyhow::bail;
use pcluster_slurm::client::{FollowEvent, JobId, output, visible};
use pcluster_slurm::nccl::Log;

use super::job_output::JobOutput;
use super::report::of_a_test;
use crate::args::SlurmArgs;
use crate::commands::aws;
use crate::commands::operation::follow;
use crate::commands::slurm::{Connection, connect};
use crate::exit;
use crate::terminal;

/// The logs that can be read and hold a test, and whether there are others, which is said.
pub(super) fn read(jobs: &[JobId], way: &SlurmArgs) -> anyhow::Result<(Vec<(String, Log)>, bool)> {
    let (mut logs, mut unread) = (Vec::new(), false);
    if jobs.is_empty() {
        if way.host.is_some() || way.head_node.is_some() {
            bail!("files are read on this machine: `--host` and `--head-node` go with `--job`");
        }
        return Ok((logs, unread));
    }
    aws::block_on(async {
        let connection = connect(way).await?;
        for id in jobs {
            match log(&connection, *id).await {
                Ok(log) => logs.push((format!("job {id}"), log)),
                Err(error) => {
                    terminal::complain(&format!("error: {}", exit::shown(&error)));
                    if let Some(help) = exit::help(&error) {
                        terminal::complain(&format!("  = help: {help}"));
                    }
                    unread = true;
                }
            }
        }
        connection.close().await;
        Ok((logs, unread))
    })
}

/// What a job has written so far. Memory stays bounded: a part is read, understood and dropped.
async fn log(connection: &Connection, id: JobId) -> anyhow::Result<Log> {
    let mut written = JobOutput::default();
    let mut missing = None;
    let parts = follow(output(&connection.slurm, id), |event| {
        match event {
            FollowEvent::Output(text) => written.take(text),
            FollowEvent::NoFile { path, .. } => missing = Some(visible(path).into_owned()),
            _ => {}
        }
        Ok(())
    })
    .await?;
    if !written.is_there {
        match missing {
            Some(path) => bail!("job {id} wrote nothing that can be read: there is no {path}"),
            None => bail!("job {id} has written nothing yet"),
        }
    }
    if parts.iter().any(|part| !part.state.is_final()) {
        terminal::complain(&format!("job {id} has not ended: what it has written so far is judged"));
    }
    of_a_test(written.finish(), &format!("what job {id} wrote"))
}
