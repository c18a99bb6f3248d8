//! Settings, policies, baselines and fixes.

use crate::scratch::{CLUSTER, SOUND, Scratch, assert_exit, said};

#[test]
fn settings_name_the_cluster_of_jobs() {
    let scratch = Scratch::new();
    scratch.write(
        "pclusterctl.toml",
        "cluster = 'cluster.yaml'\n[[overrides]]\npaths = ['next/']\ncluster = 'next/c.yaml'\n",
    );
    scratch.write("jobs/train.sbatch", SOUND);
    scratch.write("next/train.sbatch", SOUND);
    scratch.write("next/c.yaml", CLUSTER);
    let output = scratch.check(&["jobs", "next"]);
    assert_exit(&output, 0);
    let line = "checked 2 jobs against cluster.yaml and next/c.yaml: nothing is wrong";
    assert!(said(&output).contains(line), "{}", said(&output));
    // What is named wins.
    scratch.write("pclusterctl.toml", "cluster = 'gone.yaml'\n");
    assert_exit(&scratch.check(&["jobs", "--cluster", "cluster.yaml"]), 0);
    let output = scratch.check(&["jobs", "next"]);
    assert_exit(&output, 2);
    assert_eq!(said(&output).matches("gone.yaml").count(), 1, "{}", said(&output));
}

#[test]
fn the_release_of_the_settings_is_that_of_the_cluster() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND);
    scratch.write("pclusterctl.toml", "release = '3.14.0'\n");
    let arguments = ["train.sbatch", "--cluster", "cluster.yaml", "--format", "json"];
    let output = scratch.check(&arguments);
    assert_exit(&output, 0);
    assert!(said(&output).contains("\"release\": \"3.14.0\""), "{}", said(&output));
    let output = scratch.check(&[&arguments[..], &["--release", "3.15.0"]].concat());
    assert!(said(&output).contains("\"release\": \"3.15.0\""), "{}", said(&output));
}

#[test]
fn rules_about_jobs_have_levels() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND.replace("#SBATCH --time=1-00:00:00\n", ""));
    let arguments = ["train.sbatch", "--cluster", "cluster.yaml", "--format", "concise"];
    let output = scratch.check(&arguments);
    assert_exit(&output, 0);
    assert!(said(&output).contains("info[no-time-limit]"), "{}", said(&output));
    scratch.write("pclusterctl.toml", "[rules]\nno-time-limit = 'error'\n");
    assert_exit(&scratch.check(&arguments), 1);
    let output = scratch.check(&[&arguments[..], &["--ignore", "no-time-limit"]].concat());
    assert_exit(&output, 0);
    assert!(said(&output).contains("hidden: 1 by --select and --ignore"), "{}", said(&output));
    scratch.write("pclusterctl.toml", "[rules]\nno-time-limits = 'error'\n");
    let output = scratch.check(&arguments);
    assert!(
        said(&output).contains("warning[unknown-rule]: there is no rule `no-time-limits`"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_baseline_puts_off_what_is_there() {
    let scratch = Scratch::new();
    scratch.write("train.sbatch", SOUND.replace("#SBATCH --time=1-00:00:00\n", ""));
    scratch.write("notes.sbatch", "to do\n");
    let arguments = ["train.sbatch", "notes.sbatch", "--cluster", "cluster.yaml"];
    let output = scratch.check(&[&arguments[..], &["--write-baseline", "baseline.json"]].concat());
    assert_exit(&output, 0);
    insta::assert_snapshot!(scratch.read("baseline.json"));
    let output = scratch.check(&[&arguments[..], &["--baseline", "baseline.json"]].concat());
    assert_exit(&output, 0);
    assert!(said(&output).contains("nothing else is wrong; hidden: 2 by the baseline"), "{}", said(&output));
}

#[test]
fn fixes_mend_a_script() {
    let scratch = Scratch::new();
    let slips = SOUND.replace("--partition", "--partiton").replace("#SBATCH --nodes", "# SBATCH --nodes");
    scratch.write("train.sbatch", &slips);
    let arguments = ["train.sbatch", "--cluster", "cluster.yaml"];
    let output = scratch.check(&[&arguments[..], &["--diff"]].concat());
    assert_exit(&output, 1);
    insta::assert_snapshot!(said(&output));
    assert_eq!(scratch.read("train.sbatch"), slips);
    let output = scratch.check(&[&arguments[..], &["--fix"]].concat());
    assert_exit(&output, 0);
    assert_eq!(scratch.read("train.sbatch"), SOUND);
    let output = scratch.check_input(&["-", "--cluster", "cluster.yaml", "--fix"], slips.as_bytes());
    assert_eq!(String::from_utf8_lossy(&output.stdout), SOUND, "{}", said(&output));
}

#[test]
fn jobs_are_written_for_the_cluster_of_the_settings() {
    let scratch = Scratch::new();
    let output = scratch.job(&["new", "--kind", "train", "-o", "jobs/train.job.yaml"]);
    assert_exit(&output, 2);
    assert!(said(&output).contains("nothing says which cluster the job is for"), "{}", said(&output));
    scratch.write("pclusterctl.toml", "cluster = 'cluster.yaml'\n");
    std::fs::create_dir(scratch.path("jobs")).unwrap();
    assert_exit(&scratch.job(&["new", "--kind", "train", "-o", "jobs/train.job.yaml"]), 0);
    assert_exit(&scratch.check(&["jobs", "--fail-on", "warning"]), 0);
    assert_exit(&scratch.job(&["render", "jobs/train.job.yaml", "-o", "jobs/train.sbatch"]), 0);
    let output = scratch.check(&["jobs", "--fail-on", "warning"]);
    assert_exit(&output, 0);
    assert!(said(&output).contains("checked 2 jobs against cluster.yaml"), "{}", said(&output));
}
