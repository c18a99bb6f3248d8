//! What holds for any file and any values.

use std::io::Write;
use std::process::{Command, Stdio};

use pcluster_config::template::Variables;
use pcluster_infra::env_file::EnvFile;
use proptest::prelude::*;

/// Lines of files that people keep, none of which sets a name that begins with `N`.
fn lines() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "",
        "# a comment with export N0=x and 'a quote",
        "export A=1",
        "  B='two words'  # why",
        "export C=\"$A-${B}\" D=4",
        "E=x; F=y",
        "set -e",
        "export G=$(date)",
        "cat > x <<'EOF'\nexport N1=inside\nEOF",
        "export H='over\ntwo lines'",
    ]);
    prop::collection::vec(line, 0..8).prop_map(|lines| lines.join("\n"))
}

fn yaml_lines() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "",
        "# N0: no",
        "A: 1",
        "B: 'x: y' # why",
        "C:\n  - N1: 2",
        "D: |\n  one\n\n  two",
        "E:",
    ]);
    prop::collection::vec(line, 0..6).prop_map(|mut lines| {
        let mut seen = std::collections::HashSet::new();
        lines.retain(|line| line.is_empty() || line.starts_with('#') || seen.insert(*line));
        lines.into_iter().map(|line| format!("{line}\n")).collect()
    })
}

/// Names that begin with `N`, and values with everything that means something to a shell or to YAML.
fn values() -> impl Strategy<Value = Vec<(String, String)>> {
    let value = prop_oneof![
        "[a-z0-9:/._-]{0,12}",
        "[ -~é한\n\t]{0,12}",
        "(yes|no|null|~|1|010|1:30|0x1F|''|\\$A|\\$\\(id\\)|`id`|#|a: b)"
    ];
    prop::collection::vec(("N[0-4]", value), 1..6)
}

fn merged(name: &str, text: &str, values: &[(String, String)]) -> String {
    let mut file = EnvFile::parse(name, text).unwrap();
    file.merge(values.iter().map(|(name, value)| (name.as_str(), value.as_str()))).unwrap();
    file.to_string()
}

/// The values that count, by name.
fn last(values: &[(String, String)]) -> std::collections::BTreeMap<&str, &str> {
    values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn is_read_back(name: &str, text: &str, values: &[(String, String)]) -> Result<(), TestCaseError> {
    let mut variables = Variables::new();
    let _ = variables.read_file(name, text);
    for (name, value) in last(values) {
        prop_assert_eq!(
            variables.get(name).map(pcluster_config::template::Variable::value),
            Some(value),
            "{} in {}",
            name,
            text
        );
    }
    Ok(())
}

fn only_values_differ(name: &str, before: &str, values: &[(String, String)]) -> Result<(), TestCaseError> {
    let once = merged(name, before, values);
    // What was there is still there, in its order; what is new stands behind it.
    prop_assert!(once.starts_with(before), "{} does not begin with {}", once, before);
    is_read_back(name, &once, values)?;
    prop_assert_eq!(&merged(name, &once, values), &once);
    // Other values in the same places keep every line but theirs.
    let others: Vec<_> =
        values.iter().map(|(name, _)| (name.clone(), format!("{}-other", &name[1..]))).collect();
    let twice = merged(name, &once, &others);
    is_read_back(name, &twice, &others)?;
    prop_assert!(twice.starts_with(before), "{} does not begin with {}", twice, before);
    prop_assert_eq!(&merged(name, &twice, &others), &twice);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_shell_file_keeps_every_other_line(text in lines(), values in values()) {
        only_values_differ("env.sh", &text, &values)?;
    }

    #[test]
    fn a_yaml_file_keeps_every_other_line(text in yaml_lines(), values in values()) {
        only_values_differ("config.yaml", &text, &values)?;
    }

    #[test]
    fn no_text_makes_it_panic(name in "(a\\.sh|a\\.yaml|a\\.json)", text in "[ -~\n\r\u{feff}é]{0,60}", values in values()) {
        if let Ok(mut file) = EnvFile::parse(&name, &text) {
            for (variable, value) in &values {
                if file.set(variable, value).is_ok() {
                    prop_assert_eq!(file.get(variable), Some(value.as_str()));
                }
            }
        }
    }
}

proptest! {
    // Every case starts a shell.
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[cfg(unix)]
    fn a_shell_reads_what_was_meant(text in lines(), values in values()) {
        let file = merged("env.sh", &text, &values);
        let mut path = tempfile::NamedTempFile::new().unwrap();
        path.write_all(file.as_bytes()).unwrap();
        let values = last(&values);
        let print: String = values.keys().map(|name| format!("; printf '%s\\0' \"${{{name}}}\"")).collect();
        let directory = tempfile::tempdir().unwrap();
        let output = Command::new("sh")
            .args(["-c", &format!(". \"$0\"{print}")])
            .arg(path.path())
            .current_dir(directory.path())
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        let expected: String = values.values().map(|value| format!("{value}\0")).collect();
        prop_assert_eq!(printed, expected, "{}", file);
    }
}
