//! Files that are left as they are, since nobody knows what a change would do.

use pcluster_infra::Remedy;

use super::merged;

#[test]
fn a_file_that_is_not_understood_is_refused() {
    let cases: [(&str, &str, (&str, &str)); 13] = [
        ("env.sh", "export A=1\nexport B='never closed\n", ("A", "2")),
        ("env.sh", "export A=1\nexit 0\n", ("B", "2")),
        ("env.sh", "cat <<EOF\nnever ended\n", ("A", "2")),
        ("env.sh", "export A=1", ("a-b", "2")),
        ("env.sh", "export A=1", ("A", "x\0y")),
        ("config.yaml", "A: 'never closed\n", ("A", "2")),
        ("config.yaml", "- A\n- B\n", ("A", "2")),
        ("config.yaml", "A: 1\n---\nB: 2\n", ("C", "2")),
        ("config.yaml", "A: &x 1\nB: *x\n", ("A", "2")),
        ("config.yaml", "A:\n  - x\n", ("A", "2")),
        ("config.yaml", "A: [x]\n", ("A", "2")),
        ("config.yaml", "? A\n: 1\n", ("A", "2")),
        ("config.yaml", "{A: 1 # one\n}\n", ("B", "2")),
    ];
    let mut page = String::new();
    for (name, text, value) in cases {
        let error = merged(name, text, &[value]).map(|text| panic!("{text}")).unwrap_err();
        let help = error.help().map(|help| format!("  = help: {help}\n")).unwrap_or_default();
        page += &format!("{text:?}\nerror: cannot change {name}: {error}\n{help}\n");
    }
    insta::assert_snapshot!(page);
}
