//! What people read about stacks, of events as AWS tells them: `fixtures/aws/stacks`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::event::{FollowEvent, ResourceEvent};
use super::{
    Action, Change, ChangeSet, Danger, Moment, Plan, Progress, PropertyChange, Replacement, Request, Stack,
    Status, explain,
};
use crate::template::{Monitoring, Template, prerequisites};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/aws/stacks")
}

/// The events that `aws cloudformation describe-stack-events` printed, the latest first.
fn events(name: &str) -> Vec<ResourceEvent> {
    let text = std::fs::read_to_string(fixtures().join(name).with_extension("json")).unwrap();
    let document: Value = serde_json::from_str(&text).unwrap();
    let text =
        |event: &Value, key: &str| event.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    document["StackEvents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| ResourceEvent {
            id: text(event, "EventId"),
            time: text(event, "Timestamp").parse().unwrap(),
            stack_id: text(event, "StackId"),
            stack_name: text(event, "StackName"),
            resource: text(event, "LogicalResourceId"),
            physical_id: text(event, "PhysicalResourceId"),
            kind: text(event, "ResourceType"),
            status: Status::new(&text(event, "ResourceStatus")),
            reason: event.get("ResourceStatusReason").and_then(Value::as_str).map(str::to_owned),
        })
        .collect()
}

#[test]
fn the_first_cause_is_told_with_its_remedy() {
    let mut names: Vec<String> = std::fs::read_dir(fixtures())
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let mut page = String::new();
    for name in names {
        let _ = writeln!(page, "--- {name}");
        match explain(&events(&name)) {
            None => page.push_str("nothing went wrong\n"),
            Some(cause) => {
                let _ = writeln!(page, "error: {cause}");
                if let Some(help) = cause.help {
                    let _ = writeln!(page, "  = help: {help}");
                }
            }
        }
        page.push('\n');
    }
    insta::assert_snapshot!(page);
}

#[test]
fn the_order_of_events_does_not_matter_to_the_cause() {
    let backwards = events("nested");
    let forwards: Vec<_> = backwards.iter().rev().cloned().collect();
    assert_eq!(explain(&forwards), explain(&backwards));
}

fn template(text: &str) -> Template {
    Template::parse("test", text).unwrap()
}

const SMALL: &str = "
Parameters:
  Capacity: {Type: Number, Default: 1200}
  Zone: {Type: String}
  Password: {Type: String, NoEcho: true, Default: ''}
  Kind: {Type: String, Default: amp, AllowedValues: [amp, amp-only]}
Resources:
  VPC: {Type: 'AWS::EC2::VPC'}
  Subnet: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref VPC, AvailabilityZone: !Ref Zone}}
  Lustre:
    Type: AWS::FSx::FileSystem
    UpdateReplacePolicy: Retain
    Properties: {SubnetIds: [!Ref Subnet], StorageCapacity: !Ref Capacity}
  Scratch: {Type: 'AWS::FSx::FileSystem', Properties: {SubnetIds: [!Ref Subnet]}}
";

fn stack(parameters: &[(&str, &str)]) -> Stack {
    Stack {
        name: "training".into(),
        id: "arn:aws:cloudformation:us-east-1:123456789012:stack/training/1".into(),
        status: Status::new("CREATE_COMPLETE"),
        reason: None,
        created: Moment::default(),
        updated: None,
        protected: false,
        parameters: parameters.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        outputs: Vec::new(),
        tags: BTreeMap::from([("team".into(), "vision".into())]),
    }
}

fn change(
    resource: &str,
    kind: &str,
    action: Action,
    replacement: Replacement,
    properties: &[&str],
) -> Change {
    Change {
        nested: None,
        resource: resource.into(),
        physical_id: (action != Action::Add).then(|| format!("{}-1", resource.to_lowercase())),
        kind: kind.into(),
        action,
        replacement,
        properties: properties
            .iter()
            .map(|name| PropertyChange { name: (*name).into(), replacement })
            .collect(),
    }
}

#[test]
fn a_plan_says_what_changes_and_what_would_be_lost() {
    let mut request = Request::new("training", template(SMALL));
    request.parameters = BTreeMap::from([
        ("Capacity".into(), "2400".into()),
        ("Password".into(), "correct horse battery staple".into()),
    ]);
    let fsx = "AWS::FSx::FileSystem";
    let changes = ChangeSet {
        changes: vec![
            change("Subnet", "AWS::EC2::Subnet", Action::Modify, Replacement::No, &["Tags"]),
            change("Lustre", fsx, Action::Modify, Replacement::Yes, &["StorageCapacity"]),
            change("Scratch", fsx, Action::Modify, Replacement::Maybe, &["SubnetIds"]),
            change("Home", fsx, Action::Remove, Replacement::No, &[]),
            change("Endpoint", "AWS::EC2::VPCEndpoint", Action::Remove, Replacement::No, &[]),
            change("Secret", "AWS::SecretsManager::Secret", Action::Add, Replacement::No, &[]),
            Change {
                nested: Some("Monitoring".into()),
                ..change("Metrics", "AWS::APS::Workspace", Action::Remove, Replacement::No, &[])
            },
        ],
        ..ChangeSet::default()
    };
    let before = template(&SMALL.replace("Scratch:", "Home:").replace(
        "Type: 'AWS::FSx::FileSystem', P",
        "Type: 'AWS::FSx::FileSystem', DeletionPolicy: Snapshot, P",
    ));
    let have = stack(&[("Capacity", "1200"), ("Zone", "us-east-1a"), ("Password", "****"), ("Gone", "1")]);
    let plan = Plan::of(&request, "us-east-1", Some(&have), Some(&before), &changes);
    assert_eq!(plan.counts(), [1, 1, 2, 3]);
    let refused: Vec<_> = plan.refused(&["Home".into()]).iter().map(|risk| risk.resource.clone()).collect();
    assert_eq!(refused, ["Lustre", "Scratch", "Monitoring/Metrics"]);
    assert!(!format!("{plan:?}").contains("horse"));
    insta::assert_json_snapshot!(plan);
}

