//! What the real `sbatch` makes of a script.

use std::collections::BTreeMap;

use pcluster_lab::Slurm;

/// What became of a script.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Jobs, more than one for a heterogeneous one, with what `scontrol show job` says about them.
    Jobs(Vec<BTreeMap<String, String>>),
    /// The words of the refusal.
    Refused(String),
}

pub(crate) fn outcome(slurm: &Slurm, text: &str) -> Outcome {
    let file = slurm.directory().join("jobs/script.sbatch");
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    std::fs::write(&file, text).expect("a script");
    let output = slurm.run("sbatch", &["--hold", "--parsable", "--no-kill=off", "script.sbatch"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    // A script may ask for what ends sbatch with success, such as --help.
    let Some(id) = said.lines().next().filter(|line| line.bytes().all(|byte| byte.is_ascii_digit())) else {
        return Outcome::Refused(format!("{} {error}", output.status));
    };
    let shown = slurm.run("scontrol", &["show", "job", id]);
    let shown = String::from_utf8_lossy(&shown.stdout).into_owned();
    slurm.run("scancel", &[id]);
    let jobs = shown.split("\n\n").filter(|job| !job.trim().is_empty());
    Outcome::Jobs(jobs.map(fields).collect())
}

/// Fields of a line are `NAME=VALUE` with blanks between them, but names of jobs and comments may have blanks too.
fn fields(job: &str) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for line in job.lines() {
        for whole in ["JobName=", "Comment="] {
            if let Some(at) = line.find(whole) {
                fields.insert(
                    whole.trim_end_matches('=').to_owned(),
                    line[at + whole.len()..].trim_end().to_owned(),
                );
            }
        }
        for word in line.split(' ') {
            if let Some((name, value)) = word.split_once('=') {
                fields.entry(name.to_owned()).or_insert_with(|| value.to_owned());
            }
        }
    }
    fields
}
