//! Whatever bytes come, the answer is clear, and it costs no more than its size lets expect.

#![allow(clippy::expect_used, clippy::panic, reason = "the helpers of a test fail like the test")]

mod fixture;

use std::fmt::Write;

use fixture::{assert_places, one};
use pcluster_config::diagnostic::{CONFIG_SCHEMA_VALIDATOR, Severity};
use pcluster_config::facts::Release;
use pcluster_config::render::{HumanOptions, concise, github, human, json, sarif};
use pcluster_config::rules::Rulebook;
use pcluster_config::source::{MAX_BYTES, MAX_DEPTH, MAX_PROBLEMS};
use pcluster_config::{Options, Report, check_bytes};

/// Reports of more problems than this are not shown in every format: that would only take time.
const FEW: usize = 1000;

/// A name and a text of so many lines.
type Growing = (&'static str, fn(usize) -> String);

/// A name and the bytes that are checked.
type Case = (&'static str, Vec<u8>);

fn check(bytes: &[u8]) -> Report {
    check_bytes("hostile.yaml", bytes, &Options::default())
}

/// The smallest sound cluster.
fn base() -> String {
    one("base.yaml").text().to_owned()
}

/// The smallest sound cluster with another value for the number of nodes.
fn with_count(value: &str) -> Vec<u8> {
    format!("{}          MaxCount: {value}\n", base()).into_bytes()
}

/// The smallest sound cluster with another value for a number that may be as large as it likes.
fn with_timeout(value: &str) -> Vec<u8> {
    format!("{}DevSettings: {{ Timeouts: {{ ComputeInstanceInfoTimeout: {value} }} }}\n", base()).into_bytes()
}

/// `count` lines.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for at in 0..count {
        text.push_str(&line(at));
        text.push('\n');
    }
    text
}

/// Lists of aliases of lists of aliases: ten times as many values with every level.
fn alias_bomb(levels: usize) -> String {
    let mut text =
        String::from("level0: &level0 [boom, boom, boom, boom, boom, boom, boom, boom, boom, boom]\n");
    for level in 1..levels {
        let below = vec![format!("*level{}", level - 1); 10].join(", ");
        // Writing to a text does not fail.
        let _ = writeln!(text, "level{level}: &level{level} [{below}]");
    }
    text
}

/// Bytes that are no text, or no YAML 1.1.
fn bytes() -> Vec<Case> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    vec![
        ("an empty file", Vec::new()),
        ("only blanks", b"  \n\n   \n".to_vec()),
        ("only comments", b"# one\n# two\n".to_vec()),
        ("only a byte order mark", "\u{feff}".into()),
        ("only document marks", b"---\n...\n".to_vec()),
        ("UTF-16 with a byte order mark", utf16(&format!("\u{feff}{}", base()))),
        ("UTF-16 without a byte order mark", utf16(&base())),
        ("UTF-8 that is cut in a character", b"Region: \xc3".to_vec()),
        ("a byte that UTF-8 does not have", b"Region: \xff\n".to_vec()),
        ("a surrogate in UTF-8", b"Region: \xed\xa0\x80\n".to_vec()),
        ("the head of a PNG image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80".to_vec()),
        ("the head of an archive", b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xed\xfd".to_vec()),
        ("zeros", vec![0; 4096]),
        ("a zero in a value", b"Region: us-east\0-1\n".to_vec()),
        ("control characters", b"Region: \x07us-east-1\x1b[31m\n".to_vec()),
        ("a character that YAML excludes", "Region: us-east-1\u{fffe}\n".into()),
        ("a mark that turns the direction of writing", "Regi\u{202e}on: us-east-1\n".into()),
        ("a byte order mark in the middle", base().replace("HeadNode", "\u{feff}HeadNode").into_bytes()),
    ]
}

