//! Any bytes as a job, script or YAML, with a cluster and without: a check never panics, says only what it can point at,
//! hides no errors of shape, and mending makes nothing worse.

#![no_main]

mod reports;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_config::fix::{Mended, mend};
use pcluster_config::{Options, Report, check_bytes as check_configuration};
use pcluster_slurm::check_bytes;
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::rules::{Facts, RULEBOOK};
use reports::{
    apply, comments_hide_no_errors_of_shape, errors, renderers_work, shape_errors, spans_are_in_the_text,
};

fuzz_target!(|bytes: &[u8]| {
    for name in ["fuzz.sbatch", "fuzz.job.yaml"] {
        for cluster in [None, Some(cluster())] {
            let facts = Facts { cluster, catalogue: &EmbeddedCatalogue };
            let check = |bytes: &[u8]| check_bytes(name, bytes, &facts);
            let report = check(bytes);
            spans_are_in_the_text(&report);
            comments_hide_no_errors_of_shape(&report);
            renderers_work(&report, RULEBOOK);
            fixes_can_be_applied(&report);
            if cluster.is_some() {
                mending_makes_nothing_worse(&report, check);
            }
        }
    }
});

/// The cluster of the examples.
fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| {
        let text = include_bytes!("../../fixtures/jobs/cluster.yaml");
        let report = check_configuration("cluster.yaml", text, &Options::default());
        let config = report.into_validated().expect("the cluster of the examples is valid");
        Cluster::new(&config, &EmbeddedCatalogue)
    })
}

fn fixes_can_be_applied(report: &Report) {
    let text = report.text().unwrap_or_default();
    for fix in report.diagnostics().iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        assert!(apply(text, &fix.edits) != text, "a fix changes nothing: {fix:?}");
    }
}

fn mending_makes_nothing_worse(report: &Report, check: impl Fn(&[u8]) -> Report) {
    // Every attempt checks the whole text.
    const LONGEST: usize = 2048;
    const MOST_FIXES: usize = 20;
    let text = report.text().unwrap_or_default();
    let fixes = report.diagnostics().iter().filter(|diagnostic| diagnostic.fix.is_some()).count();
    if !(1..=MOST_FIXES).contains(&fixes) || text.len() > LONGEST {
        return;
    }
    let Mended { text: mended, report: after, fixed, .. } = mend(text, |text| check(text.as_bytes()));
    assert!(errors(&after) <= errors(report), "--- mended:\n{mended}");
    assert!(shape_errors(&after) <= shape_errors(report), "--- mended:\n{mended}");
    assert_eq!(fixed.is_empty(), mended == text, "{fixed:?}\n--- mended:\n{mended}");
}
