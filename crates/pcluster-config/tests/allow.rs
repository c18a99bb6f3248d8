//! Comments that allow problems: what they hide, what they leave, and that they change nothing else.

#![allow(clippy::expect_used, reason = "a test that cannot go on fails")]

mod fixture;

use std::collections::BTreeSet;

use fixture::one;
use pcluster_config::diagnostic::{Diagnostic, HiddenBy};
use pcluster_config::{Options, Report, check_bytes};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;

/// The smallest sound cluster with a fraction that is cut off, on the line that ends with `@`.
fn cluster() -> String {
    one("base.yaml").text().to_owned() + "          MaxCount: 4.5@\n"
}

fn check(text: &str) -> Report {
    check_bytes("cluster.yaml", text.as_bytes(), &Options::default())
}

fn rules(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| diagnostic.rule).collect()
}

fn hidden(report: &Report) -> Vec<&str> {
    report.hidden().iter().map(|hidden| hidden.diagnostic.rule).collect()
}

const COMMENT: &str = "# pclusterctl: allow[fraction-dropped] for the tests";

#[test]
fn a_comment_hides_the_problem_of_its_line() {
    for text in [
        cluster().replace('@', &format!(" {COMMENT}")),
        cluster().replace('@', &format!("  # a remark {COMMENT}")),
        cluster()
            .replace('@', "")
            .replace("          MaxCount", &format!("          {COMMENT}\n          MaxCount")),
        // A block of comments, however it is indented, in either order.
        cluster()
            .replace('@', "")
            .replace("          MaxCount", &format!("{COMMENT}\n  # more\n          MaxCount")),
        cluster()
            .replace('@', "")
            .replace("          MaxCount", &format!("# more\n{COMMENT}\n          MaxCount")),
    ] {
        for text in
            [text.clone(), text.replace('\n', "\r\n"), text.replace('\n', "\r"), format!("\u{feff}{text}")]
        {
            let report = check(&text);
            assert_eq!(rules(report.diagnostics()), [""; 0], "{text}");
            assert_eq!(hidden(&report), ["fraction-dropped"], "{text}");
            let HiddenBy::Comment { span, reason } = &report.hidden()[0].by else { panic!("{text}") };
            assert_eq!(reason, "for the tests");
            assert!(text[span.start..span.end].starts_with("pclusterctl: allow["), "{text}");
            assert!(report.into_validated().is_ok(), "{text}");
        }
    }
}

#[test]
fn a_comment_covers_one_line_only() {
    for text in [
        cluster().replace('@', &format!("\n          {COMMENT}")),
        cluster()
            .replace('@', "")
            .replace("        - Name: c5", &format!("        {COMMENT}\n        - Name: c5")),
        cluster()
            .replace('@', "")
            .replace("          MaxCount", &format!("          {COMMENT}\n\n          MaxCount")),
        cluster().replace('@', "").replace("Scheduling:", &format!("Scheduling: {COMMENT}")),
    ] {
        let report = check(&text);
        let mut found = rules(report.diagnostics());
        found.sort_unstable();
        assert_eq!(found, ["fraction-dropped", "unused-allow"], "{text}");
        assert_eq!(hidden(&report), [""; 0], "{text}");
    }
}

#[test]
fn what_is_no_comment_allows_nothing() {
    let quiet = cluster().replace("4.5@", "4");
    for value in [
        format!("\"text {COMMENT}\""),
        format!("'text\n    {COMMENT}\n    {COMMENT}'"),
        format!("\"text\n    {COMMENT}\""),
        format!("|\n    {COMMENT}\n    text"),
        format!(">-\n\n    text\n    {COMMENT}"),
        format!("|2\n    {COMMENT}\n"),
        "text#pclusterctl:allow[loose-form]why".to_owned(),
    ] {
        let report = check(&format!("{quiet}Tags:\n- Key: a\n  Value: {value}\n"));
        assert_eq!(rules(report.diagnostics()), [""; 0], "{value}");
    }
}

#[test]
fn comments_beside_blocks_are_comments() {
    let quiet = cluster().replace("4.5@", "4");
    for value in [
        format!("| {COMMENT}\n    text"),
        format!(">- {COMMENT}\n\n    text"),
        format!("|\n    text\n  {COMMENT}"),
        format!("|\n    text\n{COMMENT}"),
        format!("\"#\" {COMMENT}"),
        format!("'it''s' {COMMENT}"),
        format!("a#b {COMMENT}"),
    ] {
        let report = check(&format!("{quiet}Tags:\n- Key: a\n  Value: {value}\n"));
        assert_eq!(rules(report.diagnostics()), ["unused-allow"], "{value}");
    }
}

#[test]
fn an_error_of_shape_stays() {
    let comment = "# pclusterctl: allow[unknown-key] ours";
    let report = check(&cluster().replace("MaxCount: 4.5@", &format!("MaxCuont: 4 {comment}")));
    assert_eq!(rules(report.diagnostics()), ["unknown-key", "not-suppressible"]);
    assert!(report.into_validated().is_err());
}

#[test]
fn an_error_of_a_validator_is_taken_upon_oneself() {
    let counts = |comment: &str| {
        cluster().replace("MaxCount: 4.5@", &format!("MinCount: 5 {comment}\n          MaxCount: 2"))
    };
    let report = check(&counts(""));
    assert_eq!(rules(report.diagnostics()), ["max-count-below-min-count"]);
    assert!(report.into_validated().is_err());
    let report = check(&counts("# pclusterctl: allow[max-count-below-min-count] patched before it is used"));
    assert_eq!(rules(report.diagnostics()), [""; 0]);
    assert_eq!(hidden(&report), ["max-count-below-min-count"]);
    assert!(report.is_valid() && report.into_validated().is_ok());
}