/// Texts that the official tool accepts.
fn accepted() -> Vec<Case> {
    let base = base();
    vec![
        ("a byte order mark", format!("\u{feff}{base}").into_bytes()),
        ("lines that end with CR LF", base.replace('\n', "\r\n").into_bytes()),
        ("lines that end with CR", base.replace('\n', "\r").into_bytes()),
        ("lines that end with U+0085", base.replace('\n', "\u{85}").into_bytes()),
        ("lines that end with U+2028", base.replace('\n', "\u{2028}").into_bytes()),
        ("no line end at the end", base.trim_end().into()),
        ("a comment of 1 MB", format!("# {}\n{base}", "x".repeat(1_000_000)).into_bytes()),
        ("a value of 1 MB", format!("{base}Region: {}\n", "x".repeat(1_000_000)).into_bytes()),
        ("a number of 4300 digits", with_timeout(&"9".repeat(4300))),
        ("a number of 5000 hexadecimal digits", with_timeout(&format!("0x{}", "f".repeat(5000)))),
        ("a number of 1000 sexagesimal places", with_timeout(&format!("1{}", ":59".repeat(1000)))),
        ("1000 aliases of one argument", {
            let args = format!("[&same --verbose{}]", ", *same".repeat(1000));
            let action = format!(
                "  CustomActions: {{OnNodeStart: {{Script: 'https://example.com/a.sh', Args: {args}}}}}\n"
            );
            base.replace("HeadNode:\n", &format!("HeadNode:\n{action}")).into_bytes()
        }),
    ]
}

/// Texts that want the checker to work, or to remember, more than it should.
fn heavy() -> Vec<Case> {
    let base = base();
    let queue = "Scheduling: {Scheduler: slurm, SlurmQueues: ";
    vec![
        ("aliases that stand for 10^10 values", alias_bomb(10).into_bytes()),
        ("an alias of what it stands in", b"HeadNode: &head {Networking: *head}\n".to_vec()),
        ("an alias of the whole file", b"&all\nHeadNode: *all\n".to_vec()),
        ("100000 brackets", format!("Tags: {}", "[".repeat(100_000)).into_bytes()),
        (
            "100000 closed brackets",
            format!("Tags: {}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes(),
        ),
        ("100000 braces", "{a: ".repeat(100_000).into_bytes()),
        ("100000 dashes", "- ".repeat(100_000).into_bytes()),
        ("100000 question marks", "? ".repeat(100_000).into_bytes()),
        ("1000 levels of indentation", lines(1000, |at| format!("{}a:", " ".repeat(at))).into_bytes()),
        ("a file of 20 MB", vec![b'#'; 20_000_000]),
        ("a file of 100 MB", vec![b'\n'; 100_000_000]),
        ("10000 times the same key", lines(10_000, |_| "Region: us-east-1".to_owned()).into_bytes()),
        ("2000 numbers as keys", lines(2000, |at| format!("{at}: 1")).into_bytes()),
        ("100000 unknown keys", lines(100_000, |at| format!("key{at}: 1")).into_bytes()),
        ("an unknown key of 100 kB", format!("{base}{}: 1\n", "k".repeat(100_000)).into_bytes()),
        ("an unknown key of many lines", format!("{base}\"{}\": 1\n", "a\\n".repeat(100)).into_bytes()),
        ("20000 tabs", lines(20_000, |_| "a: 1\t".to_owned()).into_bytes()),
        (
            "20000 undefined aliases",
            format!("Tags:\n{}", lines(20_000, |at| format!("- *a{at}"))).into_bytes(),
        ),
        ("20000 control characters", lines(20_000, |_| "\u{1}".to_owned()).into_bytes()),
        ("20000 tags of the same name", {
            format!("{base}Tags:\n{}", lines(20_000, |_| "- {Key: a, Value: b}".to_owned())).into_bytes()
        }),
        ("500 wrong choices", {
            let storage = |at| format!("- {{Name: s{at}, MountDir: /s{at}, StorageType: Nfs}}");
            format!("{base}SharedStorage:\n{}", lines(500, storage)).into_bytes()
        }),
        ("2000 queues without anything", {
            format!("{queue}[{}]}}\n", vec!["{}"; 2000].join(",\n  ")).into_bytes()
        }),
        ("a count of 5000 digits", with_count(&"9".repeat(5000))),
        ("a count of 5000 digits in quotes", with_count(&format!("\"{}\"", "9".repeat(5000)))),
        ("a count of 5000 digits with a fraction", with_count(&format!("{}.5", "9".repeat(5000)))),
        ("a count of -4300 digits", with_count(&format!("-{}", "9".repeat(4300)))),
        ("100000 open placeholders", format!("Region: {}", "${A:-".repeat(100_000)).into_bytes()),
        ("100000 placeholders", format!("Region: {}", "${A}".repeat(100_000)).into_bytes()),
    ]
}

#[test]
fn the_answer_to_hostile_bytes_is_clear() {
    snapshot("bytes", &bytes());
}

#[test]
fn the_answer_to_heavy_texts_is_clear() {
    snapshot("heavy", &heavy());
}

#[test]
fn unusual_texts_are_accepted_as_the_official_tool_accepts_them() {
    for (name, bytes) in accepted() {
        let report = check(&bytes);
        assert!(report.config().is_some(), "{name}: {}", cut(&report));
        // What such a cluster would run into is another matter.
        let shape = report.only(|problem| problem.official == Some(CONFIG_SCHEMA_VALIDATOR));
        assert_eq!(concise(&shape), "", "{name}");
    }
}

/// The first problems of every case, each line cut.
fn snapshot(name: &str, cases: &[Case]) {
    let mut shown = String::new();
    for (case, bytes) in cases {
        let report = check(bytes);
        assert!(!report.is_valid(), "{case} is accepted");
        assert!(report.diagnostics().len() <= MAX_PROBLEMS + 1, "{case}");
        report.diagnostics().iter().take(FEW).for_each(|diagnostic| assert_places(&report, diagnostic));
        // Writing to a text does not fail.
        let _ = writeln!(shown, "{case}:\n{}", cut(&report));
        if report.diagnostics().len() <= FEW {
            assert_shown(case, report);
        }
    }
    insta::with_settings!({snapshot_path => "snapshots/hostile", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, shown.trim_end());
    });
}

