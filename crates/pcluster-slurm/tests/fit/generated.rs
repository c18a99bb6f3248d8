//! Jobs that nobody thought of.

use pcluster_slurm::fit;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::{clusters, jobs, sbatch};

/// Jobs for each cluster.
const JOBS: usize = 800;

/// An option with one of these values, or none.
fn option(name: &'static str, often: u32, values: &'static [&'static str]) -> BoxedStrategy<String> {
    let given = prop::sample::select(values).prop_map(move |value| match value {
        "" => name.to_owned(),
        _ => format!("{name}={value}"),
    });
    prop_oneof![(10 - often) => Just(String::new()), often => given].boxed()
}

/// Jobs of the clusters with several kinds of nodes.
fn job() -> impl Strategy<Value = String> {
    let places = (
        option("--partition", 10, &["gpu", "gpu", "gpu", "cpu", "train", "gpu,train", "cpu,gpu"]),
        option("--nodes", 5, &["1", "2", "4", "5", "8", "10", "14", "15", "1-3", "2-6", "4-14"]),
        option(
            "--constraint",
            2,
            &["p5", "g5", "efa", "dynamic", "static", "p5|g5", "[p5|g5]", "gpu&dynamic"],
        ),
        option("--exclude", 1, &["gpu-dy-g5-[1-4]", "gpu-st-p5-1,gpu-dy-p5-2", "cpu-dy-c5-[1-5]"]),
        option("--exclusive", 1, &[""]),
        option("--time", 1, &["60", "121", "1-0"]),
    );
    let tasks = (
        option(
            "--ntasks",
            4,
            &["1", "2", "4", "7", "8", "16", "33", "56", "72", "100", "300", "800", "1300"],
        ),
        option("--ntasks-per-node", 3, &["1", "2", "4", "8", "10", "48", "96", "200"]),
        option("--cpus-per-task", 3, &["1", "2", "3", "6", "12", "24", "48", "49", "96", "100", "193"]),
    );
    let gpus = prop_oneof![
        4 => Just(String::new()),
        2 => option("--gpus-per-node", 10, &["1", "2", "4", "5", "8", "9", "h100:8", "a10g:4", "a10g:5", "a100:8"]),
        1 => option("--gres", 10, &["gpu:1", "gpu:8", "gpu:h100:4", "gpu:a10g:2", "gpu:v100:1", "efa:1"]),
        2 => option("--gpus", 10, &["1", "4", "8", "16", "33", "40", "64", "72", "73", "h100:32", "h100:33", "a10g:12"]),
        2 => option("--gpus-per-task", 10, &["1", "2", "3", "4", "8", "9", "h100:2"]),
    ];
    let memory = prop_oneof![
        6 => Just(String::new()),
        2 => option("--mem", 10, &["0", "1000", "15000", "15565", "180000", "190000", "1200000", "2000000"]),
        2 => option("--mem-per-cpu", 10, &["100", "1900", "1946", "4000", "10000", "20000", "200000", "3000000"]),
        1 => option("--mem-per-gpu", 10, &["1000", "46000", "47000", "140000", "250000", "2000000"]),
    ];
    (places, tasks, gpus, memory).prop_map(|(places, tasks, gpus, memory)| {
        let (partition, nodes, constraint, exclude, exclusive, time) = places;
        let all =
            [partition, nodes, constraint, exclude, exclusive, time, tasks.0, tasks.1, tasks.2, gpus, memory];
        all.into_iter().filter(|option| !option.is_empty()).collect::<Vec<_>>().join(" ")
    })
}

/// The same jobs every time.
fn all() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let strategy = job();
    let mut next = || strategy.new_tree(&mut runner).map(|tree| tree.current()).expect("a job");
    (0..JOBS).map(|_| next()).collect()
}

fn agree(name: &str) {
    let slurm = sbatch::slurm(name);
    let cluster = clusters::cluster(name);
    let (mut wrong, mut fitting) = (Vec::new(), 0);
    for options in all() {
        let ours = fit::on_cluster(&jobs::request(&options), &cluster);
        let refusal = sbatch::refusal(&slurm, &options);
        fitting += usize::from(refusal.is_none());
        if ours.is_ok() == refusal.is_some() {
            wrong.push(format!("{options}\n    {ours:?}\n    {refusal:?}"));
        }
    }
    assert!(fitting > JOBS / 5 && fitting < JOBS * 4 / 5, "{fitting} of {JOBS} fit");
    assert!(wrong.is_empty(), "{} of {JOBS}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn verdicts_about_generated_jobs_are_those_of_sbatch() {
    agree("mixed");
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn verdicts_about_generated_jobs_are_those_of_sbatch_where_memory_is_given_out() {
    agree("mixed-memory");
}
