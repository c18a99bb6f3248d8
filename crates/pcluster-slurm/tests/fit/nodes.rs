//! The nodes of a cluster are those that the real Slurm has.

use std::collections::BTreeSet;

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_config::{Options, check_bytes, render};
use pcluster_lab::{Slurm, SlurmOptions};
use pcluster_slurm::cluster::{Cluster, NodeKind};

use crate::clusters;

/// Whole configurations.
const WHOLE: &[&str] = &[
    include_str!("../../../../fixtures/clusters/gpu-training.yaml"),
    include_str!("../../../../fixtures/clusters/llm-p5-login-nodes.yaml"),
    include_str!("../../../../fixtures/clusters/p5-capacity-block.yaml"),
    include_str!("../../../../fixtures/clusters/efa-c5n.yaml"),
];

fn cluster(text: &str) -> Cluster {
    let report = check_bytes("cluster.yaml", text.as_bytes(), &Options::default());
    let config = report.into_validated().unwrap_or_else(|report| panic!("{}", render::concise(&report)));
    Cluster::new(&config, &EmbeddedCatalogue)
}

/// What is known about each node.
fn ours(cluster: &Cluster) -> BTreeSet<String> {
    let groups = cluster
        .partitions
        .iter()
        .flat_map(|partition| partition.groups.iter().map(move |group| (partition, group)));
    let kinds = groups.flat_map(|(partition, group)| NodeKind::ALL.map(|kind| (partition, group, kind)));
    let mut nodes = BTreeSet::new();
    for (partition, group, kind) in kinds {
        let shape = group.shape.as_ref().expect("a known type");
        let gres =
            shape.gpu_type.as_ref().map_or("(null)".to_owned(), |kind| format!("gpu:{kind}:{}", shape.gpus));
        let weight = match kind {
            NodeKind::Static => group.static_weight,
            NodeKind::Dynamic => group.dynamic_weight,
        };
        let default = if partition.is_default { "*" } else { "" };
        let features = group.features(kind).expect("a known type").join(",");
        for number in 1..=group.count_of(kind) {
            nodes.insert(format!(
                "{}{number} {}{default} {} {} {} {gres} {features} {weight}",
                group.prefix(kind),
                partition.name,
                shape.cpus,
                shape.threads_per_core,
                shape.memory_mib,
            ));
        }
    }
    nodes
}

/// What Slurm says about each node.
fn theirs(text: &str) -> BTreeSet<String> {
    let mut options = SlurmOptions::of_cluster(text);
    options.container_options = false;
    let slurm = Slurm::start(&options);
    let output = slurm.run("sinfo", &["--Node", "--noheader", "--format=%N %P %c %Z %m %G %f %w"]);
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nodes_are_those_of_slurm() {
    let generated = ["mixed", "overridden"].map(clusters::text);
    for text in WHOLE.iter().copied().chain(generated.iter().map(String::as_str)) {
        assert_eq!(ours(&cluster(text)), theirs(text));
    }
}
