//! A job that is written is read as the same.

use pcluster_slurm::spec::{self, JobSpec};
use proptest::prelude::*;

use crate::fixtures::jobs;
use crate::quoting::job;

#[track_caller]
fn same(job: &JobSpec) {
    let yaml = job.to_yaml().unwrap();
    let (report, read) = spec::read("a.job.yaml", yaml.as_bytes()).finish(Vec::new());
    assert!(report.is_valid(), "{yaml}\n{:#?}", report.diagnostics());
    assert_eq!(read.as_ref(), Some(job), "{yaml}");
}

#[test]
fn jobs_of_real_life_are_read_as_they_are_written() {
    for (name, bytes) in jobs() {
        let (_, job) = spec::read(&name, &bytes).finish(Vec::new());
        same(&job.unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_job_is_read_as_it_is_written(job in job()) {
        same(&job);
    }
}