#[test]
fn where_rules_could_not_speak_no_comment_is_called_unused() {
    let unused = cluster().replace("4.5@", "4 # pclusterctl: allow[loose-form] why");
    assert_eq!(rules(check(&unused).diagnostics()), ["unused-allow"]);
    let template = unused.replace("c5.large", "${INSTANCE_TYPE}");
    assert_eq!(rules(check(&template).diagnostics()), [""; 0]);
    let broken = unused.replace("HeadNode:", "HeadNod:");
    assert!(!rules(check(&broken).diagnostics()).contains(&"unused-allow"));
}

#[test]
fn a_comment_can_allow_that_it_is_unused() {
    let report = check(
        &cluster().replace("4.5@", "4 # pclusterctl: allow[loose-form, unused-allow] for older releases"),
    );
    assert_eq!(rules(report.diagnostics()), [""; 0]);
    assert_eq!(hidden(&report), ["unused-allow"]);
}

#[test]
fn many_comments_cost_no_more_than_their_size() {
    let block = "# pclusterctl: allow[loose-form] why\n".repeat(20_000);
    let report = check(&format!("{block}{}", cluster().replace('@', "")));
    assert!(report.diagnostics().len() > 1000);
}

/// What was found, comments aside.
fn found(report: &Report) -> BTreeSet<(&'static str, String, String)> {
    let about_comments =
        ["allow-without-reason", "malformed-allow", "not-suppressible", "unknown-rule", "unused-allow"];
    let all = report.diagnostics().iter().chain(report.hidden().iter().map(|hidden| &hidden.diagnostic));
    all.filter(|diagnostic| !about_comments.contains(&diagnostic.rule))
        .map(|diagnostic| (diagnostic.rule, diagnostic.path.to_string(), diagnostic.message.clone()))
        .collect()
}

fn comment() -> impl Strategy<Value = String> {
    let rule = prop_oneof![
        Just("fraction-dropped"),
        Just("ignored-key"),
        Just("loose-form"),
        Just("trailing-newline"),
        Just("unknown-key"),
        Just("no-such-rule"),
        Just("unused-allow"),
        Just("")
    ];
    let form = prop_oneof![
        Just("# pclusterctl: allow["),
        Just("#pclusterctl:allow["),
        Just("# Pclusterctl allow("),
        Just("# x # pclusterctl: allow[")
    ];
    (form, rule, "[^\\p{C}\\p{Zl}\\p{Zp}\u{feff}$]{0,12}")
        .prop_map(|(form, rule, rest)| format!("{form}{rule}{rest}"))
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(200) })]

    #[test]
    fn comments_change_nothing_but_what_is_hidden(
        file in prop_oneof![Just("fraction-dropped"), Just("ignored-key"), Just("loose-form"), Just("unknown-key-misspelt")],
        comments in proptest::collection::vec((any::<proptest::sample::Index>(), any::<bool>(), comment()), 1..6),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let original = one(&format!("broken/{file}.yaml")).text().to_owned();
        let mut lines: Vec<String> = original.lines().map(str::to_owned).collect();
        for (at, own_line, comment) in comments {
            let at = at.index(lines.len());
            if own_line {
                lines.insert(at, comment);
            } else {
                lines[at].push_str("  ");
                lines[at].push_str(&comment);
            }
        }
        let text = (if bom { "\u{feff}" } else { "" }).to_owned() + &lines.join(if crlf { "\r\n" } else { "\n" });
        let (plain, commented) = (check(&original), check(&text));
        assert_eq!(found(&plain), found(&commented), "{text}");
        assert_eq!(plain.config(), commented.config());
        let hides = |report: &Report| report.hidden().iter().any(|hidden| hidden.diagnostic.is_shape_error());
        assert!(!hides(&commented));
        commented.diagnostics().iter().for_each(|diagnostic| fixture::assert_places(&commented, diagnostic));
    }

    #[test]
    fn whatever_stands_around_a_comment_nothing_breaks(pieces in proptest::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        for text in [text.clone(), format!("{}{text}", cluster().replace('@', " "))] {
            let report = check(&text);
            let hidden = report.hidden().iter().map(|hidden| &hidden.diagnostic);
            for diagnostic in report.diagnostics().iter().chain(hidden) {
                fixture::assert_places(&report, diagnostic);
            }
            for hidden in report.hidden() {
                assert!(!hidden.diagnostic.is_shape_error(), "{text}");
                let HiddenBy::Comment { span, .. } = &hidden.by else { panic!("{text}") };
                assert!(text[span.start..span.end].starts_with("pclusterctl"), "{text}");
            }
        }
    }
}

/// What a comment can be made of, and what can make it none.
fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "#",
        " # ",
        "pclusterctl",
        "pclusterctl: allow[",
        "pcluster:allow(",
        "fraction-dropped",
        "loose-form",
        "]",
        ")",
        ",",
        " why",
        "\n",
        "\r\n",
        "\r",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "  ",
        "\t",
        "\"",
        "'",
        "|",
        ">-",
        "|2\n",
        "- ",
        ": ",
        "a",
        "é",
        "\u{a0}",
        "[",
        "{",
        "}",
        "*",
        "&x ",
        "!",
        "%",
        "---\n",
        "...\n",
        "${NAME}",
        "\\",
        "#pclusterctl#",
        "MaxCount: 4.5",
        "          ",
        "Tags:\n",
        "# pclusterctl: allow[fraction-dropped] why\n",
    ])
}
