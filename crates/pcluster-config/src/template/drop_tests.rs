use super::super::{RenderOptions, Rendered, Variables, render};
use super::*;

fn filled(template: &str, patterns: &[&str]) -> Rendered {
    let mut variables = Variables::new();
    variables.set("A", "a").unwrap();
    variables.set("E", "").unwrap();
    let drop_unset = patterns.iter().map(|pattern| pattern.parse().unwrap()).collect();
    render("template", template, &variables, &RenderOptions { drop_unset })
}

#[track_caller]
fn dropped(template: &str, expected: &str) {
    let rendered = filled(template, &["X"]);
    assert_eq!(rendered.diagnostics, [], "{template}");
    assert_eq!(rendered.text, expected, "{template}");
    assert!(!rendered.dropped.is_empty(), "{template}");
}

#[test]
fn a_block_section_goes_with_its_lines_and_its_own_comments() {
    dropped("A: 1\nX: ${U}\nB: 2\n", "A: 1\nB: 2\n");
    dropped("X: ${U}  # c\nB: 2", "B: 2");
    dropped("A: 1\nX:\n  Y: ${U}", "A: 1\n");
    dropped("A: 1\nX: ${E}\r\nB: 2\r\n", "A: 1\nB: 2\r\n");
    dropped("\u{feff}X: $U\nB: 2\n", "\u{feff}B: 2\n");
    dropped(
        "A: 1  # a\n# above\nX:  # x\n  # in\n  Y: [${A},\n    ${U}]  # y\n\n  # in too\n\n# below\n\nB: 2\n",
        "A: 1  # a\n# above\n\n# below\n\nB: 2\n",
    );
    dropped("A:\n  X:\n  - 1\n  - ${U}\n  # list\n  B: 2\n", "A:\n  # list\n  B: 2\n");
    dropped("A: 1\nX: ${U:-${V}}\nB: ${A}\nX: ${A}\n", "A: 1\nB: a\nX: a\n");
    dropped("A: 1\nX: ${U:-}\n", "A: 1\n");
    dropped("A: 1\n'X': s3://${E}/b\n", "A: 1\n");
}

#[test]
fn blank_lines_behind_a_block_scalar_stay_unless_it_keeps_them() {
    dropped("A: 1\nX: |\n  ${U}\n\nB: 2\n", "A: 1\n\nB: 2\n");
    dropped("A: 1\nX: |+\n  ${U}\n\nB: 2\n", "A: 1\nB: 2\n");
    dropped("  A: |+\n    a\n  X: |+\n    ${U}\n\n  B: 2\n", "  A: |+\n    a\n  B: 2\n");
}

#[test]
fn neighbours_go_together() {
    dropped("A: 1\nX: ${U}\nX: ${V}\n", "A: 1\n");
    dropped("- X: ${U}\n  X: ${V}\n  B: 1\n", "- B: 1\n");
    dropped("X: $U\nA: 1\nX: $U\nB: 1\nX: $U\n", "A: 1\nB: 1\n");
    dropped("[{X: $U, A: 1, X: $U, X: $U, B: 2, X: $U}]", "[{A: 1, B: 2}]");
}

#[test]
fn the_first_key_of_a_list_item_leaves_its_place_to_the_next() {
    dropped("- X: ${U}\n  B: 2\n- 1\n", "- B: 2\n- 1\n");
    dropped("- - X:\n      Y: ${U}\n      # in\n    B: 2\n", "- - B: 2\n");
    dropped("-   X: ${U}\n    # about B\n    B: 2\n", "-\n    # about B\n    B: 2\n");
    dropped("- X: ${U}\n\n  B: 2\n", "-\n\n  B: 2\n");
    dropped("- B: 2\n  X: ${U}\n- 1\n", "- B: 2\n- 1\n");
}

#[test]
fn a_flow_entry_goes_with_its_comma() {
    dropped("{ A: 1, X: ${U}, B: 2 }", "{ A: 1, B: 2 }");
    dropped("{ X: { Y: ${U} }, B: 2 }", "{ B: 2 }");
    dropped("{ A: 1, X: [ ${U} ] }", "{ A: 1 }");
    dropped("{ A: 1, X: \"${U}\", }", "{ A: 1, }");
    dropped("{A: , X: ${U}}", "{A: }");
    dropped("{A, X: ${U}}", "{A}");
    dropped("{\"A\":1,\"X\":\"${U}\",\"B\":2}", "{\"A\":1,\"B\":2}");
    dropped(
        "{\n  A: 1, # a, b\n  X: ${U}, # x\n  # about B\n  B: 2\n}\n",
        "{\n  A: 1, # a, b\n  # about B\n  B: 2\n}\n",
    );
    dropped("{\n  A: 1, # a, b\n  X: ${U} # x\n}\n", "{\n  A: 1, # a, b\n}\n");
    dropped("{\n  A: 1,\n  X: ${U}\n}\n", "{\n  A: 1\n}\n");
    dropped("{\n  A: 1,\n  X: ${U},\n  B: 2\n}\n", "{\n  A: 1,\n  B: 2\n}\n");
    dropped("{ A: 1 # a\n  , X: ${U} }", "{ A: 1 # a\n   }");
}

