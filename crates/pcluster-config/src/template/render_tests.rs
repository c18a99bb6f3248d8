use super::*;

/// A cluster as the guides build it, in words of our own.
const TEMPLATE: &str = "# Filled by pclusterctl; ${NOT_A_VARIABLE} in a comment is left alone
Region: ${AWS_REGION}
Image:
  Os: ubuntu2204
HeadNode:
  InstanceType: ${HEAD_NODE_INSTANCE_TYPE:-m5.8xlarge}
  Networking:
    SubnetId: ${PUBLIC_SUBNET_ID}
    AdditionalSecurityGroups: [${SECURITY_GROUP_ID}]
  Iam:
    S3Access:
      - { BucketName: ${S3_BUCKET_NAME}, KeyName: 'data/${TEAM}/*' }
  CustomActions:
    OnNodeConfigured:
      Sequence:
        - Script: '${HEAD_NODE_BOOTSTRAP_SCRIPT}'  # uploaded before
          Args: [\"${NOTE}\", $IMAGE_TAG]
Scheduling:
  Scheduler: slurm
  SlurmQueues:
    - Name: ${TEAM}-gpu
      ComputeResources:
        - Name: distributed-ml
          InstanceType: ${COMPUTE_INSTANCE_TYPE}
          MinCount: ${COMPUTE_COUNT}
          MaxCount: ${COMPUTE_COUNT}
          CapacityReservationTarget:
            # a reservation of one's own
            CapacityReservationId: ${CAPACITY_RESERVATION_ID}  # cr-...

          # fast network
          Efa: { Enabled: ${EFA} }
      Networking:
        SubnetIds:
        - ${PRIVATE_SUBNET_ID}
Tags:
  - { Key: Owner, Value: ${AWS_ACCOUNT_ID} }
";

const ENVIRONMENT: &str = "export AWS_REGION=us-east-1
export PUBLIC_SUBNET_ID=subnet-0a PRIVATE_SUBNET_ID=subnet-0b SECURITY_GROUP_ID=sg-0c
export AWS_ACCOUNT_ID=123456789012
export S3_BUCKET_NAME=parallelcluster-${AWS_ACCOUNT_ID}-${AWS_REGION}
export HEAD_NODE_BOOTSTRAP_SCRIPT=s3://${S3_BUCKET_NAME}/scripts/it\\'s.sh
export NOTE='say \"hi\"' IMAGE_TAG=010 TEAM=ml
export COMPUTE_INSTANCE_TYPE=g5.8xlarge COMPUTE_COUNT=2 EFA=true
export LUSTRE_DATA_DIR=/lustre/data
";

fn filled(template: &str, environment: &str, drop_unset: &[&str]) -> Rendered {
    let mut variables = Variables::new();
    assert_eq!(variables.read_file("pcluster-env.sh", environment), []);
    let drop_unset = drop_unset.iter().map(|pattern| pattern.parse().unwrap()).collect();
    render("cluster.yaml.template", template, &variables, &RenderOptions { drop_unset })
}

#[track_caller]
fn text(template: &str, environment: &str, drop_unset: &[&str]) -> String {
    let rendered = filled(template, environment, drop_unset);
    assert_eq!(rendered.diagnostics, [], "{template}");
    rendered.text
}

/// Rule and place of every problem.
fn problems<'t>(rendered: &Rendered, template: &'t str) -> Vec<(&'static str, &'t str)> {
    let place = |span: Span| template.get(span.start..span.end).unwrap();
    rendered.diagnostics.iter().map(|problem| (problem.rule, problem.span.map_or("", place))).collect()
}

