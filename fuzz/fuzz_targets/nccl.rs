//! Any bytes as the output of a job: reading, judging, comparing and drawing never panic, and draw numbers alone.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pcluster_config::facts::EmbeddedCatalogue;
use pcluster_slurm::nccl::{Known, Log, Look, Plot, Report, page, svg};

fuzz_target!(|bytes: &[u8]| {
    let read = |name: &str, bytes: &[u8]| (name.to_owned(), Log::read(bytes).expect("memory can be read"));
    // Two halves are two logs, which are compared.
    let logs = vec![read("whole", bytes), read("half", &bytes[bytes.len() / 2..])];
    let report = Report::of(logs, &Known::nothing(&EmbeddedCatalogue));
    for width in [1, 80] {
        let text = page(&report, Look::of_width(width).with_color(true));
        assert!(!text.contains("NaN"), "{text}");
    }
    if let Some(plot) = Plot::of(&report) {
        let document = svg(&plot);
        assert!(!document.contains("=\"NaN") && !document.contains("=\"inf"), "{document}");
        assert!(document.ends_with("</svg>\n"));
    }
    serde_json::to_string(&report).expect("a report can be written");
});
