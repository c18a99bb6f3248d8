//! Jobs as people write them.

use std::fmt::Write;

use pcluster_slurm::rules::Facts;
use pcluster_slurm::sbatch::{Origin, render};
use pcluster_slurm::spec::{self, JobSpec};

use crate::clusters::{cluster, fixtures, shellcheck};

/// The jobs of `fixtures/jobs`, by name.
pub(crate) fn jobs() -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(fixtures().join("jobs")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    let mut jobs: Vec<(String, Vec<u8>)> = paths
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_suffix(".job.yaml")?.to_owned();
            Some((name, std::fs::read(path).unwrap()))
        })
        .collect();
    jobs.sort();
    jobs
}

#[test]
fn jobs_of_real_life_become_scripts() {
    let cluster = cluster("jobs/cluster.yaml");
    for (name, bytes) in jobs() {
        let facts = Facts { cluster: Some(&cluster), ..Facts::default() };
        let (report, job) = spec::read(&name, &bytes).judge(&facts);
        assert!(report.is_valid(), "{name}: {:#?}", report.diagnostics());
        let file = format!("{name}.job.yaml");
        let origin = Origin { job: Some(&file), cluster: Some("cluster.yaml") };
        let script = render(&job.unwrap(), &cluster, &origin).unwrap();
        shellcheck(script.as_str());
        insta::with_settings!({snapshot_path => "snapshots/scripts", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(name, script);
        });
    }
}

#[test]
fn scripts_that_cannot_be_made_say_why() {
    let cpu = cluster("jobs/clusters/cpu.yaml");
    let train = || JobSpec::new("a", spec::Torchrun::script("a.py", []).into());
    let mut elsewhere = train();
    elsewhere.partition = Some("gpu".to_owned());
    let nothing = JobSpec::new("a\n#SBATCH --nodes=9", spec::Run::default());
    let mut pages = String::new();
    for job in [train(), elsewhere, nothing] {
        let error = render(&job, &cpu, &Origin::default()).unwrap_err();
        writeln!(pages, "error: {error}\n  = help: {}", error.help()).unwrap();
        if let pcluster_slurm::sbatch::RenderError::Unsound(report) = &error {
            pages.push_str(&pcluster_config::render::concise(report));
        }
    }
    insta::assert_snapshot!(pages);
}
