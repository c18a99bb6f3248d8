//! What the real `sbatch` says.

use pcluster_lab::{Slurm, SlurmOptions};

use crate::clusters;

/// The Slurm of a cluster, with its nodes powered down.
pub(crate) fn slurm(cluster: &str) -> Slurm {
    let mut options = SlurmOptions::of_cluster(&clusters::text(cluster));
    options.container_options = false;
    Slurm::start(&options)
}

/// Why `sbatch` refuses a job. One that begins later is judged as any other, but starts no node; `--test-only` differs from
/// what a submission gets.
pub(crate) fn refusal(slurm: &Slurm, options: &str) -> Option<String> {
    let mut arguments = vec!["--parsable", "--begin=now+1hour"];
    arguments.extend(options.split_whitespace());
    arguments.extend(["--wrap", "true"]);
    let output = slurm.run("sbatch", &arguments);
    if output.status.success() {
        let job = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        slurm.run("scancel", &[&job]);
        return None;
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let said = said.replace("sbatch: error: ", "").replace("Batch job submission failed: ", "");
    Some(said.trim().replace('\n', "; "))
}
