//! Jobs that fit, and jobs that do not.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use pcluster_slurm::fit;

use crate::{clusters, jobs, sbatch};

struct Row {
    verdict: Verdict,
    options: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// It fits, and `sbatch` takes it.
    Fits,
    /// It does not, and `sbatch` says so.
    Never,
    /// It does not, but `sbatch` takes it all the same; the comment above says why.
    Taken,
    /// It does, but `sbatch` refuses it all the same; the comment above says why.
    Refused,
}

/// The jobs of a cluster: a verdict and options on every line of `jobs/CLUSTER.txt`.
fn rows(cluster: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fit/jobs/{cluster}.txt"));
    let text = fs::read_to_string(path).expect("a list of jobs");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let row = |line: &str| {
        let (verdict, options) = line.split_once(' ').unwrap_or((line, ""));
        let verdict = match verdict {
            "fits" => Verdict::Fits,
            "never" => Verdict::Never,
            "taken" => Verdict::Taken,
            "refused" => Verdict::Refused,
            other => panic!("{other} is no verdict"),
        };
        Row { verdict, options: options.trim().to_owned() }
    };
    lines.map(row).collect()
}

fn ours(name: &str) {
    let cluster = clusters::cluster(name);
    let (mut page, mut wrong) = (String::new(), Vec::new());
    for row in rows(name) {
        let request = jobs::request(&row.options);
        let found = fit::on_cluster(&request, &cluster);
        if found.is_ok() != matches!(row.verdict, Verdict::Fits | Verdict::Refused) {
            wrong.push(format!("{:?} {}: {found:?}", row.verdict, row.options));
        }
        let says = match found {
            Ok(fits) => fits
                .iter()
                .map(|fit| format!("{} nodes of {}", fit.nodes, fit.partition))
                .collect::<Vec<_>>()
                .join(", "),
            Err(_) => fit::misfits(&request, &cluster)
                .iter()
                .map(|misfit| format!("{:?}: {} wanted, {} there", misfit.what, misfit.wanted, misfit.have))
                .collect::<Vec<_>>()
                .join("; "),
        };
        writeln!(page, "{}\n    {says}", row.options).expect("a line");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!(format!("fit-{name}"), page);
    });
}

fn theirs(name: &str) {
    let slurm = sbatch::slurm(name);
    let mut wrong = Vec::new();
    for row in rows(name) {
        let refusal = sbatch::refusal(&slurm, &row.options);
        if refusal.is_some() != matches!(row.verdict, Verdict::Never | Verdict::Refused) {
            wrong.push(format!("{:?} {}: {refusal:?}", row.verdict, row.options));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

macro_rules! clusters {
    ($($test:ident $name:literal,)+) => {
        mod by_us {
            $(#[test]
            fn $test() {
                super::ours($name);
            })+
        }

        mod by_sbatch {
            $(#[test]
            #[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
            fn $test() {
                super::theirs($name);
            })+
        }

        const ALL: &[&str] = &[$($name),+];
    };
}

clusters! {
    jobs_of_a_mixed_cluster_are_judged "mixed",
    jobs_of_a_cluster_that_gives_out_memory_are_judged "mixed-memory",
    jobs_of_a_cluster_with_settings_of_its_own_are_judged "overridden",
}

#[test]
fn there_are_jobs_of_every_kind() {
    let all: Vec<Row> = ALL.iter().flat_map(|name| rows(name)).collect();
    let count = |verdict| all.iter().filter(|row| row.verdict == verdict).count();
    assert!(count(Verdict::Fits) >= 60 && count(Verdict::Never) >= 60, "{} jobs", all.len());
}
