//! Scripts are read as the real `sbatch` reads them.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod expected;
mod generate;
mod real;
mod values;

use std::fs;
use std::path::Path;

use pcluster_lab::{Slurm, SlurmOptions};
use pcluster_slurm::script::options::SlurmVersion;

use generate::Generator;

/// How many scripts; `SBATCH_SCRIPTS` asks for more of them.
const SCRIPTS: usize = 300;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn directives_are_those_that_sbatch_reads() {
    // Jobs that are over count for a while.
    let settings = vec![("MaxJobCount".into(), "1000000".into())];
    let slurm = Slurm::start(&SlurmOptions { settings, ..SlurmOptions::default() });
    let count = std::env::var("SBATCH_SCRIPTS").ok().and_then(|count| count.parse().ok()).unwrap_or(SCRIPTS);
    let mut generator = Generator::new();
    let mut differences = Vec::new();
    let (mut taken, mut refused) = (0, 0);
    for number in 0..count {
        let text = generator.script();
        let ours = expected::outcome(&text, SlurmVersion::OLDEST);
        let theirs = real::outcome(&slurm, &text);
        match theirs {
            real::Outcome::Jobs(_) => taken += 1,
            real::Outcome::Refused(_) => refused += 1,
        }
        if let Some(difference) = expected::difference(&ours, &theirs) {
            differences.push(format!("--- {number}: {difference}\n{text:?}"));
        }
    }
    assert!(differences.is_empty(), "{}", differences[..differences.len().min(20)].join("\n"));
    // Neither is worth much without the other.
    assert!(taken > count / 5 && refused > count / 5, "{taken} taken, {refused} refused");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn values_are_those_that_slurm_takes() {
    let slurm = Slurm::start(&SlurmOptions::default());
    let differences = values::differences(&slurm);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn whole_scripts_are_taken_and_broken_ones_are_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/jobs");
    let slurm = Slurm::for_cluster(&fs::read_to_string(root.join("cluster.yaml")).expect("a cluster"));
    for folder in [root.clone(), root.join("broken")] {
        let entries = fs::read_dir(folder).expect("a folder of jobs");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        for path in paths.filter(|path| path.extension().is_some_and(|name| name == "sbatch")) {
            let text = fs::read_to_string(&path).expect("a script");
            let mut ours = expected::outcome(&text, SlurmVersion::OLDEST);
            // Partitions have defaults of their own.
            for fields in ours.iter_mut().flatten() {
                fields.retain(|name, _| !["OverSubscribe", "TimeLimit"].contains(name));
            }
            let theirs = real::outcome(&slurm, &text);
            let shown = path.file_name().expect("a name").to_string_lossy();
            // What is refused for the cluster's sake is a matter of the rules, and PBS is not read here.
            if !["gpus-per-task.sbatch", "components.sbatch", "other-scheduler.sbatch"]
                .contains(&shown.as_ref())
            {
                assert_eq!(expected::difference(&ours, &theirs), None, "{shown}");
            }
        }
    }
}
