use super::*;

fn value(variables: &Variables, name: &str) -> Option<String> {
    variables.get(name).map(|variable| variable.value().to_owned())
}

#[test]
fn a_later_file_wins_and_the_command_line_wins_over_all() {
    let mut variables = Variables::new();
    variables.set("C", "line").unwrap();
    assert!(variables.read_file("a.sh", "export A=1 B=1 C=1").is_empty());
    assert!(variables.read_file("b.yaml", "B: 2\nC: 2\nD: 2").is_empty());
    variables.set_pair("D=x=y").unwrap();
    let names: Vec<_> = variables.iter().map(Variable::name).collect();
    assert_eq!(names, ["C", "A", "B", "D"]);
    for (name, expected) in [("A", "1"), ("B", "2"), ("C", "line"), ("D", "x=y")] {
        assert_eq!(value(&variables, name).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(variables.files().collect::<Vec<_>>(), ["a.sh", "b.yaml"]);
    assert_eq!(variables.get("B").unwrap().origin().to_string(), "line 1 of b.yaml");
    assert_eq!(variables.get("C").unwrap().origin(), &Origin::CommandLine);
    assert_eq!((variables.len(), variables.is_empty()), (4, false));
}

#[test]
fn names_are_shell_names() {
    let mut variables = Variables::new();
    assert_eq!(variables.set("a-b", "x"), Err(SetError::BadName("a-b".into())));
    assert_eq!(variables.set_pair("=x"), Err(SetError::BadName(String::new())));
    assert_eq!(variables.set_pair("A"), Err(SetError::NoEquals));
    assert!(variables.set_pair("_A9=").is_ok());
    assert_eq!(value(&variables, "_A9").as_deref(), Some(""));
}

#[test]
fn values_are_bounded() {
    let mut variables = Variables::new();
    let large = "x".repeat(MAX_VALUE);
    assert!(variables.set("A", &large).is_ok());
    assert_eq!(variables.set("A", &format!("{large}x")), Err(SetError::TooLarge("A".into())));
    assert!(variables.get("A").is_none());
    for index in 0..MAX_TOTAL / MAX_VALUE {
        assert!(variables.set(&format!("B{index}"), &large).is_ok(), "{index}");
    }
    assert!(variables.set("C", "x").is_err());
    assert!(variables.set("B0", "x").is_ok());
    assert!(variables.set("C", "x").is_ok());
}

#[test]
fn values_are_never_printed() {
    let mut variables = Variables::new();
    variables.set("PASSWORD", "hunter2").unwrap();
    assert!(!format!("{variables:?}").contains("hunter2"));
}