/// The first and the last problem.
fn cut(report: &Report) -> String {
    const WIDTH: usize = 200;
    let text = concise(report);
    let all: Vec<&str> = text.lines().collect();
    let mut cut = String::new();
    for (at, line) in all.iter().enumerate() {
        if at == 4 && all.len() > 6 {
            let _ = writeln!(cut, "  ... {} more", all.len() - 5);
        }
        if at < 4 || all.len() <= 6 || at == all.len() - 1 {
            let shown: String = line.chars().take(WIDTH).collect();
            let _ = writeln!(cut, "  {shown}{}", if shown.len() < line.len() { " ..." } else { "" });
        }
    }
    cut
}

#[test]
fn aliases_that_stand_for_more_values_than_can_be_counted_are_refused() {
    let settings = |text: &str| format!("{}          CustomSlurmSettings:\n{text}", base());
    let below = |text: String| {
        lines(text.lines().count(), |at| format!("            {}", text.lines().nth(at).unwrap_or_default()))
    };
    let twice = format!("{}again: [*level18]\n", alias_bomb(19));
    for text in [alias_bomb(100), settings(&below(twice))] {
        let report = check(text.as_bytes());
        let rules: Vec<&str> = report.diagnostics().iter().map(|diagnostic| diagnostic.rule).collect();
        assert_eq!(rules, ["yaml-alias"]);
    }
}

/// Asserts that a report can be shown in every format, and steers no terminal.
fn assert_shown(name: &str, report: Report) {
    let text = human(&report, &HumanOptions::default());
    assert!(text.contains(report.diagnostics().first().map_or("", |first| first.rule)), "{name}");
    for text in [text, concise(&report), github(&report)] {
        assert!(!text.contains(|shown: char| shown.is_control() && shown != '\n'), "{name}");
    }
    let reports = [report];
    for text in [json(&reports, Release::newest()), sarif(&reports, Rulebook::configurations())] {
        let document: Result<serde::de::IgnoredAny, _> = serde_json::from_str(&text);
        assert!(document.is_ok(), "{name}");
    }
}

