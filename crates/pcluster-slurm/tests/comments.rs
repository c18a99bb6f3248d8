//! Comments that allow what is found in a job, as a user writes them.

#![allow(clippy::unwrap_used, reason = "the helpers of a test fail like the test")]

use pcluster_config::render::concise;
use pcluster_slurm::check_bytes;
use pcluster_slurm::rules::Facts;

/// What is said about a script beside that it has no time limit, and how much is hidden.
#[track_caller]
fn check(text: &str) -> (String, usize) {
    let report = check_bytes("a.sbatch", text.as_bytes(), &Facts::default());
    let said = concise(&report);
    let ours = ["no-time-limit", "allow", "rule", "not-suppressible"];
    let lines: String =
        said.split_inclusive('\n').filter(|line| ours.iter().any(|id| line.contains(id))).collect();
    let by_comments = report.hidden().iter().filter(|hidden| hidden.by.as_str() == "comment");
    (lines, by_comments.count())
}

#[track_caller]
fn assert_hidden(text: &str) {
    assert_eq!(check(text), (String::new(), 1), "{text}");
}

#[test]
fn they_stand_behind_a_directive_or_above_it() {
    assert_hidden(
        "#!/bin/bash\n#SBATCH -N 2 # pclusterctl: allow[no-time-limit] it ends by itself\nhostname\n",
    );
    assert_hidden(
        "#!/bin/bash\n# pclusterctl: allow[no-time-limit] it ends by itself\n#SBATCH -N 2\nhostname\n",
    );
    assert_hidden(
        "#!/bin/bash\n# it is short\n# pclusterctl: allow[no-time-limit] it ends\n# by itself\n#SBATCH -N 2\nhostname\n",
    );
    assert_hidden(
        "#!/bin/bash\r\n#SBATCH -N 2 # pclusterctl: allow[no-time-limit] it ends by itself\r\nhostname\r\n",
    );
}

#[test]
fn a_yaml_job_has_them_as_well() {
    let text = "# pclusterctl: allow[no-time-limit] it ends by itself\nname: a\nrun: { command: { program: hostname } }\n";
    let report = check_bytes("a.job.yaml", text.as_bytes(), &Facts::default());
    assert_eq!(concise(&report), "");
    assert_eq!(report.hidden().len(), 1);
}

#[test]
fn one_that_covers_something_else_is_of_no_use() {
    let (said, hidden) = check(
        "#!/bin/bash\n#SBATCH -N 2\n\nhostname # pclusterctl: allow[no-time-limit] it ends by itself\n",
    );
    assert_eq!(hidden, 0);
    insta::assert_snapshot!(said, @r"
    a.sbatch:2:1: info[no-time-limit]: the job has no time limit of its own
    a.sbatch:4:31: warning[unused-allow]: `no-time-limit` is not reported on the line that this comment covers
    ");
}

#[test]
fn what_only_looks_like_one_is_none() {
    let text = "#!/bin/bash\n#SBATCH --time=10\n\
                cat <<EOF\n# pclusterctl: allow[no-such-rule] text\nEOF\n\
                echo '# pclusterctl: allow[no-such-rule] text' \"\n# pclusterctl: allow[no-such-rule] text\n\"\n\
                echo a#pclusterctl: allow[no-such-rule]\n";
    assert_eq!(check(text), (String::new(), 0));
}

#[test]
fn ids_are_checked() {
    let (said, _) = check(
        "#!/bin/bash\n#SBATCH --time=10 # pclusterctl: allow[no-time-limits] why\nhostname # pclusterctl: allow[unknown-key] why\n",
    );
    insta::assert_snapshot!(said, @r"
    a.sbatch:2:40: warning[unknown-rule]: there is no rule `no-time-limits`
    a.sbatch:3:31: warning[not-suppressible]: `unknown-key` cannot be allowed: a job with such an error cannot be read
    ");
}

#[test]
fn a_directive_that_is_too_late_may_be_allowed_as_well() {
    let text = "#!/bin/bash\n#SBATCH --time=10\nhostname\n# pclusterctl: allow[late-directive] for another day\n#SBATCH -N 2\ndate\n";
    let report = check_bytes("a.sbatch", text.as_bytes(), &Facts::default());
    assert_eq!(concise(&report).matches("late-directive").count(), 0, "{}", concise(&report));
    assert_eq!(report.hidden().len(), 1);
}
