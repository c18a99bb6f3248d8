//! Nothing is set, or something wrong. No call ever leaves this machine.

use crate::lab::{all_refused, bare, calling, refused, signed};

#[test]
fn no_region() {
    insta::assert_snapshot!(all_refused(bare));
}

#[test]
fn wrong_region() {
    insta::assert_snapshot!(all_refused(|arguments| {
        let mut command = signed(arguments);
        command.env("AWS_REGION", "us east 1");
        command
    }));
}

#[test]
fn no_credentials() {
    insta::assert_snapshot!(all_refused(|arguments| {
        let mut command = bare(arguments);
        command.env("AWS_REGION", "us-east-1");
        command
    }));
}

#[test]
fn unknown_profile() {
    insta::assert_snapshot!(all_refused(|arguments| {
        let mut command = signed(arguments);
        command.env("AWS_PROFILE", "elsewhere");
        command
    }));
}

#[test]
fn nobody_listens() {
    insta::assert_snapshot!(all_refused(|arguments| calling("http://127.0.0.1:1", arguments)));
}

#[test]
fn an_address_that_is_none() {
    insta::assert_snapshot!(all_refused(|arguments| calling("localhost:4566", arguments)));
}

#[test]
fn no_network() {
    insta::assert_snapshot!(all_refused(|arguments| calling("https://aws.invalid", arguments)));
}

#[test]
fn a_proxy_that_is_not_there() {
    insta::assert_snapshot!(all_refused(|arguments| {
        let mut command = signed(arguments);
        command.env("HTTPS_PROXY", "http://me:hunter2@127.0.0.1:1");
        command
    }));
}

#[test]
fn authorities_that_are_none() {
    let directory = tempfile::tempdir().unwrap();
    let bundle = directory.path().join("bundle.pem");
    for (content, reason) in [
        (None, "No such file or directory (os error 2)"),
        (Some("no certificate"), "there is no certificate in PEM format in it"),
        (
            Some("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"),
            "a certificate in it is broken",
        ),
    ] {
        if let Some(content) = content {
            std::fs::write(&bundle, content).unwrap();
        }
        let mut command = signed(&["infra", "status"]);
        command.env("AWS_CA_BUNDLE", &bundle);
        let page = refused(command);
        assert!(page.contains("`AWS_CA_BUNDLE` names cannot be used") && page.contains(reason), "{page}");
    }
}

#[test]
fn a_profile_wins_over_the_environment_when_it_is_an_argument() {
    let directory = tempfile::tempdir().unwrap();
    let config = directory.path().join("config");
    std::fs::write(&config, "[profile other]\nregion = eu-west-1\n").unwrap();
    let mut command = signed(&["infra", "status", "--profile", "other"]);
    command.env("AWS_CONFIG_FILE", &config);
    insta::assert_snapshot!(refused(command));
}

#[test]
fn someone_has_to_sign_in_again() {
    let directory = tempfile::tempdir().unwrap();
    let config = directory.path().join("config");
    let profile = "[profile work]\nsso_session = work\nsso_account_id = 123456789012\nsso_role_name = Trainer\n\
                   region = us-east-1\n[sso-session work]\nsso_region = us-east-1\nsso_start_url = https://example.com/start\n";
    std::fs::write(&config, profile).unwrap();
    let mut command = bare(&["infra", "status", "--profile", "work"]);
    command.env("AWS_CONFIG_FILE", &config).env("HOME", directory.path());
    let never = refused(command);

    // The name of the file is the SHA-1 of the name of the session.
    let cache = directory.path().join(".aws/sso/cache");
    std::fs::create_dir_all(&cache).unwrap();
    let token = r#"{"accessToken": "secret", "expiresAt": "2020-01-01T00:00:00Z", "region": "us-east-1"}"#;
    std::fs::write(cache.join(format!("{SHA1_OF_WORK}.json")), token).unwrap();
    let mut command = bare(&["infra", "status", "--profile", "work"]);
    command.env("AWS_CONFIG_FILE", &config).env("HOME", directory.path());
    insta::assert_snapshot!(format!("never signed in:\n{never}\nsigned in long ago:\n{}", refused(command)));
}

const SHA1_OF_WORK: &str = "e274eeff768c6396088ec6eb091f4bf4d47ab1e0";
