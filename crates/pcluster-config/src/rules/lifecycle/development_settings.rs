//! Settings for the development of ParallelCluster itself.
//!
//! They replace the template, the packages, the images or the facts that a release was tested with: what fails then is
//! not supported, and is not what other clusters of the same release run. `Timeouts` are for everybody.
//!
//! ```yaml fires
//! DevSettings:
//!   NodePackage: https://example.com/aws-parallelcluster-node.tgz
//! ```
//!
//! ```yaml quiet
//! DevSettings:
//!   Timeouts:
//!     HeadNodeBootstrapTimeout: 3600
//! ```

use crate::diagnostic::Severity;
use crate::model::cluster::ClusterConfig;
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "development-settings",
    severity: Severity::Info,
    official: None,
    check: Check::Cluster(check),
};

fn check(cluster: &At<'_, ClusterConfig>, _: &Facts<'_>) -> Option<Finding> {
    let settings = cluster.dev_settings.as_ref()?;
    let cookbook = settings.cookbook.as_ref().is_some_and(|cookbook| cookbook.chef_cookbook.is_some());
    let given = [
        ("Cookbook", cookbook, "another cookbook"),
        ("NodePackage", settings.node_package.is_some(), "another package"),
        ("ClusterTemplate", settings.cluster_template.is_some(), "another template"),
        ("AmiSearchFilters", settings.ami_search_filters.is_some(), "other images"),
        ("InstanceTypesData", settings.instance_types_data.is_some(), "other facts about instance types"),
    ];
    let mut given = given.into_iter().filter(|(_, is_given, _)| *is_given);
    let (key, _, label) = given.next()?;
    let place = |key: &str| cluster.key("DevSettings").key(key);
    let finding = Finding::new("parts of the release are replaced by others that it was not tested with")
        .at(place(key), label)
        .help(
            "leave such settings to the development of ParallelCluster; images of yours go into `CustomAmi`",
        );
    Some(given.fold(finding, |finding, (key, _, label)| finding.and(place(key), label)))
}
