//! Submitting, following, showing, cancelling.

use pcluster_lab::Sshd;

use crate::around::Around;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_is_submitted_and_followed() {
    let around = Around::new();
    let job = around.job(
        "train.sbatch",
        "#SBATCH --nodes=2\n#SBATCH --exclusive\n#SBATCH --gpus-per-node=8\nsrun -l hostname | sort\nexit 7",
    );
    let output = around.run(&["job", "submit", job, "--cluster", "cluster.yaml"]);
    assert_eq!(output.status.code(), Some(7), "{}", around.told(&output));
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(out, "0: block-st-p5-1\n1: block-st-p5-2\n", "{}", around.told(&output));
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(err.ends_with("job 1 ended: failed, exit code 7\n"), "{err}");
    assert!(err.contains("job 1 runs on 2 nodes: block-st-p5-[1-2]\n"), "{err}");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_that_does_not_fit_is_not_submitted() {
    let around = Around::new();
    let job = around.job("wrong.sbatch", "#SBATCH --bogus=1\nhostname");
    let output = around.run(&["job", "submit", job, "--cluster", "cluster.yaml"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{}", around.told(&output));
    insta::assert_snapshot!("not_submitted", last(&output.stderr, 2));
    let job = around.job("large.sbatch", "#SBATCH --nodes=2\n#SBATCH --gpus-per-node=9\nhostname");
    let output = around.run(&["job", "submit", job, "--force"]);
    assert_eq!(output.status.code(), Some(2), "{}", around.told(&output));
    insta::assert_snapshot!("refused", last(&output.stderr, 2));
}

/// The last lines of a text: what comes before says what the check found.
fn last(text: &[u8], count: usize) -> String {
    let text = String::from_utf8_lossy(text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn jobs_are_shown_and_cancelled() {
    let around = Around::new();
    let job = around.job("sleep.sbatch", "#SBATCH --error=%x.err\necho out; echo err >&2; sleep 600");
    let first = around.submit(&[job, "--sbatch=--nodelist=block-st-p5-1", "--sbatch=--exclusive"]);
    around.wait(&first, "runs");
    let second =
        around.submit(&[job, "--sbatch=--nodelist=block-st-p5-1", "--sbatch=--job-name=a\u{1b}[31mb"]);
    let third = around.submit(&[job, &format!("--sbatch=--dependency=afterok:{first}")]);
    let fourth = around.submit(&[job, "--sbatch=--hold", "--sbatch=--array=1-9%2"]);
    // Slurm says why a job waits when it has tried to start it.
    loop {
        let list = around.run(&["job", "list"]);
        if String::from_utf8_lossy(&list.stdout).contains("free") {
            insta::assert_snapshot!("list", around.told(&list));
            break;
        }
    }
    insta::assert_snapshot!("status_runs", around.told(&around.run(&["job", "status", &first])));
    insta::assert_snapshot!("status_held", around.told(&around.run(&["job", "status", &fourth])));
    insta::assert_snapshot!("status_dependent", around.told(&around.run(&["job", "status", &third])));
    insta::assert_snapshot!("logs", around.told(&around.run(&["job", "logs", &first])));
    insta::assert_snapshot!("logs_none", around.told(&around.run(&["job", "logs", &second])));
    let cancelled = around.run(&["job", "cancel", &first, &second, &third, &fourth]);
    insta::assert_snapshot!("cancel", around.told(&cancelled));
    around.wait(&first, "cancelled");
    insta::assert_snapshot!("cancel_again", around.told(&around.run(&["job", "cancel", &first, "999"])));
    insta::assert_snapshot!("unknown", around.told(&around.run(&["job", "status", "999"])));
    assert_eq!(around.run(&["job", "status", &first]).status.code(), Some(1));
    assert_eq!(around.run(&["job", "status", "x1"]).status.code(), Some(2));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_is_submitted_over_ssh() {
    let around = Around::new();
    let server = Sshd::start(&[("SLURM_CONF", &around.slurm.configuration().display().to_string())]);
    let config = server.configuration().display().to_string();
    let way = ["--host", "head-node", "--ssh-config", &config];
    let job = around.job("train.sbatch", "echo \"$@\"");
    let here = format!("--sbatch=--chdir={}", around.directory().display());
    let mut command =
        around.command(&[&["job", "submit", job, &here], &way[..], &["--", "it's", "a  b"]].concat());
    // The commands of this machine would not find the cluster.
    let output = command.env_remove("SLURM_CONF").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", around.told(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "it's a  b\n", "{}", around.told(&output));
    let output =
        around.command(&["job", "status", "1", "--host", "127.0.0.1", "--port", "1"]).output().unwrap();
    insta::assert_snapshot!("no_way", around.told(&output));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_job_as_yaml_is_rendered_and_run() {
    let around = Around::new();
    let yaml = "name: hello\npartition: block\nnodes: 3\ntasks-per-node: 1\ntime: \"00:10:00\"\nrun:\n  command:\n    program: hostname\n";
    let job = around.write("hello.job.yaml", yaml);
    let output =
        around.run(&["job", "submit", job, "--cluster", "cluster.yaml", "--force", "--sbatch=--output=out"]);
    assert_eq!(output.status.code(), Some(0), "{}", around.told(&output));
    let out = String::from_utf8_lossy(&output.stdout);
    let mut names: Vec<&str> = out.lines().filter(|line| line.contains("block-st-p5-")).collect();
    names.sort_unstable();
    assert_eq!(names.len(), 3, "{}", around.told(&output));
    let output = around.run(&["job", "submit", job, "--force"]);
    insta::assert_snapshot!("yaml_without_cluster", last(&output.stderr, 1));
}
