//! The way to Slurm that the arguments name.

use std::path::Path;

use pcluster_slurm::client::{Local, Runner, SessionManager, Slurm, Ssh, find_head_node};
use tempfile::TempDir;

use crate::args::SlurmArgs;
use crate::commands::aws;

/// The socket of a shared connection has a long name, and a path may have about a hundred characters.
const LONGEST_DIRECTORY: usize = 40;

/// Works with the Slurm that the arguments name. A connection that was opened for it ends with the work, also with one that
/// fails.
pub(crate) fn with_slurm<T>(
    args: &SlurmArgs,
    work: impl AsyncFnOnce(&Slurm) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    aws::block_on(async {
        let connection = connect(args).await?;
        let outcome = work(&connection.slurm).await;
        connection.close().await;
        outcome
    })
}

/// A Slurm, and what keeps the way there open.
struct Connection {
    slurm: Slurm,
    /// Where the socket of a connection is that all commands share.
    control: Option<TempDir>,
}

/// Finds the way; nothing is asked of Slurm yet.
async fn connect(args: &SlurmArgs) -> anyhow::Result<Connection> {
    let mut control = None;
    let runner = if let Some(host) = &args.host {
        control = tempfile::Builder::new().prefix("pclusterctl-").tempdir().ok();
        control = control.filter(|directory| directory.path().as_os_str().len() <= LONGEST_DIRECTORY);
        let (user, host) = match host.rsplit_once('@') {
            Some((user, host)) => (Some(user.to_owned()), host.to_owned()),
            None => (None, host.clone()),
        };
        Runner::Ssh(Ssh {
            host,
            user: args.user.clone().or(user),
            port: args.port,
            identity: args.identity.clone(),
            configuration: args.ssh_config.clone(),
            control_directory: control.as_ref().map(|directory| directory.path().to_owned()),
        })
    } else if let Some(head_node) = &args.head_node {
        let way = SessionManager {
            instance: head_node.clone(),
            user: args.user.clone(),
            region: args.region.clone(),
            profile: args.profile.clone(),
            program: None,
        };
        let is_instance =
            head_node.strip_prefix("i-").is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit()));
        Runner::SessionManager(if is_instance {
            way
        } else {
            find_head_node(&way, head_node).await.map_err(aws::explained)?
        })
    } else {
        Runner::Local(Local::default())
    };
    Ok(Connection { slurm: Slurm::new(runner), control })
}

impl Connection {
    /// Ends the shared connection.
    async fn close(self) {
        if let (Some(directory), Runner::Ssh(ssh)) = (&self.control, self.slurm.runner())
            && has_files(directory.path())
        {
            ssh.close().await;
        }
    }
}

fn has_files(directory: &Path) -> bool {
    directory.read_dir().is_ok_and(|mut files| files.next().is_some())
}