#[test]
fn twice_the_text_gets_at_most_twice_the_answer() {
    let growing: [Growing; 9] = [
        ("keys", |count| lines(count, |at| format!("key{at:06}: 1"))),
        ("the same key", |count| lines(count, |_| "a: 1".to_owned())),
        ("tabs", |count| lines(count, |_| "a: 1\t".to_owned())),
        ("control characters", |count| lines(count, |_| "\u{1}".to_owned())),
        ("undefined aliases", |count| format!("Tags:\n{}", lines(count, |at| format!("- *a{at:06}")))),
        ("anchors", |count| format!("Tags:\n{}", lines(count, |_| "- &a {Key: a}".to_owned()))),
        ("broken items", |count| format!("Tags:\n{}", lines(count, |_| "- {}".to_owned()))),
        ("wrong values", |count| format!("Tags:\n{}", lines(count, |_| "- {Key: 1, Value: 2}".to_owned()))),
        ("placeholders", |count| {
            format!("Tags:\n{}", lines(count, |_| "- {Key: ${A}, Value: ${B}, C: 1}".to_owned()))
        }),
    ];
    for (name, text) in growing {
        let size = |count: usize| {
            let report = check(text(count).as_bytes());
            let shown = concise(&report).len() + human(&report, &HumanOptions::default()).len();
            (report.diagnostics().len(), shown)
        };
        let (once, twice) = (size(300), size(600));
        assert!(twice.0 <= 2 * once.0, "{name}: {once:?} {twice:?}");
        // Line numbers and indices get longer.
        assert!(twice.1 <= 2 * once.1 + once.1 / 10, "{name}: {once:?} {twice:?}");
    }
}

#[test]
fn problems_on_one_long_line_are_shown_with_a_part_of_it() {
    for count in [1000, 2000] {
        let text = format!("{{{}}}", vec!["a: 1"; count].join(", "));
        let shown = human(&check(text.as_bytes()), &HumanOptions::default());
        assert!(shown.len() <= 1000 * count, "{} bytes for {count} problems", shown.len());
    }
}

#[test]
fn control_characters_beyond_ascii_steer_no_terminal() {
    let text = human(&check("Region: \u{9b}31m\u{9d}0;title\u{9c}\n".as_bytes()), &HumanOptions::default());
    assert!(!text.contains(|shown: char| shown.is_control() && shown != '\n'), "{text:?}");
}

#[test]
fn more_problems_than_anybody_reads_are_cut() {
    let text = lines(MAX_PROBLEMS + 500, |_| "- {}".to_owned());
    let report = check(format!("Tags:\n{text}").as_bytes());
    assert_eq!(report.diagnostics().len(), MAX_PROBLEMS + 1);
    let last = report.diagnostics().last().expect("a problem");
    assert_eq!((last.rule, last.severity), ("more-problems", Severity::Info));
}

#[test]
fn nesting_is_accepted_up_to_its_limit() {
    let nested = |depth: usize| {
        let settings = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        format!("{}          CustomSlurmSettings: {{Deep: {settings}}}\n", base())
    };
    // The sections around it count, too: from the root to the value of `Deep` there are seven.
    assert!(check(nested(MAX_DEPTH - 20).as_bytes()).is_valid());
    let report = check(nested(MAX_DEPTH).as_bytes());
    let rules: Vec<&str> = report.diagnostics().iter().map(|diagnostic| diagnostic.rule).collect();
    assert_eq!(rules, ["yaml-too-deep"]);
}

#[test]
fn a_text_may_have_its_greatest_size_and_no_more() {
    let report = check(&vec![b'\n'; MAX_BYTES + 1]);
    assert_eq!(report.diagnostics()[0].rule, "file-too-large");
    let report = check(&vec![b'\n'; MAX_BYTES]);
    assert_eq!(report.diagnostics()[0].rule, "empty-file");
}

#[test]
fn no_part_of_a_configuration_is_a_panic() {
    let file = one("clusters/yaml-1-1.yaml");
    let text = file.text();
    for at in (0..text.len()).step_by(5) {
        look(&file.bytes[..at]);
        look(&file.bytes[at..]);
    }
}

#[test]
fn no_character_in_the_wrong_place_is_a_panic() {
    let file = one("templates/gpu-training.yaml");
    let wrong = [
        "{", "}", "[", "]", "\"", "'", ":", "#", "&a ", "*a ", "!b ", "\n", "\t", "${", "- ", "? ",
        "\u{2028}", "é",
    ];
    for (at, character) in (0..file.text().len()).step_by(17).zip(wrong.iter().cycle()) {
        let (before, after) = file.bytes.split_at(at);
        look(&[before, character.as_bytes(), after].concat());
    }
}

/// Checks it and shows what was found.
fn look(bytes: &[u8]) {
    let report = check(bytes);
    report.diagnostics().iter().for_each(|diagnostic| assert_places(&report, diagnostic));
    let _ = human(&report, &HumanOptions::default());
}
