//! The head node of a cluster, found by the tags that ParallelCluster gives its instances.

use pcluster_operation::Remedy;

use super::{Command, RunnerError, SessionManager, process};

/// Why the head node was not found.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FindHeadNodeError {
    /// The AWS CLI was not run.
    #[error(transparent)]
    Runner(#[from] RunnerError),
    /// The AWS CLI refused.
    #[error("EC2 does not list the instances of `{cluster}`: {message}")]
    Refused {
        /// The cluster.
        cluster: String,
        /// What the AWS CLI says.
        message: String,
    },
    /// There is none.
    #[error("the cluster `{cluster}` has no head node that is running")]
    None {
        /// The cluster.
        cluster: String,
    },
}

impl Remedy for FindHeadNodeError {
    fn help(&self) -> Option<String> {
        match self {
            Self::Runner(error) => error.help(),
            Self::Refused { message, .. } => super::aws_help(message).map(str::to_owned),
            Self::None { .. } => {
                Some("is this the right region and account? or name the instance itself, `i-...`".to_owned())
            }
        }
    }
}

/// The way to the running head node of a cluster. `way` says how the AWS CLI is called; its instance is not looked at.
pub async fn find_head_node(
    way: &SessionManager,
    cluster: &str,
) -> Result<SessionManager, FindHeadNodeError> {
    let mut aws = way.aws();
    aws.args([
        "ec2",
        "describe-instances",
        "--output",
        "text",
        "--query",
        "Reservations[].Instances[].InstanceId",
    ]);
    let filter = |name: &str, value: &str| serde_json::json!({ "Name": name, "Values": [value] });
    let filters = serde_json::json!([
        filter("tag:parallelcluster:cluster-name", cluster),
        filter("tag:parallelcluster:node-type", "HeadNode"),
        filter("instance-state-name", "running"),
    ]);
    aws.args(["--filters", &filters.to_string()]);
    let answer = process::run(aws, &Command::new(["aws"])).await?;
    let cluster = cluster.to_owned();
    if answer.code != 0 {
        let message = super::ssh::last_line(&answer.errors, answer.code);
        return Err(FindHeadNodeError::Refused { cluster, message });
    }
    let text = String::from_utf8_lossy(&answer.output);
    match text.split_whitespace().find(|word| word.starts_with("i-")) {
        Some(instance) => Ok(SessionManager { instance: instance.to_owned(), ..way.clone() }),
        None => Err(FindHeadNodeError::None { cluster }),
    }
}