#[test]
fn what_is_set_stays() {
    for template in ["X: ${A}\n", "X: ${U:-d}\nB: 1\n", "X: 1 # ${U}\n"] {
        let rendered = filled(template, &["X"]);
        assert_eq!((rendered.dropped, rendered.diagnostics), (vec![], vec![]), "{template}");
    }
    let rendered = filled("X: ${A}\nY: ${U}\n", &["X"]);
    assert_eq!(rendered.diagnostics.len(), 1);
}

#[test]
fn what_was_around_it_must_not_become_empty() {
    for (template, help) in [
        ("X: ${U}\n", "set its variables"),
        ("A:\n  X: ${U}\nB: 1\n", "drop `A` as a whole, or set the variables of `X`"),
        ("A: {X: ${U}, X: $U}", "drop `A` as a whole, or set the variables of `X`"),
        ("- X: ${U}\n", "set the variables of `X`, or keep another key beside it"),
        ("[X: ${U}]", "set the variables of `X`, or keep another key beside it"),
    ] {
        let rendered = filled(template, &["X"]);
        let [problem, unset @ ..] = rendered.diagnostics.as_slice() else { panic!("{template}") };
        assert_eq!((problem.rule, problem.help.as_deref()), (rule::CANNOT_DROP, Some(help)), "{template}");
        assert!(unset.iter().all(|problem| problem.rule == rule::UNSET_VARIABLE), "{template}");
        assert_eq!((rendered.text.as_str(), rendered.dropped.len()), (template, 0));
    }
    // An outer section that goes takes the inner one with it.
    let rendered = filled("A:\n  X: ${U}\nB: 1\n", &["X", "A"]);
    assert_eq!((rendered.text.as_str(), rendered.diagnostics.len()), ("B: 1\n", 0));
}

#[test]
fn what_is_entangled_cannot_be_dropped() {
    for template in [
        "B: 1\n? X\n: ${U}\n",
        "B: 1\n&k X: ${U}\n",
        "{B: 1, ? X : ${U}}",
        "{? X : ${U}, B: 1}",
        "? X: ${U}\n  B: 1\n: 2\n",
    ] {
        let rendered = filled(template, &["X"]);
        assert_eq!(rendered.diagnostics[0].rule, rule::CANNOT_DROP, "{template}");
        assert_eq!(rendered.text, template);
    }
    let rendered = filled("X: &a ${U}\nB: *a\n", &["X"]);
    assert_eq!(rendered.diagnostics[0].rule, rule::STRUCTURE);
}

#[test]
fn only_the_named_path_is_dropped() {
    let template = "P:\n  - X: ${U}\n    A: 1\nQ:\n  - X: ${A}\n    A: 1\n";
    assert_eq!(filled(template, &["P.X"]).text, "P:\n  - A: 1\nQ:\n  - X: a\n    A: 1\n");
    assert_eq!(filled(template, &["P[0].X"]).diagnostics, []);
    let rendered = filled(template, &["Q.X", "P[1].X", "Z"]);
    let rules: Vec<_> = rendered.diagnostics.iter().map(|problem| (problem.rule, problem.severity)).collect();
    assert_eq!(
        rules,
        [
            (rule::UNSET_VARIABLE, Severity::Error),
            (rule::DROP_UNMATCHED, Severity::Info),
            (rule::DROP_UNMATCHED, Severity::Info)
        ]
    );
}

#[test]
fn what_is_dropped_is_listed() {
    let rendered = filled("A: 1\nX: [${U}, ${E}, ${U}]\nB: ${A}\n", &["X"]);
    let [section] = rendered.dropped.as_slice() else { panic!("{rendered:?}") };
    assert_eq!(section.path.to_string(), "X");
    assert_eq!(section.span, Span::new(5, 27));
    assert_eq!(section.variables, ["U", "E"]);
    assert_eq!(rendered.substitutions.len(), 1);
    assert_eq!(rendered.unused, [""; 0]);
}
