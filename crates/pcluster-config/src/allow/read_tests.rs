//! Comments of many spellings.

use super::directives;
use crate::allow::directive::Directive;
use crate::rules::Rulebook;

/// What a comment says, in short.
fn read(comment: &str) -> Vec<String> {
    directives(comment, 100, Rulebook::configurations())
        .map(|directive| match directive {
            Directive::Allow(allow) => {
                let rules: Vec<&str> = allow
                    .rules
                    .iter()
                    .map(|named| {
                        assert_eq!(
                            comment.get(named.span.start - 100..named.span.end - 100),
                            Some(named.id.as_str())
                        );
                        named.id.as_str()
                    })
                    .collect();
                assert!(comment.get(allow.span.start - 100..allow.span.end - 100).is_some());
                format!("{} because {:?}", rules.join("+"), allow.reason)
            }
            Directive::Malformed(malformed) => {
                let wrong = comment.get(malformed.span.start - 100..malformed.span.end - 100).unwrap();
                format!("{wrong} -> {}", malformed.meant.as_deref().unwrap_or("?"))
            }
        })
        .collect()
}

#[test]
fn comments_allow() {
    for (comment, said) in [
        (
            "# pclusterctl: allow[loose-form] the list has a prefix",
            r#"loose-form because "the list has a prefix""#,
        ),
        ("#pclusterctl:allow[loose-form]why", r#"loose-form because "why""#),
        (
            "##  pclusterctl :  allow [ loose-form ,ignored-key ] : a, b",
            r#"loose-form+ignored-key because "a, b""#,
        ),
        ("# pclusterctl: allow[loose-form, loose-form] twice", r#"loose-form because "twice""#),
        ("# pclusterctl: allow[loose-form] see #12 [x]", r#"loose-form because "see #12 [x]""#),
        ("# pclusterctl: allow[loose-form]", r#"loose-form because """#),
        ("# pclusterctl: allow[loose-form] ---", r#"loose-form because """#),
        ("# pclusterctl: allow[no such rule] über", r#"no such rule because "über""#),
        ("# for tests # pclusterctl: allow[loose-form] why", r#"loose-form because "why""#),
    ] {
        assert_eq!(read(comment), [said], "{comment}");
    }
    assert_eq!(
        read("# pclusterctl: allow[loose-form] one # pclusterctl: allow[ignored-key] two"),
        [r#"loose-form because "one""#, r#"ignored-key because "two""#]
    );
}

#[test]
fn near_misses_are_noticed() {
    let meant = "pclusterctl: allow[loose-form]";
    for comment in [
        "# pclusterctl:allow(loose-form)",
        "# pclusterctl allow[loose-form]",
        "# pclusterctl: ignore[loose-form]",
        "# pclusterctl: disable=loose-form",
        "# pclusterctl: noqa: loose-form",
        "# pclusterctl: allow loose-form",
        "# pclusterctl: allow[loose-form",
        "# Pclusterctl: Allow[loose-form]",
        "# pclustectl: allow[loose-form]",
        "# pcluster: allow[loose-form]",
        "# pcluster-ctl: alow[loose-form]",
    ] {
        let [said] = read(&format!("{comment} why")).try_into().unwrap();
        assert_eq!(said, format!("{} -> {meant}", &comment[2..]), "{comment}");
    }
    assert_eq!(
        read("# pclusterctl: allow(loose-form, ignored-key) why"),
        ["pclusterctl: allow(loose-form, ignored-key) -> pclusterctl: allow[loose-form, ignored-key]"]
    );
    for comment in [
        "# pclusterctl: allow",
        "# pclusterctl: allow[]",
        "# pclusterctl: allow[,]",
        "# pclusterctl: allow all",
    ] {
        assert_eq!(read(comment), [format!("{} -> ?", &comment[2..])], "{comment}");
    }
}

#[test]
fn prose_is_left_alone() {
    for comment in [
        "#",
        "# pclusterctl validate checks this file",
        "# pclusterctl: see README.md",
        "# pcluster: version 3.14",
        "# pcluster allow",
        "# clusters: allow[all]",
        "# we use pclusterctl: allow[loose-form] is not needed",
        "# pclusterctl allows nothing here",
    ] {
        assert_eq!(read(comment), [""; 0], "{comment}");
    }
}
