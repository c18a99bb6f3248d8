//! Scripts are read as the real `sbatch` reads them.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod expected;
mod generate;
mod real;
mod values;

use pcluster_lab::{Slurm, SlurmOptions};
use pcluster_slurm::script::options::SlurmVersion;

use generate::Generator;

/// How many scripts; `SBATCH_SCRIPTS` asks for more of them.
const SCRIPTS: usize = 300;

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn directives_are_those_that_sbatch_reads() {
    let slurm = Slurm::start(&SlurmOptions::default());
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
    eprintln!("{count} scripts: {taken} taken, {refused} refused, {} differ", differences.len());
    assert!(differences.is_empty(), "{}", differences[..differences.len().min(20)].join("\n"));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn values_are_those_that_slurm_takes() {
    let slurm = Slurm::start(&SlurmOptions::default());
    let differences = values::differences(&slurm);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
