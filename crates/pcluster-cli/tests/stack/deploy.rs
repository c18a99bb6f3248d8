//! Making a stack, and changing it.

use std::fmt::Write;

use super::lab::{SMALL, change_sets, deploy, infra, run, shared, status};

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_stack_is_made_once() {
    let (aws, stack) = (shared(), "made-once");
    let run_1 = deploy(aws, stack, SMALL, &[]).ends(0);
    insta::assert_snapshot!("made", run_1.page());
    let run_2 = deploy(aws, stack, SMALL, &[]).ends(0);
    insta::assert_snapshot!("made_again", run_2.page());
    assert_eq!(change_sets(aws, stack), 0);
    insta::assert_snapshot!("status", run(&mut infra(aws, "status", stack, &[])).ends(0).page());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_change_needs_a_yes() {
    let (aws, stack) = (shared(), "needs-yes");
    deploy(aws, stack, SMALL, &[]).ends(0);
    let more = SMALL.replace("Resources:\n", "Resources:\n  Bucket: {Type: 'AWS::S3::Bucket'}\n");
    let asked = deploy(aws, stack, &more, &[]).ends(2);
    insta::assert_snapshot!("change_without_yes", asked.page());
    assert_eq!(change_sets(aws, stack), 0, "what is not wanted is taken away");
    assert_eq!(status(aws, stack).unwrap()["status"], "CREATE_COMPLETE");
    let done = deploy(aws, stack, &more, &["--yes"]).ends(0);
    insta::assert_snapshot!("change_with_yes", done.page());
    assert_eq!(change_sets(aws, stack), 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_holds_data_is_not_replaced() {
    let (aws, stack) = (shared(), "holds-data");
    deploy(aws, stack, SMALL, &[]).ends(0);
    let refused = deploy(aws, stack, SMALL, &["--set", "Capacity=2400", "--yes"]).ends(2);
    insta::assert_snapshot!("replacement_refused", refused.page());
    let without = SMALL.split("  FSxLustre:\n").next().unwrap();
    let refused = deploy(aws, stack, without, &["--yes"]).ends(2);
    insta::assert_snapshot!("removal_refused", refused.page());
    let allowed = ["--set", "Capacity=2400", "--yes", "--allow-replacement", "FSxLustre"];
    let old = status(aws, stack).unwrap()["outputs"][1]["value"].clone();
    insta::assert_snapshot!("replacement_allowed", deploy(aws, stack, SMALL, &allowed).ends(0).page());
    assert_ne!(status(aws, stack).unwrap()["outputs"][1]["value"], old);
    // What was given once stays.
    deploy(aws, stack, SMALL, &[]).ends(0);
    assert_eq!(status(aws, stack).unwrap()["parameters"]["Capacity"], "2400");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_dry_run_leaves_nothing() {
    let (aws, stack) = (shared(), "dry");
    insta::assert_snapshot!("dry_run", deploy(aws, stack, SMALL, &["--dry-run"]).ends(0).page());
    assert_eq!(status(aws, stack), None);
    deploy(aws, stack, SMALL, &[]).ends(0);
    deploy(aws, stack, SMALL, &["--dry-run", "--set", "Capacity=2400"]).ends(0);
    assert_eq!(change_sets(aws, stack), 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn programs_read_one_object_a_line() {
    let (aws, stack) = (shared(), "programs");
    let lines = deploy(aws, stack, SMALL, &["--json"]).ends(0).json();
    let names: Vec<&str> = lines.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(names[..3], ["change-set-made", "plan", "started"]);
    assert_eq!(names.last(), Some(&"outcome"));
    let resources = lines.iter().filter(|line| line["event"] == "resource");
    let mut ids: Vec<&str> = resources.filter_map(|line| line["id"].as_str()).collect();
    // Two for the stack, three for each of four resources: none lost, none twice.
    assert_eq!(ids.len(), 14);
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 14);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn work_that_goes_on_is_followed_first() {
    let (aws, stack) = (shared(), "followed");
    let (_directory, template) = super::lab::template(SMALL);
    let arguments = ["--template", &template, "--tag", "lab:delay=3"];
    let first = infra(aws, "deploy", stack, &arguments)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    while status(aws, stack).is_none_or(|stack| stack["status"] != "CREATE_IN_PROGRESS") {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let follower = infra(aws, "status", stack, &["--follow"])
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let second = run(&mut infra(aws, "deploy", stack, &arguments)).ends(0);
    insta::assert_snapshot!("followed_first", second.page());
    let first = super::lab::Run::of(first.wait_with_output().unwrap()).ends(0);
    assert!(first.err.contains("is created, after 0:0"), "{}", first.err);
    let follower = super::lab::Run::of(follower.wait_with_output().unwrap()).ends(0);
    assert!(
        follower.err.contains("creating     VPC") && follower.out.contains("CREATE_COMPLETE"),
        "{follower:?}"
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn the_outputs_go_into_a_file() {
    let (aws, stack) = (shared(), "with-outputs");
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("pcluster-env.sh");
    std::fs::write(&file, "# mine\nexport VPC_ID=old\n").unwrap();
    deploy(aws, stack, SMALL, &["--outputs", file.to_str().unwrap()]).ends(0);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.starts_with("# mine\nexport VPC_ID=vpc-") && text.contains("export FSX_LUSTRE_ID=fs-"),
        "{text}"
    );
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn every_variant_is_deployed_and_stays_what_it_is() {
    let aws = shared();
    for (index, monitoring) in ["none", "amp", "amp+amg"].into_iter().enumerate() {
        let stack = format!("variant-{index}");
        let zone = ["--set", "PrimarySubnetAZ=us-east-1a", "--monitoring", monitoring];
        run(&mut infra(aws, "deploy", &stack, &zone)).ends(0);
        let again = run(&mut infra(aws, "deploy", &stack, &[])).ends(0);
        assert!(again.err.starts_with("nothing to do"), "{}", again.err);
        assert_eq!(status(aws, &stack).unwrap()["parameters"]["MonitoringType"], monitoring);
    }
    // From one to another.
    let changed = run(&mut infra(aws, "deploy", "variant-0", &["--monitoring", "amp", "--yes"])).ends(0);
    insta::assert_snapshot!("another_monitoring", changed.page());
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_is_wrong_is_said_before_anything_is_made() {
    let (aws, stack) = (shared(), "wrong");
    let mut pages = String::new();
    for arguments in [&["--set", "Capacty=1"][..], &["--set", "Capacity=much"], &["--set", "nothing"]] {
        let run = deploy(aws, stack, SMALL, arguments);
        writeln!(pages, "$ {}\n{}", arguments.join(" "), run.page()).unwrap();
    }
    for arguments in [&["--set", "Capacity=3000"][..], &["--template", "/dev/null"], &[]] {
        let run = run(&mut infra(aws, "deploy", stack, arguments));
        writeln!(pages, "$ {}\n{}", arguments.join(" "), run.page()).unwrap();
    }
    let unreachable = run(infra(aws, "deploy", stack, &["--set", "Capacity=3000"])
        .env("AWS_ENDPOINT_URL", "http://127.0.0.1:1"));
    assert!(unreachable.ends(1).err.contains("stack-lustre-capacity"), "no call is needed for that");
    insta::assert_snapshot!("wrong", pages);
    assert_eq!(status(aws, stack), None);
}

#[test]
fn every_command_explains_itself() {
    for name in ["deploy", "status", "delete"] {
        let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_pclusterctl"));
        let help = run(program.args(["infra", name, "--help"])).ends(0);
        insta::assert_snapshot!(format!("help_{name}"), help.out);
    }
}