#[test]
fn a_whole_template_is_filled() {
    let rendered = filled(TEMPLATE, ENVIRONMENT, &["CapacityReservationTarget"]);
    assert_eq!(rendered.diagnostics, []);
    assert!(rendered.is_complete());
    let expected = TEMPLATE
        .replace("Region: ${AWS_REGION}", "Region: us-east-1")
        .replace("${HEAD_NODE_INSTANCE_TYPE:-m5.8xlarge}", "m5.8xlarge")
        .replace("${PUBLIC_SUBNET_ID}", "subnet-0a")
        .replace("${SECURITY_GROUP_ID}", "sg-0c")
        .replace("${S3_BUCKET_NAME}", "parallelcluster-123456789012-us-east-1")
        .replace("${TEAM}", "ml")
        .replace(
            "${HEAD_NODE_BOOTSTRAP_SCRIPT}",
            "s3://parallelcluster-123456789012-us-east-1/scripts/it''s.sh",
        )
        .replace("${NOTE}", "say \\\"hi\\\"")
        .replace("$IMAGE_TAG", "'010'")
        .replace("${COMPUTE_INSTANCE_TYPE}", "g5.8xlarge")
        .replace("${COMPUTE_COUNT}", "2")
        .replace("${EFA}", "true")
        .replace("${PRIVATE_SUBNET_ID}", "subnet-0b")
        .replace("${AWS_ACCOUNT_ID}", "'123456789012'")
        .replace(
            "          CapacityReservationTarget:
            # a reservation of one's own
            CapacityReservationId: ${CAPACITY_RESERVATION_ID}  # cr-...\n",
            "",
        );
    assert_eq!(rendered.text, expected);
    assert_eq!(rendered.unused, ["LUSTRE_DATA_DIR"]);
    let dropped = &rendered.dropped[0];
    assert_eq!(
        dropped.path.to_string(),
        "Scheduling.SlurmQueues[0].ComputeResources[0].CapacityReservationTarget"
    );
    assert_eq!(dropped.variables, ["CAPACITY_RESERVATION_ID"]);
    let first = &rendered.substitutions[0];
    assert_eq!(
        (first.name.as_str(), first.origin.to_string().as_str()),
        ("AWS_REGION", "line 1 of pcluster-env.sh")
    );
    assert_eq!(&TEMPLATE[first.span.start..first.span.end], "${AWS_REGION}");
    assert_eq!(rendered.substitutions[1].origin, Origin::Default);
}

#[test]
fn what_is_not_set_is_reported_all_at_once_and_left_in_the_text() {
    let environment = "AWS_REGION=us-east-1\nTEAM=ml\nPUBLIC_SUBNET_IDS=x\n";
    let rendered = filled(TEMPLATE, environment, &[]);
    let names: Vec<_> = rendered.diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(names.len(), 13);
    assert!(rendered.diagnostics.iter().all(|problem| problem.rule == rule::UNSET_VARIABLE));
    assert!(!rendered.is_complete());
    let subnet = &rendered.diagnostics[0];
    assert_eq!(subnet.message, "`PUBLIC_SUBNET_ID` is not set");
    assert_eq!(subnet.path.to_string(), "HeadNode.Networking.SubnetId");
    assert_eq!(
        subnet.help.as_deref(),
        Some("did you mean `PUBLIC_SUBNET_IDS`? it is not in pcluster-env.sh: add it there, or use `--set`")
    );
    let expected = TEMPLATE
        .replace("Region: ${AWS_REGION}", "Region: us-east-1")
        .replace("${HEAD_NODE_INSTANCE_TYPE:-m5.8xlarge}", "m5.8xlarge")
        .replace("${TEAM}", "ml");
    assert_eq!(rendered.text, expected);
}

