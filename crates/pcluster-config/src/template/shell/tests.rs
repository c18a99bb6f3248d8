use super::*;

fn read_text(text: &str) -> (Variables, Vec<Diagnostic>) {
    let mut variables = Variables::new();
    let diagnostics = variables.read_shell("pcluster-env.sh", text);
    (variables, diagnostics)
}

fn pairs(variables: &Variables) -> Vec<(&str, &str)> {
    variables.iter().map(|variable| (variable.name(), variable.value())).collect()
}

/// The rule and the piece of the text of every problem.
fn problems(text: &str) -> Vec<(&'static str, &str)> {
    read_text(text)
        .1
        .iter()
        .map(|problem| {
            let span = problem.span.expect("every problem has a place");
            (problem.rule, text.get(span.start..span.end).expect("the place is in the text"))
        })
        .collect()
}

#[track_caller]
fn value(text: &str, expected: &str) {
    let (variables, diagnostics) = read_text(text);
    assert_eq!(diagnostics, [], "{text}");
    assert_eq!(variables.get("V").map(crate::template::Variable::value), Some(expected), "{text}");
}

#[test]
fn the_file_of_the_guides_is_read() {
    let text = "\u{feff}#!/bin/bash\r\n# Written by hand\r\n\r\nexport AWS_REGION=us-east-1  # home\r\n\
        STACK_NAME='parallelcluster-prerequisites'\r\nexport VPC_ID=vpc-0a1b2c3d PUBLIC_SUBNET_ID=subnet-1 ; A=1;B=2\r\n\
        export AWS_ACCOUNT_ID=123456789012 && export IMAGE_TAG=\"latest\"\r\n\
        export S3_BUCKET_NAME=parallelcluster-${AWS_ACCOUNT_ID}-$AWS_REGION\r\n\
        export HEAD_NODE_BOOTSTRAP_SCRIPT=\"s3://${S3_BUCKET_NAME}\"/scripts/'head node'.sh\r\n\
        \texport LONG=one\\\r\ntwo \\\r\n  MORE=x\r\nexport AWS_REGION";
    let (variables, diagnostics) = read_text(text);
    assert_eq!(diagnostics, []);
    assert_eq!(
        pairs(&variables),
        [
            ("AWS_REGION", "us-east-1"),
            ("STACK_NAME", "parallelcluster-prerequisites"),
            ("VPC_ID", "vpc-0a1b2c3d"),
            ("PUBLIC_SUBNET_ID", "subnet-1"),
            ("A", "1"),
            ("B", "2"),
            ("AWS_ACCOUNT_ID", "123456789012"),
            ("IMAGE_TAG", "latest"),
            ("S3_BUCKET_NAME", "parallelcluster-123456789012-us-east-1"),
            (
                "HEAD_NODE_BOOTSTRAP_SCRIPT",
                "s3://parallelcluster-123456789012-us-east-1/scripts/head node.sh"
            ),
            ("LONG", "onetwo"),
            ("MORE", "x"),
        ]
    );
    let line = |name| variables.get(name).map(|variable| variable.origin().to_string());
    assert_eq!(line("AWS_REGION").as_deref(), Some("line 4 of pcluster-env.sh"));
    assert_eq!(line("MORE").as_deref(), Some("line 12 of pcluster-env.sh"));
    assert!(variables.get("S3_BUCKET_NAME").is_some_and(crate::template::Variable::is_referenced));
    assert!(!variables.get("IMAGE_TAG").is_some_and(crate::template::Variable::is_referenced));
}

