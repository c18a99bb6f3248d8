//! `pclusterctl image repository`.

use super::lab::{image, lab, page};

fn shown(arguments: &[&str]) -> String {
    page(&image(arguments).output().unwrap()).replace(&lab().registry.host(), "[registry]")
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_repository_is_made_once_and_brought_up_to_date() {
    let mut text = String::new();
    for arguments in [
        &["repository", "made", "--dry-run"][..],
        &["repository", "made", "--tag", "team=vision"],
        &["repository", "made", "--tag", "team=vision"],
        &["repository", "made", "--untagged-days", "3", "--tag", "team=speech", "--immutable-tags"],
        &["repository", "made", "--untagged-days", "3"],
        &["repository", "made", "--no-lifecycle", "--json"],
    ] {
        text.push_str(&format!("$ pclusterctl image {}\n{}\n", arguments.join(" "), shown(arguments)));
    }
    insta::assert_snapshot!("repository", text);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn what_is_not_there_is_said() {
    let mut text = String::new();
    for arguments in [
        &["verify", "--repository", "nowhere"][..],
        &["verify", "--repository", "nowhere", "--json"],
        &["push", "--repository", "nowhere"],
        &["verify", "--repository", "No/Name"],
        &["verify", "--tag", "-x"],
    ] {
        text.push_str(&format!("$ pclusterctl image {}\n{}\n", arguments.join(" "), shown(arguments)));
    }
    insta::assert_snapshot!("absent", text);
}
