//! `export NAME=value` lines.

use pcluster_infra::env_file::EnvFile;

use super::merged;

#[test]
fn a_name_is_changed_where_it_stands_and_added_where_it_does_not() {
    let text = "#!/bin/bash\n# mine\nexport VPC_ID=\"vpc-old\"   # the old one\n\n  A=1; SUBNET=x\nexport B=2 STACK='s t'\nlast=line";
    let values = [
        ("VPC_ID", "vpc-1"),
        ("SUBNET", "subnet-1"),
        ("STACK", "one two"),
        ("NEW", "it's $new"),
        ("EMPTY", ""),
    ];
    assert_eq!(
        merged("env.sh", text, &values).unwrap(),
        "#!/bin/bash\n# mine\nexport VPC_ID=vpc-1   # the old one\n\n  A=1; SUBNET=subnet-1\nexport B=2 STACK='one two'\n\
         last=line\nexport NEW='it'\\''s $new'\nexport EMPTY=\n"
    );
}

#[test]
fn what_has_its_value_already_is_left_as_it_is_written() {
    let text = "export ACCOUNT=\"111122223333\"\nexport BUCKET=\"data-${ACCOUNT}\"\nexport EMPTY=''\n";
    let mut file = EnvFile::parse("env.sh", text).unwrap();
    file.merge([("ACCOUNT", "111122223333"), ("BUCKET", "data-111122223333"), ("EMPTY", "")]).unwrap();
    assert!(!file.is_changed());
    file.set("ACCOUNT", "444455556666").unwrap();
    assert!(file.is_changed());
    // The bucket was to keep its name.
    assert_eq!(
        file.as_str(),
        "export ACCOUNT=444455556666\nexport BUCKET=data-111122223333\nexport EMPTY=''\n"
    );
}

#[test]
fn a_value_that_refers_to_another_one_follows_it() {
    let text = "export REPO=old\nexport IMAGE=\"${REPO}:latest\"\n";
    let values = [("IMAGE", "new:latest"), ("REPO", "new")];
    assert_eq!(
        merged("env.sh", text, &values[1..]).unwrap(),
        "export REPO=new\nexport IMAGE=\"${REPO}:latest\"\n"
    );
    // In whatever order they are set, both have their values in the end.
    assert_eq!(merged("env.sh", text, &values).unwrap(), "export REPO=new\nexport IMAGE=new:latest\n");
}

#[test]
fn lines_that_only_a_shell_understands_stay() {
    let text = "export ACCOUNT=$(aws sts get-caller-identity --query Account --output text)\n\
                if [ -z \"$VPC_ID\" ]; then\n  echo 'no VPC' >&2\nfi\nexport ZONE=`cat zone`\nsource other.sh\n";
    assert_eq!(
        merged("env.sh", text, &[("VPC_ID", "vpc-1")]).unwrap(),
        format!("{text}export VPC_ID=vpc-1\n")
    );
    let account = merged("env.sh", text, &[("ACCOUNT", "111122223333")]).unwrap();
    assert!(account.starts_with("export ACCOUNT=111122223333\nif [ -z"), "{account}");
}

#[test]
fn what_a_shell_may_change_afterwards_is_said_again_at_the_end() {
    let text = "export ZONE=a\nif true; then\n  export ZONE=b\nfi\n";
    let once = merged("env.sh", text, &[("ZONE", "c")]).unwrap();
    assert_eq!(once, "export ZONE=c\nif true; then\n  export ZONE=b\nfi\nexport ZONE=c\n");
    assert_eq!(merged("env.sh", &once, &[("ZONE", "c")]).unwrap(), once);
}

#[test]
fn every_line_that_sets_a_name_is_changed() {
    let text = "export ZONE=a\nexport OLD=$ZONE\nexport ZONE=b\n";
    assert_eq!(
        merged("env.sh", text, &[("ZONE", "c")]).unwrap(),
        "export ZONE=c\nexport OLD=$ZONE\nexport ZONE=c\n"
    );
}

#[test]
fn line_breaks_stay_what_they_are() {
    let text = "\u{feff}export A=1\r\nexport B=2";
    assert_eq!(
        merged("env.sh", text, &[("A", "3"), ("C", "4")]).unwrap(),
        "\u{feff}export A=3\r\nexport B=2\r\nexport C=4\r\n"
    );
    assert_eq!(merged("env.sh", "", &[("A", "1")]).unwrap(), "export A=1\n");
}

#[test]
fn what_a_command_reads_is_not_a_line_of_the_file() {
    let text = "cat > job.sh <<'EOF'\nexport VPC_ID=vpc-old\nEOF\n";
    assert_eq!(
        merged("env.sh", text, &[("VPC_ID", "vpc-1")]).unwrap(),
        format!("{text}export VPC_ID=vpc-1\n")
    );
}