#[test]
fn another_deployment_type_is_another_file_system() {
    let text = "
Parameters:
  Type: {Type: String}
  Encrypted: {Type: String, Default: 'no'}
Conditions:
  IsEncrypted: !Equals [!Ref Encrypted, 'yes']
Resources:
  Lustre:
    Type: AWS::FSx::FileSystem
    Properties: {LustreConfiguration: {DeploymentType: !Ref Type, DriveCacheType: !If [IsEncrypted, READ, NONE]}}
";
    let have = stack(&[("Type", "PERSISTENT_1"), ("Encrypted", "no")]);
    let changes = ChangeSet {
        changes: vec![change(
            "Lustre",
            "AWS::FSx::FileSystem",
            Action::Modify,
            Replacement::No,
            &["LustreConfiguration"],
        )],
        ..ChangeSet::default()
    };
    let risks = |before: &str, parameters: &[(&str, &str)]| {
        let mut request = Request::new("training", template(text));
        request.parameters =
            parameters.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        let plan = Plan::of(&request, "us-east-1", Some(&have), Some(&template(before)), &changes);
        plan.risks.into_iter().map(|risk| (risk.danger, risk.because.concat())).collect::<Vec<_>>()
    };
    assert_eq!(
        risks(text, &[("Type", "PERSISTENT_2")]),
        [(Danger::Replaced, "LustreConfiguration.DeploymentType".to_owned())]
    );
    assert_eq!(
        risks(text, &[("Encrypted", "yes")]),
        [(Danger::MayBeReplaced, "LustreConfiguration.DriveCacheType".to_owned())]
    );
    assert_eq!(
        risks(&text.replace("!Ref Type", "SCRATCH_2"), &[]),
        [(Danger::MayBeReplaced, "LustreConfiguration.DeploymentType".to_owned())]
    );
    assert_eq!(risks(text, &[("Type", "PERSISTENT_1")]), []);
}

#[test]
fn a_wish_has_one_name() {
    let mut request = Request::new("training", template(SMALL));
    let name = request.change_set_name(None);
    assert_eq!(name, request.clone().change_set_name(None));
    assert_eq!(name.len(), "pclusterctl-".len() + 16);
    request.parameters.insert("Zone".into(), "us-east-1b".into());
    assert_ne!(name, request.change_set_name(None));
    let before = request.change_set_name(None);
    request.parameters.insert("Password".into(), "one".into());
    let one = request.change_set_name(None);
    request.parameters.insert("Password".into(), "two".into());
    assert_eq!(one, request.change_set_name(None), "a secret can be guessed from a hash of it");
    assert_ne!(one, before);
}

#[test]
fn parameters_that_are_not_given_stay_what_they_are() {
    let request = Request::new("training", template(SMALL));
    let have = stack(&[("Capacity", "2400"), ("Zone", "us-east-1a"), ("Kind", "none"), ("Gone", "1")]);
    let sent: Vec<_> = request.sent(Some(&have)).into_keys().collect();
    // The template does not allow the `Kind` that the stack has, and does not have `Gone`.
    assert_eq!(sent, ["Capacity", "Zone"]);
    assert_eq!(request.all_tags(Some(&have)).into_keys().collect::<Vec<_>>(), ["made-by", "team"]);
}

#[test]
fn a_new_stack_is_expected_to_take_as_long_as_its_longest_chain() {
    let progress = Progress::of_template(&template(SMALL), super::Step::Create);
    assert_eq!(progress.expected_seconds, 620);
    for monitoring in Monitoring::ALL {
        let progress = Progress::of_template(&prerequisites(monitoring), super::Step::Create);
        assert!(
            (600..1200).contains(&progress.expected_seconds),
            "{monitoring}: {}",
            progress.expected_seconds
        );
    }
}

#[test]
fn progress_only_reaches_the_end_when_everything_is_done() {
    let mut progress = Progress::of_template(&template(SMALL), super::Step::Create);
    let event = |resource: &str, status: &str, time: &str| ResourceEvent {
        id: String::new(),
        time: time.parse().unwrap(),
        stack_id: "arn".into(),
        stack_name: "training".into(),
        resource: resource.into(),
        physical_id: if resource == "training" { "arn".into() } else { String::new() },
        kind: if resource == "training" { super::event::STACK_TYPE.into() } else { String::new() },
        status: Status::new(status),
        reason: None,
    };
    let mut see = |resource: &str, status: &str, time: &str| {
        progress.see(&FollowEvent::Resource(event(resource, status, time)));
        progress.clone()
    };
    assert!(see("training", "CREATE_IN_PROGRESS", "2025-01-01T00:00:00Z").fraction(60) < 1e-9);
    let early = see("Lustre", "CREATE_IN_PROGRESS", "2025-01-01T00:01:00Z").fraction(120);
    assert!((0.01..0.1).contains(&early), "{early}");
    let late = see("VPC", "CREATE_COMPLETE", "2025-01-01T00:01:00Z").fraction(100_000);
    assert!((0.4..0.6).contains(&late), "{late}");
    for name in ["Subnet", "Scratch", "Lustre"] {
        see(name, "CREATE_COMPLETE", "2025-01-01T00:20:00Z");
    }
    assert!((progress.fraction(1200) - 1.0).abs() < 1e-9);
    assert_eq!(progress.resources(), (4, 4));
}