#[test]
fn quotes_and_escapes_are_the_shells() {
    value("V=", "");
    value("V= # c", "");
    value("V=a#b", "a#b");
    value("V=a\\ b", "a b");
    value("V='a\\b $X `c` \"'", "a\\b $X `c` \"");
    value(r#"V="a\"b\\c\$X\`d\e""#, r#"a"b\c$X`d\e"#);
    value("V=\"a\\\nb\nc\"", "ab\nc");
    value("V='a\r\nb'", "a\nb");
    value("V='it'\\''s'\" \"ok", "it's ok");
    value("V=a=b:c/d@e%f^g[h]*?", "a=b:c/d@e%f^g[h]*?");
    value("V='{\"a\": [1]}'", "{\"a\": [1]}");
    value("V=$ ", "$");
    value("V=\"$\"a$.", "$a$.");
    value("V=한글", "한글");
    value("V=a~b", "a~b");
    value("V='~'/x", "~/x");
    value("V=\"a'b\"", "a'b");
    value("V=1; V=2", "2");
}

#[test]
fn references_are_to_earlier_variables() {
    value("A=1\nV=$A-${A}'$A'\"$A\"", "1-1$A1");
    value("A=1 V=$A", "1");
    value("V=${A:-x}", "x");
    value("A=\nV=${A:-\"x y\"'z'}", "x yz");
    value("V=\"${A:-it's ${B:-\"q\"}}\"", "it's q");
    value("A=a\nV=${A:-$(not run) ${UNSET}}", "a");
    value("V=a\nV=$V:b", "a:b");
    assert_eq!(problems("V=$HOME/x"), [(rule::UNSET_REFERENCE, "$HOME")]);
    assert_eq!(problems("V=\"${B}\"\nB=1"), [(rule::UNSET_REFERENCE, "${B}")]);
    assert_eq!(problems("export A=1 V=$A"), [(rule::UNSET_REFERENCE, "$A")]);
    assert_eq!(problems("A=1\nV=${A:-$${A}}\nB=$1"), [(rule::NEEDS_SHELL, "$$")]);
    assert_eq!(problems("export TOKEN"), [(rule::UNSET_REFERENCE, "TOKEN")]);
}

#[test]
fn a_variable_that_cannot_be_read_is_reported_once() {
    let (variables, diagnostics) = read_text("A=1\nexport A=$(cmd)\nexport B=$A\nC=${A:-x}\nD=1\n");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(pairs(&variables), [("D", "1")]);
    assert!(matches!(variables.lookup("B"), Lookup::Unreadable(_)));
}

#[test]
fn what_needs_a_shell_is_reported_in_its_place() {
    for (text, piece) in [
        ("A=$(aws \"x)\" $(y) '(' # don't)\n)z", "$(aws \"x)\" $(y) '(' # don't)\n)"),
        ("A=\"a$(b \"c\" `d`)\"", "$(b \"c\" `d`)"),
        ("A=`date +\\`s\\``", "`date +\\`s\\``"),
        ("A=$((1 + 2))", "$((1 + 2))"),
        ("A=(1 '2)' 3)", "(1 '2)' 3)"),
        ("A=${B%%x}", "${B%%x}"),
        ("A=\"${B:?it's}\"", "${B:?it's}"),
        ("A=${#B}", "${#B}"),
        ("B=$B\\\nC", "$B"),
        ("B=\"$\\\n\"", "$"),
        ("export\\\nA=1", "export\\\nA=1"),
        ("A=${1}", "${1}"),
        ("A=$1", "$1"),
        ("A=$?", "$?"),
        ("A=${B:-<(x)}", "<(x)"),
        ("A=$[1]", "$["),
        ("A=\\\n~", "~"),
        ("A=$'a\\'b'", "$'a\\'b'"),
        ("A=$\"ab\"", "$\"ab\""),
        ("A=~/x", "~"),
        ("A=x:~", "~"),
        ("A={a,b}", "{"),
        ("A+=x", "A+=x"),
        ("A[0]=x", "A[0]=x"),
        ("A = 1", "A = 1"),
        ("declare -x A=1", "declare -x A=1"),
        ("source other.sh", "source other.sh"),
        ("aws s3 ls \\\n  --x 'a\nb'", "aws s3 ls \\\n  --x 'a\nb'"),
        ("A=1 cmd x", "cmd x"),
        ("A=1 || B=2", "|| B=2"),
        ("export A=1 | cat", "| cat"),
        ("export A=a&b", "&b"),
        ("export -p", "-p"),
        ("export A=1 = 1", "= 1"),
        ("(A=1)", "(A=1)"),
        ("((A=1))", "((A=1))"),
        ("echo x && A=1", "echo x && A=1"),
        (" ;", ";"),
        ("if [ -z \"$A\" ]; then\n  A=1\nelse A=2; fi", "if [ -z \"$A\" ]; then\n  A=1\nelse A=2; fi"),
        ("for i in a b; do if x; then A=$i; fi; done", "for i in a b; do if x; then A=$i; fi; done"),
        ("case $X in\n a|b) A=1;;\n *) A=2;;\nesac", "case $X in\n a|b) A=1;;\n *) A=2;;\nesac"),
        ("f() {\n A=1\n}", "f() {\n A=1\n}"),
        ("function f {\n { A=1; }\n}", "function f {\n { A=1; }\n}"),
        ("{ A=1; }", "{ A=1; }"),
        ("cat > x << 'EOF'\nA=1\nEOF", "cat > x << 'EOF'"),
    ] {
        let text = format!("{text}\nLAST=ok\n");
        assert_eq!(problems(&text), [(rule::NEEDS_SHELL, piece)]);
        let (variables, _) = read_text(&text);
        assert_eq!(pairs(&variables), [("LAST", "ok")], "{text}");
    }
}

#[test]
fn a_command_follows_every_and() {
    assert_eq!(problems("A=1 &&\n# then\n\n B=2"), []);
    assert_eq!(problems("A=1 && ; B=2\n"), [(rule::NEEDS_SHELL, "&& ")]);
    assert_eq!(problems("A=1;; B=2\n"), [(rule::NEEDS_SHELL, ";")]);
    assert_eq!(problems("A=1 &&"), [(rule::NEEDS_SHELL, "&&")]);
}

#[test]
fn a_harmless_command_is_only_a_warning() {
    let (variables, diagnostics) = read_text("set -euo pipefail\necho \"Region: $A && b\" >&2; A=1\n");
    let found: Vec<_> = diagnostics.iter().map(|problem| (problem.rule, problem.severity)).collect();
    assert_eq!(found, [(rule::COMMAND_SKIPPED, Severity::Warning); 2]);
    assert_eq!(pairs(&variables), [("A", "1")]);
}

#[test]
fn the_lines_that_a_command_reads_are_no_assignments() {
    let text = "cat <<-A >x <<\"B\"\nX=1\n\tA\nY=1\nB\nZ=1\ncat <<< C\nC=1\n";
    assert_eq!(pairs(&read_text(text).0), [("Z", "1"), ("C", "1")]);
}

#[test]
fn what_is_never_closed_ends_the_reading() {
    for (text, piece) in [
        ("A='x\nB=1", "'"),
        ("A=x\\", "\\"),
        ("A=\"x\nB=1", "\""),
        ("A=$(x\nB=1", "("),
        ("A=`x\nB=1", "`"),
        ("A=${B:-x\nB=1", "$"),
        ("A=${B%x\nB=1", "{"),
        ("A=$'x\nB=1", "$"),
        ("A=\"${B:-'x}\nB=1", "\""),
    ] {
        let found = problems(text);
        assert_eq!(found.first(), Some(&(rule::UNTERMINATED, piece)), "{text}");
        assert_eq!(found.len(), 1, "{text}");
        assert!(read_text(text).0.is_empty(), "{text}");
    }
}

#[test]
fn values_are_never_printed() {
    let text = "PASSWORD=hunter2 hunter2\nexport PASSWORD=hunter2 hunter2\nA=hunter2 B=$(hunter2) C={hunter2}\nhunter2";
    let (variables, diagnostics) = read_text(text);
    assert_eq!(diagnostics.len(), 5);
    assert!(!format!("{variables:?} {diagnostics:?}").contains("hunter2"));
}

#[test]
fn hostile_files_end_soon() {
    for piece in [
        "A='",
        "A=\"$(",
        "A=${A:-",
        "A=\"${A:-\"",
        "$(",
        "`",
        "if ",
        "<<E\n",
        "f() {",
        "A=1 ",
        "(",
        "\\",
        "A=$A$A x\n",
    ] {
        read_text(&piece.repeat(50_000));
    }
    let doubling: Vec<String> = (0..200).map(|at| format!("V{}=x$V{at}$V{at}", at + 1)).collect();
    let (_, diagnostics) = read_text(&format!("V0=x\n{}", doubling.join("\n")));
    assert_eq!(diagnostics.iter().filter(|problem| problem.rule == rule::VARIABLES_TOO_LARGE).count(), 1);
    let wide: Vec<String> = (0..5000).map(|at| format!("W{at}=$V$V")).collect();
    let (_, diagnostics) = read_text(&format!("V={}\n{}", "x".repeat(60_000), wide.join("\n")));
    assert!(diagnostics.iter().any(|problem| problem.rule == rule::VARIABLES_TOO_LARGE));
}