#[test]
fn every_kind_of_problem_has_its_place() {
    let template = "A: ${U}-${V}\nB: [${ X }, ${V%x}, \"${W:-${U}}\"]\nC: &$V x\nD: ${V:-'x'}\nE: |\n  ${N}\nF: ${OPEN\nG: ${Z}\n";
    let rendered = filled(template, "V=1\nN=' x'\nZ=\n", &[]);
    assert_eq!(
        problems(&rendered, template),
        [
            (rule::UNSET_VARIABLE, "${U}"),
            (rule::BAD_PLACEHOLDER, "${ X }"),
            (rule::BAD_PLACEHOLDER, "${V%x}"),
            (rule::UNSET_VARIABLE, "${U}"),
            (rule::MISPLACED_PLACEHOLDER, "$V"),
            (rule::UNFIT_VALUE, "${N}"),
            (rule::BAD_PLACEHOLDER, "${"),
        ]
    );
    assert_eq!(
        rendered.text,
        template.replace("${U}-${V}", "${U}-1").replace("${V:-'x'}", "1").replace("${Z}", "''")
    );
    let control = filled("A: ${A}", "A='a\u{1}'", &[]);
    assert_eq!(problems(&control, "A: ${A}"), [(rule::UNFIT_VALUE, "${A}")]);
}

#[test]
fn a_variable_that_could_not_be_read_says_where() {
    let mut variables = Variables::new();
    variables.read_shell("env.sh", "\nexport VPC=$(aws ec2)\n");
    let rendered = render("t", "A: ${VPC}", &variables, &RenderOptions::default());
    let help = rendered.diagnostics[0].help.as_deref();
    assert_eq!(
        help,
        Some(
            "line 2 of env.sh sets it to something that cannot be read; write the value there or use `--set`"
        )
    );
}

#[test]
fn values_never_become_structure() {
    let values = "A='x: y' B='- z' C='a, b' D='} #' E='it'\\''s' F='\"' G='\n' H=";
    let template = "${A}: ${B}\nl: [${C}, k${D}: ${B}]\nm: {${C}: '${E}', n: \"${F}${G}\"}\no:\n- ${H}\n- a ${H} b\n- a${H}\n";
    assert_eq!(
        text(template, values, &[]),
        "'x: y': '- z'\nl: ['a, b', 'k} #': '- z']\nm: {'a, b': 'it''s', n: \"\\\"\\n\"}\no:\n- ''\n- a  b\n- a\n"
    );
}

#[test]
fn values_are_not_searched_for_placeholders() {
    assert_eq!(
        text("A: '${A}'\nB: ${A}\nC: [${A}]", "A='${B} $C'", &[]),
        "A: '${B} $C'\nB: ${B} $C\nC: ['${B} $C']"
    );
}

#[test]
fn folded_scalars_keep_their_text() {
    let template = "A: one\n  ${A} two\nB: 'one\n  ${B}'\nC: \"one\n  ${B}\"\nD: one\n  ${B}\n";
    assert_eq!(
        text(template, "A=x B=' y'", &[]),
        "A: one\n  x two\nB: 'one  y'\nC: \"one  y\"\nD: 'one  y'\n"
    );
}

#[test]
fn block_scalars_are_indented() {
    let template =
        "A:\n  B: |\n    echo ${A}\n    ${A}\n  C: >-\n    x ${B}\n    y\n  D: |+\n    ${B}\n\nE: 1\n";
    assert_eq!(
        text(template, "A='1\n\n  2' B=b", &[]),
        "A:\n  B: |\n    echo 1\n\n      2\n    1\n\n      2\n  C: >-\n    x b\n    y\n  D: |+\n    b\n\nE: 1\n"
    );
    for (template, value) in [
        ("A: |\n  ${A}\n", ""),
        ("A: |\n  ${A}\n", " x"),
        ("A: |\n  ${A}\n", "x\n"),
        ("A: |\n  x ${A}\n", "\u{2028}"),
        ("A: >\n  ${A}\n", "x\ny"),
        ("A: >\n  x ${A}\n", " "),
        ("A: >\n  ${A} x\n", " "),
    ] {
        let rendered = filled(template, &format!("A='{value}'"), &[]);
        assert_eq!(problems(&rendered, template), [(rule::UNFIT_VALUE, "${A}")], "{template} {value:?}");
        assert_eq!(rendered.text, template);
    }
}

