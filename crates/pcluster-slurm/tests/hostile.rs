//! Whatever stands in a file, a check comes to its end and says only what it can point at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail like the test"
)]

mod fixture;

use fixture::{Kind, assert_places, check, cluster};
use pcluster_config::Report;
use pcluster_config::facts::Release;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};
use pcluster_slurm::check_bytes;
use pcluster_slurm::rules::{Facts, RULEBOOK};
use proptest::prelude::{Strategy, any, prop, proptest};

fn look_at(report: &Report) {
    assert!(report.is_job() && !report.is_settings());
    report.diagnostics().iter().for_each(|diagnostic| assert_places(report, diagnostic));
    assert!(report.diagnostics().iter().all(|diagnostic| diagnostic.official.is_none()));
    human(report, &HumanOptions::default());
    github(report);
    assert_eq!(concise(report).lines().count(), report.diagnostics().len());
    json(std::slice::from_ref(report), Release::newest());
    sarif(std::slice::from_ref(report), RULEBOOK);
}

/// What scripts are made of.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "#!/bin/bash\n",
        "#SBATCH ",
        "\n#SBATCH --",
        "nodes=",
        "-N",
        "gpus-per-node=",
        "gres=gpu:",
        "h100:",
        "mem=",
        "time=",
        "array=",
        "nodelist=gpu-st-p5-[1-",
        "9999999999",
        "]",
        "dependency=",
        "hetjob",
        ":",
        "partition=gpu",
        "partition=",
        "output=/tmp/%x",
        "constraint=",
        "&",
        "|",
        "srun ",
        "--container-image=",
        "--container-mounts=",
        "torchrun ",
        "docker run ",
        "export ",
        "NCCL_DEBUG=INFO",
        "FI_PROVIDER=",
        "MASTER_ADDR=",
        "$(",
        ")",
        "`",
        "${",
        "}",
        "'",
        "\"",
        "\\",
        "\\\n",
        "\n",
        "\r\n",
        "\t",
        " ",
        "#",
        "# pclusterctl: allow[",
        "no-time-limit",
        "] why",
        "<<EOF",
        "\nEOF\n",
        "if ",
        "; then ",
        "fi",
        "()",
        "{ ",
        "=(",
        "é",
        "\u{feff}",
        "\u{0}",
        "-1",
        "0",
        "18446744073709551616",
        "1.5",
        "%",
        "*",
        "=",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_script_is_checked(head in prop::bool::ANY, text in piece()) {
        let text = if head { format!("#!/bin/bash\n{text}") } else { text };
        let report = check(Kind::Script, &text, "");
        look_at(&report);
    }

    #[test]
    fn any_bytes_are_checked(bytes in prop::collection::vec(any::<u8>(), 0..300), yaml in prop::bool::ANY) {
        let name = if yaml { "a.job.yaml" } else { "a.sbatch" };
        look_at(&check_bytes(name, &bytes, &Facts::default()));
    }
}

#[test]
fn large_files_come_to_an_end() {
    const MANY: usize = 20_000;
    let cluster = cluster("");
    for (head, piece) in [
        ("", "#SBATCH --nodes=2\n"),
        ("", "#SBATCH hetjob\n"),
        ("", "#SBATCH --nope=2 # pclusterctl: allow[nope] no\n"),
        ("", "# pclusterctl: allow[no-time-limit] why\n"),
        ("", "# pclusterctl: allow[no-time-limit, nope] why\n\n"),
        ("", "#SBATCH -J \\\n"),
        ("#SBATCH ", "-N2 "),
        ("#SBATCH --nodelist=", "a[1-9999999999],"),
        ("#SBATCH --nodelist=", "a["),
        ("#SBATCH --array=", "1-4000000000,"),
        ("#SBATCH --constraint=", "("),
        ("#SBATCH --dependency=", "afterok:1,"),
        ("#SBATCH --gres=", "gpu:h100:1,"),
        ("true # x", " \\\n"),
        ("", "true # pclusterctl: allow[nope] \\\n"),
        ("srun ", "--container-mounts=/a:/b "),
        ("srun ", "\\\n "),
        ("", "srun "),
        ("", "$("),
        ("", "${x:-"),
        ("", "((("),
        ("", "{ "),
        ("", "a=("),
        ("", "a=$a$a\n"),
        ("", "cat <<E\n"),
        ("", "if true; then "),
        ("", "\"$("),
        ("", "'"),
        ("", "`"),
    ] {
        let text = format!("#!/bin/bash\n{head}{}\n", piece.repeat(MANY));
        let facts = Facts { cluster: Some(&cluster), ..Facts::default() };
        let report = check_bytes("a.sbatch", text.as_bytes(), &facts);
        assert!(report.diagnostics().len() <= 10_001, "{head}{piece}");
        report.diagnostics().iter().for_each(|diagnostic| assert_places(&report, diagnostic));
    }
}
