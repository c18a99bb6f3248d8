//! What holds for every value: it never becomes more than a text.

use granit_parser::{Event, Parser, ScalarStyle};
use proptest::prelude::*;

use super::meaning::{Meaning, meaning};
use super::{RenderOptions, Rendered, Variables, render, yaml};

/// The events of a YAML text, with the scalars' texts.
fn events(text: &str) -> Vec<(String, Option<String>)> {
    Parser::new_from_str_with_options(text, yaml::options())
        .map(|next| match next.unwrap_or_else(|error| panic!("{error} in {text:?}")).0 {
            Event::Scalar(text, style, anchor, tag) => {
                if style == ScalarStyle::Plain {
                    assert_ne!(meaning(&text), Meaning::Surprise, "{text:?}");
                }
                (format!("{anchor} {tag:?}"), Some(text.into_owned()))
            }
            other => (format!("{other:?}"), None),
        })
        .collect()
}

fn filled(template: &str, value: &str) -> Rendered {
    let mut variables = Variables::new();
    variables.set("V", value).expect("V is a name");
    render("template", template, &variables, &RenderOptions::default())
}

/// Templates, and where in their events the value is expected with what around it.
const TEMPLATES: [&str; 14] = [
    "K: ${V}\n",
    "K: '${V}'\n",
    "K: \"${V}\"\n",
    "K: [${V}, x]\n",
    "K: pre-${V}-post\n",
    "${V}: x\n",
    "{ ${V}: x, w: {z: $V} }\n",
    "- ${V}\n- x: ${V}${V}\n",
    "K: ${U:-d ${V} d}\nL: 1\n",
    "K: 'a\n  ${V}\n  b'\n",
    "K: a\n  ${V}\n  b\n",
    "K: \"a\n  ${V}\n\n  b\"\n",
    "K:\n  L: |\n    a ${V} b\n    ${V}\n  M: 1\n",
    "K: >\n  a ${V} b\n  ${V}\nM: 1\n",
];

fn check(template: &str, value: &str) {
    const WORD: &str = "ZZZZ";
    let rendered = filled(template, value);
    if rendered.is_complete() {
        let words = template.replace("${U:-d ${V} d}", "d ZZZZ d").replace("${V}", WORD).replace("$V", WORD);
        let mut expected = events(&words);
        for (_, text) in &mut expected {
            *text = text.take().map(|text| text.replace(WORD, value));
        }
        assert_eq!(events(&rendered.text), expected, "{template:?} {value:?} {:?}", rendered.text);
    } else {
        assert_eq!(rendered.text, template, "{value:?}");
        assert!(
            rendered.diagnostics.iter().all(|problem| problem.rule == super::rule::UNFIT_VALUE),
            "{rendered:?}"
        );
    }
}

#[test]
fn nasty_values_stay_texts() {
    for value in [
        "a: b",
        "- x",
        "x #y",
        "'",
        "\"",
        "\n",
        "a\nb",
        "{a}",
        "[a]",
        "*a",
        "&a",
        "!t",
        "%",
        "@",
        "`",
        "|",
        ">",
        "\t",
        "",
        " ",
        " a",
        "a ",
        "한글 🚀",
        "yes",
        "0123",
        "1:30",
        "~",
        "null",
        "4",
        "true",
        "---",
        "...",
        "--- a",
        "\\",
        "\\n",
        "''",
        "a\n\n b\n",
        "\n\n",
        "\u{2028}",
        "\u{2029}",
        "\u{feff}",
        "\u{85}",
        "\u{7f}",
        "\r\n",
        "\0",
        "\u{ffff}",
        "?",
        ":",
        ": ",
        ",",
        "#",
        "}",
        "${V}",
        "$V",
        "\u{a0}",
        "\u{fffe}",
        "a\n- b",
        "key: |\n  x",
        "<<",
        "=",
        "!!str x",
        "\u{100}",
    ] {
        for template in TEMPLATES {
            check(template, value);
        }
    }
}

#[test]
fn only_what_yaml_cannot_hold_is_refused() {
    for template in &TEMPLATES[..12] {
        for value in ["a: b", "\n", "", " \t", "\u{2028}\u{feff}\u{ffff}", "'\"\\"] {
            assert!(filled(template, value).is_complete(), "{template} {value:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_stays_a_text(value in ".{0,12}", template in 0..TEMPLATES.len()) {
        check(TEMPLATES[template], &value);
    }

    #[test]
    fn every_value_of_yaml_characters_stays_a_text(
        value in "[-?:,\\[\\]{}#&*!|>'\"%@` \n\t\\\\a0.=~<$]{0,8}",
        template in 0..TEMPLATES.len(),
    ) {
        check(TEMPLATES[template], &value);
    }

    #[test]
    fn no_template_and_no_file_makes_it_panic(
        template in "[-?:,\\[\\]{}#&*!|>'\"%@` \n\\\\aXV0$]{0,60}",
        environment in "[A-C=$(){}'\"`\\\\ \n;#&<~:x-]{0,60}",
    ) {
        let mut variables = Variables::new();
        variables.read_shell("env.sh", &environment);
        variables.read_yaml("env.yaml", &template);
        variables.set("V", "- v: '").expect("V is a name");
        let options = RenderOptions { drop_unset: vec!["X".parse().expect("X is a key"), "a".parse().expect("a is a key")] };
        let rendered = render("template", &template, &variables, &options);
        prop_assert!(rendered.diagnostics.iter().all(|problem| problem.rule != super::rule::STRUCTURE || template.contains(['&', '*'])));
    }
}