#[test]
fn line_ends_and_byte_order_marks_stay() {
    assert_eq!(
        text("\u{feff}A: ${A}\r\nB: |\r\n  ${B}\r\nC: ${A:-}", "A=1 B='x\ny'", &[]),
        "\u{feff}A: 1\r\nB: |\r\n  x\r\n  y\r\nC: 1"
    );
    assert_eq!(text("", "", &[]), "");
    assert_eq!(text("# ${A}\n", "", &[]), "# ${A}\n");
    assert_eq!(text("${A}", "A=x", &[]), "x");
    assert_eq!(text("---\nA: $A\n---\nB: $A\n", "A=x", &[]), "---\nA: x\n---\nB: x\n");
}

#[test]
fn what_is_not_yaml_is_reported_in_its_place() {
    for (template, at) in
        [("A: [${A}\nB: 1\n", 10), ("A: '${A}\n", 9), ("A: 1\n B: ${A}\n", 7), ("A: \"\\${A}\"", 3)]
    {
        let rendered = filled(template, "A=1", &[]);
        let [problem] = rendered.diagnostics.as_slice() else { panic!("{rendered:?}") };
        assert_eq!(problem.rule, rule::NOT_YAML, "{template}");
        assert_eq!(problem.span.map(|span| span.start), Some(at), "{template}");
        assert_eq!(rendered.text, template);
    }
}

#[test]
fn values_are_never_printed() {
    let rendered = filled("A: ${A}\nB: ${B}\n? |\n  ${A}\n: x", "A='hunter2\u{7}' B=hunter2", &[]);
    assert_eq!(rendered.diagnostics.len(), 2);
    assert!(!format!("{rendered:?}").contains("hunter2"));
}

#[test]
fn a_key_can_grow_only_so_far() {
    let long = "x".repeat(2000);
    let rendered = filled("${A}: 1\n", &format!("A={long}"), &[]);
    assert_eq!(rendered.diagnostics[0].rule, rule::UNFIT_VALUE);
    // The list is the key, and too long only as a whole.
    let rendered = filled("{[${A}, ${A}]: 1}", &format!("A={}", "x".repeat(900)), &[]);
    assert_eq!(rendered.diagnostics[0].rule, rule::STRUCTURE);
    assert_eq!(rendered.text, "{[${A}, ${A}]: 1}");
}

#[test]
fn hostile_templates_end_soon() {
    let value = "x".repeat(100_000);
    let environment = format!("A={value}\nN='a\nb'\nS=1\n");
    for (template, rule) in [
        ("$A ".repeat(100_000), Some(rule::TOO_LARGE)),
        ("$S ".repeat(100_000), None),
        (format!("[{}]", "$S, ".repeat(100_000)), None),
        (format!("[{}]", "{a: 1, X: $U},".repeat(50_000)), None),
        (format!("[{}]", "\n{a: 1,\n X: $U},".repeat(50_000)), None),
        ("- X: $U\n  Y: 1\n".repeat(50_000), None),
        ("$U: $U\n".repeat(50_000), Some(rule::UNSET_VARIABLE)),
        (format!("A: &a x\n{}", "- ${A:-".repeat(50_000)), Some(rule::NOT_YAML)),
        ("- ".repeat(200_000), Some(rule::NOT_YAML)),
        ("[".repeat(200_000), Some(rule::NOT_YAML)),
        ("${".repeat(200_000), Some(rule::BAD_PLACEHOLDER)),
        ("&$S ".repeat(100_000), Some(rule::NOT_YAML)),
        ("# $S ".repeat(200_000), None),
        (format!("A: |\n{}$N\n", " ".repeat(500_000)), None),
        (format!("A: |\n{}{}\n", " ".repeat(500_000), "$N".repeat(100)), Some(rule::UNFIT_VALUE)),
        (format!("A: {}", "'$S''".repeat(100_000)), Some(rule::NOT_YAML)),
    ] {
        let rendered = filled(&template, &environment, &["X"]);
        let first = rendered.diagnostics.iter().find(|problem| problem.severity == Severity::Error);
        assert_eq!(first.map(|problem| problem.rule), rule, "{}", &template[..40.min(template.len())]);
    }
}
