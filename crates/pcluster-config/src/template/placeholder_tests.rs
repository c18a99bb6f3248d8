use super::*;

fn names(text: &str) -> Vec<&str> {
    scan(text)
        .into_iter()
        .map(|found| match found {
            Found::Good(placeholder) => placeholder.name,
            Found::Bad(_, problem) => problem.label(),
        })
        .collect()
}

#[test]
fn names_are_found_with_and_without_braces() {
    assert_eq!(names("s3://${BUCKET}/$PREFIX/x"), ["BUCKET", "PREFIX"]);
    assert_eq!(names("$$A ${B}${C} $1 $ $. ${_d9}"), ["A", "B", "C", "_d9"]);
    assert_eq!(names("no $ placeholder { here }"), [""; 0]);
}

#[test]
fn a_default_may_hold_anything_on_its_line() {
    let found = scan("x ${A:-b: ${C:-d} # $E} y");
    let [Found::Good(only)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((only.name, only.span), ("A", Span::new(2, 23)));
    let pieces = only.default.as_deref().unwrap_or_default();
    assert!(matches!(
        pieces,
        [
            Piece::Text(Span { start: 7, end: 10 }),
            Piece::Placeholder(_),
            Piece::Text(Span { start: 17, end: 20 }),
            Piece::Placeholder(_)
        ]
    ));
    assert!(matches!(scan("${A:-}").as_slice(), [Found::Good(a)] if a.default.as_deref() == Some(&[])));
}

#[test]
fn what_is_no_placeholder_is_reported() {
    let problem = |text| match scan(text).as_slice() {
        [Found::Bad(span, problem)] => (span.start, span.end, *problem),
        other => panic!("{other:?}"),
    };
    assert_eq!(problem("a ${AB"), (2, 4, Problem::Unclosed));
    assert_eq!(problem("${AB:-c\n}"), (0, 2, Problem::Unclosed));
    assert_eq!(problem("${}"), (0, 3, Problem::NoName));
    assert_eq!(problem("${ A }"), (0, 6, Problem::NoName));
    assert_eq!(problem("${1}"), (0, 4, Problem::NoName));
    assert_eq!(problem("${AWS::Region}"), (0, 14, Problem::Operator));
    assert_eq!(problem("${A-x}"), (0, 6, Problem::Operator));
    assert_eq!(problem("${A:?${B}}"), (0, 10, Problem::Operator));
    assert_eq!(problem("${A:-${B%x}}"), (0, 12, Problem::Operator));
}

#[test]
fn inside_an_open_brace_placeholders_count_by_themselves() {
    let open = Problem::Unclosed.label();
    assert_eq!(names("${A:-${B} ${C:-${D}\n${E}"), [open, "B", open, "D", "E"]);
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}x{}", "${A:-".repeat(depth), "}".repeat(depth));
    assert!(matches!(scan(&nested(MAX_DEPTH)).as_slice(), [Found::Good(_)]));
    assert!(matches!(scan(&nested(MAX_DEPTH + 1)).as_slice(), [Found::Bad(_, Problem::TooDeep)]));
    assert!(matches!(scan(&nested(100_000)).as_slice(), [Found::Bad(_, Problem::TooDeep)]));
    assert_eq!(scan(&"${A:-".repeat(100_000)).len(), 100_000);
    assert_eq!(scan(&format!("{}}}", "${".repeat(100_000))).len(), 99_999);
}

#[test]
fn a_value_is_told_from_a_placeholder() {
    for text in ["${A}", "${A:-b}", "${A:-${B}}"] {
        assert!(is_placeholder(text) && contains_placeholder(text), "{text}");
    }
    for text in ["x-${A}", "${A}${B}", " ${A}"] {
        assert!(!is_placeholder(text) && contains_placeholder(text), "{text}");
    }
    for text in ["", "$A", "^a$", "${", "${}", "${A-b}", "{A}", "a${1}"] {
        assert!(!is_placeholder(text) && !contains_placeholder(text), "{text}");
    }
}
