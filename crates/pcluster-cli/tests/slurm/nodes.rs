//! The nodes of a cluster.

use crate::around::Around;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn nodes_stand_beside_the_configuration() {
    let around = Around::new();
    let output = around.run(&["nodes", "--cluster", "cluster.yaml"]);
    insta::assert_snapshot!("nodes_well", around.told(&output));
    let update = |node: &str, state: &str, reason: &str| {
        let words = [format!("nodename={node}"), format!("state={state}"), format!("reason={reason}")];
        let output = around.slurm.run("scontrol", &["update", &words[0], &words[1], &words[2]]);
        assert!(output.status.success(), "{output:?}");
    };
    update("block-st-p5-2", "drain", "gres/gpu count reported lower than configured (7 < 8)");
    update("block-st-p5-3", "down", "mine\u{1b}[31m");
    update("ondemand-dy-p5-[1-2]", "down", "(Code:InsufficientInstanceCapacity)Failure when resuming nodes");
    let output = around.run(&["nodes", "--cluster", "cluster.yaml"]);
    insta::assert_snapshot!("nodes_bad", around.told(&output));
    insta::assert_snapshot!("nodes_of_slurm", around.told(&around.run(&["nodes"])));
    let other = crate::around::CLUSTER
        .replace("MaxCount: 16", "MaxCount: 18")
        .replace("MinCount: 16", "MinCount: 18");
    around.write("other.yaml", &other.replace("- Name: ondemand", "- Name: later"));
    insta::assert_snapshot!("nodes_other", around.told(&around.run(&["nodes", "--cluster", "other.yaml"])));
    insta::assert_snapshot!(
        "nodes_expected",
        around.told(&around.run(&["nodes", "--cluster", "cluster.yaml", "--expected"]))
    );
    let mut command = around.command(&["nodes", "--cluster", "cluster.yaml"]);
    let output = command.env("PATH", "/nonexistent").output().unwrap();
    insta::assert_snapshot!("nodes_without_slurm", around.told(&output));
    let output = around.command(&["nodes"]).env("PATH", "/nonexistent").output().unwrap();
    insta::assert_snapshot!("no_slurm", around.told(&output));
}
