//! A cluster configuration beside the stack that it needs.

use pcluster_config::diagnostic::{Diagnostic, Severity};
use pcluster_config::location::Path;
use pcluster_config::model::cluster::ClusterConfig;
use pcluster_config::{Report, Validated};

/// What of a cluster configuration does not go together with a stack in a region; `name` is that of its file.
///
/// Only what is certain is said: that the cluster is to be in another region. A configuration without `Region` is for
/// wherever it is used.
pub fn agrees(name: &str, cluster: &Validated<ClusterConfig>, region: &str) -> Report {
    let other = cluster.region.clone().filter(|other| other != region);
    let finding = other.map(|other| {
        let message = format!("the cluster is for {other}, and the stack is to be in {region}");
        Diagnostic::new("cluster-region-disagrees", Severity::Error, Path::root().key("Region"), message)
            .help(format!("give `--region {other}`, or set `Region` to `{region}`"))
    });
    Report::of_text(name, "", finding.into_iter().collect())
}
