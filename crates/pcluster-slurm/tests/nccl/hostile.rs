//! Logs that are cut, mixed up or no logs at all.

use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_slurm::nccl::{Known, Log, LogReader, Look, Plot, Report, Verdict, page, svg};
use proptest::prelude::*;

use super::fixture;

/// Everything that is made of a log.
fn through(bytes: &[u8]) -> Report {
    let log = Log::read(bytes).unwrap();
    assert_eq!(log.bytes, bytes.len() as u64);
    let report = Report::of(vec![("a.txt".to_owned(), log)], &Known::nothing(&EmbeddedCatalogue));
    let _ = page(&report, Look::of_width(80).with_color(true));
    if let Some(plot) = Plot::of(&report) {
        let svg = svg(&plot);
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
    }
    let _ = serde_json::to_string(&report).unwrap();
    report
}

/// Words that the readers look for, which chance would not find.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just(
            "# nThread 1 nGpus 1 minBytes 8 maxBytes 64 step: 2(factor) warmup iters: 5 iters: 100"
                .to_owned()
        ),
        Just("#  Rank  0 Group  0 Pid 1 on a device  0 [0000:53:00] NVIDIA H100 80GB HBM3".to_owned()),
        Just(
            "#       size         count      type   redop    root     time   algbw   busbw #wrong".to_owned()
        ),
        Just("#       size  count  time".to_owned()),
        Just("# Avg bus bandwidth    : ".to_owned()),
        Just("# Out of bounds values : ".to_owned()),
        Just("a:1:2 [0] NCCL INFO ".to_owned()),
        Just("NET/OFI Selected provider is ".to_owned()),
        Just("Using network ".to_owned()),
        Just(" via NET/".to_owned()),
        Just(" Bytes -> Algo ".to_owned()),
        Just("0: ".to_owned()),
        Just("\n".to_owned()),
        Just(" N/A ".to_owned()),
        any::<u64>().prop_map(|number| format!(" {number} ")),
        any::<f64>().prop_map(|number| format!(" {number} ")),
        "\\PC{0,8}",
    ];
    prop::collection::vec(word, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        through(&bytes);
    }

    #[test]
    fn any_words_are_read(text in words()) {
        through(text.as_bytes());
    }

    /// Wherever a good log is cut, nothing wrong comes out of it.
    #[test]
    fn a_cut_log_is_never_bad(share in 0.0..1.0_f64, name in prop_oneof![
        Just("p5-good.txt"), Just("p5e-one-node.txt"), Just("p5en-4-nodes-labelled.txt"), Just("p4d-ring-mpirun.txt")
    ]) {
        let bytes = std::fs::read(fixture(name)).unwrap();
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any place")]
        let end = (share * bytes.len() as f64) as usize;
        let report = through(&bytes[..end]);
        // A number that was cut is another number.
        let whole = bytes[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let verdict = through(&bytes[..whole]).worst();
        prop_assert!(verdict.is_none_or(Verdict::is_well), "{verdict:?}");
        drop(report);
    }
}

/// A log that comes in parts is the same log.
#[test]
fn parts_make_the_whole() {
    for name in
        ["p5-good.txt", "p5en-4-nodes-labelled.txt", "p4d-ring-mpirun.txt", "failed-security-group.txt"]
    {
        let text = std::fs::read_to_string(fixture(name)).unwrap();
        for length in [1, 7, 1000, 100_000] {
            let mut reader = LogReader::new();
            for part in text.as_bytes().chunks(length) {
                reader.feed(std::str::from_utf8(part).unwrap());
            }
            assert_eq!(reader.finish(), Log::read(text.as_bytes()).unwrap(), "{name} {length}");
        }
    }
}

#[test]
fn figures_at_the_edges_are_drawn() {
    for line in [
        "0 0 float sum -1 0 0 0 0 0 0 0 0",
        "18446744073709551615 1 float sum -1 1e300 1e300 1e300 0 1 1 1 0",
        "8 2 float sum -1 1 inf inf 0 1 nan nan 0",
        "1 1 float sum -1 1 1 1e-300 0 1 1 1 99999999999999999999",
    ] {
        through(format!("{line}\n{line}\n").as_bytes());
    }
}
