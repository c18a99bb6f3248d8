//! The cluster that jobs are held against.

use crate::scratch::{CLUSTER, SOUND, Scratch, assert_exit, said};

#[test]
fn nothing_is_said_about_jobs_for_a_cluster_that_is_wrong() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND);
    scratch.write("other.sbatch", "no job\n");
    scratch.write("wrong.yaml", CLUSTER.replace("MaxCount: 8", "MaxCount: eight"));
    let output = scratch.check(&["train.sbatch", "other.sbatch", "--cluster", "wrong.yaml"]);
    assert_exit(&output, 2);
    insta::assert_snapshot!(said(&output));
    let output =
        scratch.check(&["train.sbatch", "other.sbatch", "--cluster", "wrong.yaml", "--format", "concise"]);
    assert_exit(&output, 2);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1, "{}", said(&output));
}

#[test]
fn a_template_is_to_be_filled_in_first() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND);
    scratch.write("cluster.yaml.template", CLUSTER.replace("us-east-1", "${AWS_REGION}"));
    scratch.write("nodes.yaml", CLUSTER.replace("MaxCount: 8", "MaxCount: ${NODES}"));
    let output = scratch.check(&["train.sbatch", "--cluster", "nodes.yaml"]);
    assert_exit(&output, 2);
    insta::assert_snapshot!(said(&output));
}

#[test]
fn a_job_needs_a_cluster_unless_it_is_to_be_checked_without() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND);
    scratch.write("other.sbatch", SOUND);
    let output = scratch.check(&["train.sbatch", "other.sbatch"]);
    assert_exit(&output, 2);
    insta::assert_snapshot!(said(&output));
    let output = scratch.check(&["train.sbatch", "--no-cluster"]);
    assert_exit(&output, 0);
    assert!(said(&output).contains("checked 1 job without a cluster: nothing is wrong"), "{}", said(&output));
    let output = scratch.check(&["train.sbatch", "--cluster", "gone.yaml"]);
    assert_exit(&output, 2);
    insta::assert_snapshot!("a_cluster_that_is_not_there", said(&output));
}

#[test]
fn an_image_configuration_is_no_cluster() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND);
    scratch
        .write("image.yaml", "Build:\n  InstanceType: g4dn.xlarge\n  ParentImage: ami-0123456789abcdef0\n");
    let output = scratch.check(&["train.sbatch", "--cluster", "image.yaml", "--format", "concise"]);
    assert_exit(&output, 2);
}

#[test]
fn a_job_is_no_configuration() {
    let scratch = Scratch::new();
    scratch.write("train.job.yaml", "name: train\nrun: { command: [hostname] }\n");
    let output = scratch.run(&["validate", "train.job.yaml"]);
    assert_exit(&output, 2);
    insta::assert_snapshot!(said(&output));
}
