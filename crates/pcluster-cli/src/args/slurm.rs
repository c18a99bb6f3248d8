//! The way to Slurm.

use std::path::PathBuf;

use clap::Args;

/// Where Slurm's commands are run; on this machine where nothing is said.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Slurm")]
pub(crate) struct SlurmArgs {
    /// Run Slurm's commands on this host over SSH: the head node or a login node. Nothing is asked: keys and known hosts
    /// have to be there
    #[arg(long, value_name = "HOST", value_parser = host, conflicts_with = "head_node")]
    pub(crate) host: Option<String>,
    /// Run Slurm's commands on this head node through Session Manager: its instance id, or the name of the cluster. Needs
    /// the AWS CLI with the Session Manager plugin
    #[arg(long, value_name = "INSTANCE|CLUSTER", value_parser = head_node)]
    pub(crate) head_node: Option<String>,
    /// User there; by default that of the SSH configuration, or `ssm-user`
    #[arg(long, value_name = "NAME", value_parser = host)]
    pub(crate) user: Option<String>,
    /// Port of SSH
    #[arg(long, value_name = "PORT", requires = "host")]
    pub(crate) port: Option<u16>,
    /// File with the private key for SSH
    #[arg(long, short, value_name = "FILE", requires = "host")]
    pub(crate) identity: Option<PathBuf>,
    /// Another configuration of SSH than `~/.ssh/config`
    #[arg(long, value_name = "FILE", requires = "host")]
    pub(crate) ssh_config: Option<PathBuf>,
    /// Region of the head node; by default the one of the environment or the profile
    #[arg(long, value_name = "REGION", value_parser = super::region, requires = "head_node")]
    pub(crate) region: Option<String>,
    /// Profile of the shared AWS configuration
    #[arg(long, value_name = "NAME", requires = "head_node")]
    pub(crate) profile: Option<String>,
}

impl SlurmArgs {
    /// The arguments again, for a command that is to be run next.
    pub(crate) fn words(&self) -> String {
        let mut words = String::new();
        let mut say = |option: &str, value: Option<String>| {
            if let Some(value) = value {
                let plain =
                    value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./:@".contains(&byte));
                let value = if plain { value } else { format!("'{}'", value.replace('\'', r"'\''")) };
                words.extend([" ", option, " ", &value]);
            }
        };
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        say("--host", self.host.clone());
        say("--head-node", self.head_node.clone());
        say("--user", self.user.clone());
        say("--port", self.port.map(|port| port.to_string()));
        say("--identity", path(&self.identity));
        say("--ssh-config", path(&self.ssh_config));
        say("--region", self.region.clone());
        say("--profile", self.profile.clone());
        words
    }
}

/// A name that no program takes for an option.
fn host(text: &str) -> Result<String, &'static str> {
    if text.is_empty()
        || text.starts_with('-')
        || text.chars().any(|letter| letter.is_control() || letter == ' ')
    {
        return Err("this is not a name");
    }
    Ok(text.to_owned())
}

/// An instance id or the name of a cluster: letters, digits and hyphens.
fn head_node(text: &str) -> Result<String, &'static str> {
    let begins = text.starts_with(|letter: char| letter.is_ascii_alphabetic());
    if !begins || !text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return Err(
            "this is neither the id of an instance, such as i-0123456789abcdef0, nor the name of a cluster",
        );
    }
    Ok(text.to_owned())
}
