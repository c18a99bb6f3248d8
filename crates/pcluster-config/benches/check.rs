//! What checking costs, against the bare parse of the same text in the same run.
//!
//! `cargo bench -p pcluster-config` prints the times; the ratios of the README come from here.

use std::fmt::Write;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue};
use pcluster_config::{Options, check_bytes};

const SMALL: &str = include_str!("../../../fixtures/clusters/gpu-training.yaml");

/// A cluster with as many queues as compute resources in each, and as many shared storages: much for the rules that
/// compare names and mount points with each other.
fn large(queues: usize) -> String {
    let mut text = String::from(
        "Image:\n  Os: alinux2023\nImds: { ImdsSupport: v2.0 }\nHeadNode:\n  InstanceType: m5.8xlarge\n  \
         Ssh: { KeyName: training }\n  Networking:\n    SubnetId: subnet-12345678\n\
         Scheduling:\n  Scheduler: slurm\n  SlurmQueues:\n",
    );
    for queue in 0..queues {
        let _ = write!(
            text,
            "    - Name: queue{queue}\n      Networking:\n        SubnetIds:\n          - subnet-12345678\n        \
             PlacementGroup:\n          Enabled: true\n      ComputeResources:\n"
        );
        for resource in 0..queues {
            let _ = write!(
                text,
                "        - Name: resource{resource}\n          InstanceType: p5.48xlarge\n          MinCount: 0\n          \
                 MaxCount: 2\n          Efa:\n            Enabled: true\n"
            );
        }
    }
    text.push_str("SharedStorage:\n");
    for storage in 0..queues {
        let _ = write!(
            text,
            "  - Name: data{storage}\n    MountDir: /data/{storage}\n    StorageType: FsxOpenZfs\n    \
             FsxOpenZfsSettings:\n      VolumeId: fsvol-{storage:017x}\n"
        );
    }
    text
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    for (name, text) in [
        ("gpu-training", SMALL.to_owned()),
        ("10x10", large(10)),
        ("20x20", large(20)),
        ("50x50", large(50)),
        ("100x100", large(100)),
    ] {
        // More than 50 compute resources are an error, but all rules have their say.
        let report = check_bytes("bench.yaml", text.as_bytes(), &Options::default());
        assert!(report.config().is_some() && report.diagnostics().len() < 100);
        group.throughput(Throughput::Bytes(text.len().try_into().unwrap_or(u64::MAX)));
        // The peer: the same text, read into a generic value by the YAML library this crate writes with.
        group.bench_with_input(BenchmarkId::new("serde-saphyr", name), &text, |bencher, text| {
            bencher.iter(|| {
                serde_saphyr::from_str::<serde_json::Value>(black_box(text)).map(|value| value.is_object())
            });
        });
        // The events of the parser alone, which nobody can use without building something.
        group.bench_with_input(BenchmarkId::new("events", name), &text, |bencher, text| {
            bencher.iter(|| granit_parser::Parser::new_from_str(black_box(text)).flatten().count());
        });
        group.bench_with_input(BenchmarkId::new("tree", name), &text, |bencher, text| {
            bencher.iter(|| pcluster_config::source::parse_only(black_box(text)));
        });
        group.bench_with_input(BenchmarkId::new("check", name), &text, |bencher, text| {
            bencher.iter(|| {
                check_bytes("bench.yaml", black_box(text.as_bytes()), &Options::default()).is_valid()
            });
        });
    }
    group.finish();
}

/// A lookup in the embedded catalogue, and what was probably meant, which reads all names.
fn instances(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("instances");
    group.bench_function("lookup", |bencher| {
        bencher.iter(|| EmbeddedCatalogue.instance(black_box("p5.48xlarge")));
    });
    group.bench_function("nearest", |bencher| {
        bencher.iter(|| EmbeddedCatalogue.nearest(black_box("p5.49xlarge")));
    });
    group.finish();
}

criterion_group!(check, benches, instances);
criterion_main!(check);
