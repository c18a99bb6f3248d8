//! Rules about AWS Batch, which releases before 3.16 have.

crate::rules::rules! {
    awsbatch_default_user_sudo,
    awsbatch_metadata_secured,
    awsbatch_system,
}

use crate::model::cluster::{ClusterConfig, Scheduler};
use crate::rules::At;

/// A cluster, if AWS Batch is its scheduler.
fn on_batch<'c, 'a>(cluster: &'c At<'a, ClusterConfig>) -> Option<&'c At<'a, ClusterConfig>> {
    (cluster.scheduling.scheduler == Scheduler::AwsBatch).then_some(cluster)
}
