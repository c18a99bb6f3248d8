use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::json;

use super::{Origin, Plan, TAG, Wanted, plan};
use crate::bucket::{BucketName, Change, Lifecycle, PublicAccess, Rule, Settings, Versioning};

fn wanted() -> Wanted {
    Wanted {
        bucket: BucketName::of_account("123456789012", "us-east-1"),
        account: "123456789012".to_owned(),
        region: "us-east-1".to_owned(),
        tags: BTreeMap::new(),
    }
}

/// What a bucket has once a plan for it was carried out.
fn after(found: Option<&Settings>, plan: &Plan) -> Settings {
    let mut settings = found.cloned().unwrap_or(Settings { empty: true, ..Settings::default() });
    for change in &plan.changes {
        match change {
            Change::Tag { all, .. } => settings.tags = all.clone(),
            Change::Create | Change::DisableAcls { .. } => {
                settings.ownership = Some("BucketOwnerEnforced".to_owned());
            }
            Change::RequireTls { policy, .. } => settings.policy = Some(policy.clone()),
            Change::BlockPublicAccess { .. } => settings.public_access = PublicAccess::BLOCKED,
            Change::Encrypt => settings.encryption = Some("AES256".to_owned()),
            Change::EnableVersioning { .. } => settings.versioning = Versioning::Enabled,
            Change::AddLifecycleRules { rules, lifecycle, .. } => {
                settings.lifecycle = Lifecycle { rules: lifecycle.with(rules), minimum_size: None };
            }
        }
    }
    settings
}

fn shown(plan: &Plan) -> String {
    let mut text = format!("{:?}, asks first: {}\n", plan.origin, plan.needs_consent());
    for change in &plan.changes {
        let _ = writeln!(text, "- {change}");
    }
    for warning in &plan.warnings {
        let _ = writeln!(text, "! {warning}");
    }
    text
}

/// A bucket that others use: strict in some things, open in others.
fn others() -> Settings {
    Settings {
        public_access: PublicAccess { block_acls: true, ignore_acls: true, ..PublicAccess::default() },
        ownership: Some("ObjectWriter".to_owned()),
        versioning: Versioning::Suspended,
        encryption: Some("aws:kms".to_owned()),
        policy: Some(json!({
            "Version": "2012-10-17",
            "Statement": [
                { "Sid": "Website", "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::parallelcluster-123456789012-us-east-1/public/*" },
                { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789012:role/Reader" },
                  "Action": "s3:GetObject", "Resource": "arn:aws:s3:::parallelcluster-123456789012-us-east-1/*" },
            ],
        })),
        lifecycle: Lifecycle::default(),
        tags: [("team", "vision"), ("aws:cloudformation:stack-name", "cluster-data-bucket")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()))
            .into(),
        empty: false,
    }
}

#[test]
fn a_new_bucket_gets_everything() {
    insta::assert_snapshot!(shown(&plan(&wanted(), None).unwrap()));
}

#[test]
fn an_adopted_bucket_keeps_what_is_stricter_and_what_is_others() {
    let plan = plan(&wanted(), Some(&others())).unwrap();
    insta::assert_snapshot!(shown(&plan));
    let after = after(Some(&others()), &plan);
    assert_eq!(after.encryption.as_deref(), Some("aws:kms"));
    assert_eq!(after.tags.len(), 3);
    insta::assert_json_snapshot!(after.policy);
}

#[test]
fn nothing_is_left_to_do_afterwards() {
    for found in [None, Some(others())] {
        let first = plan(&wanted(), found.as_ref()).unwrap();
        let second = plan(&wanted(), Some(&after(found.as_ref(), &first))).unwrap();
        assert_eq!((second.changes, second.warnings), (Vec::new(), Vec::new()));
    }
}

#[test]
fn what_was_left_half_way_is_brought_to_its_end_without_a_question() {
    let whole = plan(&wanted(), None).unwrap();
    for done in 1..whole.changes.len() {
        let part = Plan { changes: whole.changes[..done].to_vec(), ..whole.clone() };
        let rest = plan(&wanted(), Some(&after(None, &part))).unwrap();
        assert_eq!(rest.origin, Origin::Created);
        assert_eq!(rest.changes, whole.changes[done..], "after {done} changes");
        assert!(!rest.needs_consent());
    }
}

#[test]
fn a_bucket_that_was_adopted_once_is_asked_about_again() {
    let first = plan(&wanted(), Some(&others())).unwrap();
    let mut settings = after(Some(&others()), &first);
    settings.versioning = Versioning::Suspended;
    let again = plan(&wanted(), Some(&settings)).unwrap();
    assert_eq!(again.changes, [Change::EnableVersioning { from: Versioning::Suspended }]);
    assert!(again.needs_consent());
}

#[test]
fn a_bucket_of_others_that_is_as_it_should_be_is_left_alone() {
    let first = plan(&wanted(), Some(&others())).unwrap();
    let mut settings = after(Some(&others()), &first);
    settings.tags.remove(TAG);
    let again = plan(&wanted(), Some(&settings)).unwrap();
    assert_eq!((again.changes, again.origin), (Vec::new(), Origin::Adopted));
}

#[test]
fn tags_of_ones_own_are_set_and_no_other_is_lost() {
    let mut wanted = wanted();
    wanted.tags.insert("team".to_owned(), "language".to_owned());
    let plan = plan(&wanted, Some(&others())).unwrap();
    let Some(Change::Tag { tags, all }) = plan.changes.first() else { panic!("{:?}", plan.changes) };
    assert_eq!(tags.keys().collect::<Vec<_>>(), [TAG, "team"]);
    assert_eq!(all["team"], "language");
    assert!(all.contains_key("aws:cloudformation:stack-name"));
}

#[test]
fn old_versions_that_others_keep_are_told_about() {
    let settings = Settings { versioning: Versioning::Enabled, ..others() };
    let plan = plan(&wanted(), Some(&settings)).unwrap();
    let rules = plan.changes.iter().find_map(|change| match change {
        Change::AddLifecycleRules { rules, .. } => Some(rules.clone()),
        _ => None,
    });
    assert_eq!(rules.unwrap(), [Rule::AbortIncompleteUploads, Rule::ExpireNoncurrentVersions]);
    assert!(plan.warnings.iter().any(|warning| warning.contains("old versions that exist already")));
}

#[test]
fn a_policy_that_would_be_too_long_is_refused() {
    let long = json!({ "Statement": [{ "Sid": "A".repeat(20_400), "Effect": "Deny" }] });
    let settings = Settings { policy: Some(long), ..Settings::default() };
    insta::assert_snapshot!(plan(&wanted(), Some(&settings)).unwrap_err());
}
