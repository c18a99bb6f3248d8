//! What checking 1,000 scripts costs, against `bash -n`, which only parses them, in the same run.
//!
//! `cargo bench -p pcluster-slurm --bench check` prints the times; those of the README come from here.

mod scripts;

use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_config::{Options, check_bytes as check_configuration};
use pcluster_slurm::check_bytes;
use pcluster_slurm::cluster::Cluster;
use pcluster_slurm::rules::Facts;

const CLUSTER: &[u8] = include_bytes!("../../../fixtures/jobs/cluster.yaml");

const SCRIPTS: usize = 1000;

fn benches(criterion: &mut Criterion) {
    let report = check_configuration("cluster.yaml", CLUSTER, &Options::default());
    let Ok(config) = report.into_validated() else { return };
    let cluster = Cluster::new(&config, &EmbeddedCatalogue);
    let facts = Facts { cluster: Some(&cluster), catalogue: &EmbeddedCatalogue };
    let scripts: Vec<String> = (0..SCRIPTS).map(scripts::script).collect();

    let mut group = criterion.benchmark_group("1000 scripts");
    group.sample_size(10);
    group.bench_function("checked", |bencher| {
        bencher.iter(|| {
            let found = scripts.iter().map(|text| check_bytes("job.sbatch", text.as_bytes(), &facts));
            found.map(|report| black_box(report.diagnostics().len())).sum::<usize>()
        });
    });
    let Ok(directory) = tempfile::tempdir() else { return };
    for (index, text) in scripts.iter().enumerate() {
        let _ = std::fs::write(directory.path().join(format!("{index}.sbatch")), text);
    }
    group.bench_function("parsed by bash -n, a process each", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| parsed_by_bash(directory.path())).sum());
    });
    group.finish();
}

/// How long bash takes to parse all scripts of a folder.
fn parsed_by_bash(directory: &Path) -> Duration {
    let start = Instant::now();
    for index in 0..SCRIPTS {
        let script = directory.join(format!("{index}.sbatch"));
        let status = Command::new("bash").arg("-n").arg(script).stderr(Stdio::null()).status();
        assert!(status.is_ok_and(|status| status.success()), "script {index} is bash");
    }
    start.elapsed()
}

criterion_group!(group, benches);
criterion_main!(group);
