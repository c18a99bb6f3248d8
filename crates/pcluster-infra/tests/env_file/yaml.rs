//! Flat YAML and JSON.

use super::merged;

#[test]
fn a_key_is_changed_where_it_stands_and_added_where_it_does_not() {
    let text = "# the cluster\nCLUSTER_NAME: ml # mine\nVPC:    vpc-old   # lined up\n\"AZ\": 'us-east-1a'\nEMPTY:\nNEXT: ~ # nothing\n";
    let values = [
        ("VPC", "vpc-1"),
        ("AZ", "us-east-1f"),
        ("EMPTY", "x"),
        ("NEXT", "z"),
        ("ACCOUNT", "111122223333"),
        ("NOTE", "a: b # c"),
        ("YES", "yes"),
        ("COUNT", "3"),
        ("NONE", ""),
    ];
    assert_eq!(
        merged("config.yaml", text, &values).unwrap(),
        "# the cluster\nCLUSTER_NAME: ml # mine\nVPC:    vpc-1   # lined up\n\"AZ\": us-east-1f\nEMPTY: x\nNEXT: z # nothing\n\
         ACCOUNT: '111122223333'\nNOTE: 'a: b # c'\nYES: 'yes'\nCOUNT: '3'\nNONE: ''\n"
    );
}

#[test]
fn what_has_its_value_already_is_left_as_it_is_written() {
    let text = "A: \"x\"\nB: 010\nC: >-\n  two\n  words\n";
    assert_eq!(merged("config.yaml", text, &[("A", "x"), ("B", "010"), ("C", "two words")]).unwrap(), text);
}

#[test]
fn a_block_becomes_one_line() {
    let text = "A: |\n  one\n  two\nB: &b\n  x\nC: three\n  words\nD: 1\n";
    let values = [("A", "x"), ("C", "z")];
    assert_eq!(merged("config.yaml", text, &values).unwrap(), "A: x\nB: &b\n  x\nC: z\nD: 1\n");
}

#[test]
fn other_things_of_the_file_stay() {
    let text = "---\nTAGS:\n  - a: b\nMAP: {x: 1}\nbad-name: 1\nVPC: old\n";
    assert_eq!(
        merged("config.yaml", text, &[("VPC", "new"), ("AZ", "a")]).unwrap(),
        "---\nTAGS:\n  - a: b\nMAP: {x: 1}\nbad-name: 1\nVPC: new\nAZ: a\n"
    );
    assert_eq!(merged("config.yaml", "  A: 1\r\n", &[("B", "x")]).unwrap(), "  A: 1\r\n  B: x\r\n");
}

#[test]
fn a_value_of_several_lines_is_written_on_one() {
    assert_eq!(merged("config.yaml", "", &[("A", "one\ntwo")]).unwrap(), "A: \"one\\ntwo\"\n");
}

#[test]
fn json_stays_json() {
    let text = "{\n  \"A\": \"x\",\n  \"B\": 3\n}\n";
    assert_eq!(
        merged("vars.json", text, &[("B", "4"), ("C", "a \"b\"")]).unwrap(),
        "{\n  \"A\": \"x\",\n  \"B\": \"4\",\n  \"C\": \"a \\\"b\\\"\"\n}\n"
    );
    for empty in ["", "{}\n"] {
        assert_eq!(merged("vars.json", empty, &[("A", "1")]).unwrap(), "{\n  \"A\": \"1\"\n}\n");
    }
    assert_eq!(merged("vars.json", "{\"A\": 1}", &[("B", "2")]).unwrap(), "{\"A\": 1, \"B\": \"2\"}");
}
