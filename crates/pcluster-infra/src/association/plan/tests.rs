use std::fmt::Write;

use super::{Plan, plan};
use crate::Remedy;
use crate::association::{Association, AssociationError, Events, Existing, FileSystem, Lifecycle, defaults};

fn file_system() -> FileSystem {
    FileSystem {
        id: "fs-0123456789abcdef0".to_owned(),
        kind: "LUSTRE".to_owned(),
        deployment: "PERSISTENT_2".to_owned(),
        version: "2.15".to_owned(),
        storage: "SSD".to_owned(),
        lifecycle: "AVAILABLE".to_owned(),
        linked_at_creation: false,
    }
}

fn wanted() -> Vec<Association> {
    defaults(&"mine".parse().unwrap())
}

/// An association that is as it is wanted, in a state.
fn existing(association: &Association, lifecycle: Lifecycle) -> Existing {
    Existing {
        id: format!("dra-{}", association.path.trim_matches('/').replace('/', "-")),
        path: association.path.clone(),
        repository: association.repository.to_string(),
        lifecycle,
        reason: None,
        import: association.import,
        export: association.export,
        chunk_size: association.chunk_size,
    }
}

fn shown(plan: &Plan) -> String {
    let mut text = format!("asks first: {}, done: {}\n", plan.needs_consent(), plan.is_done());
    for step in &plan.steps {
        let _ = writeln!(text, "- {step}");
    }
    text
}

fn told(error: &AssociationError) -> String {
    format!("error: {error}\n  = help: {}", error.help().unwrap_or_default())
}

#[test]
fn a_file_system_without_associations_gets_all() {
    insta::assert_snapshot!(shown(&plan(&wanted(), &file_system(), &[]).unwrap()));
}

#[test]
fn nothing_is_done_where_all_are_there() {
    let there: Vec<_> = wanted().iter().map(|one| existing(one, Lifecycle::Available)).collect();
    assert!(plan(&wanted(), &file_system(), &there).unwrap().is_done());
    // FSx may leave the slash at the end out.
    let there = there
        .into_iter()
        .map(|one| Existing { repository: one.repository.trim_end_matches('/').to_owned(), ..one });
    assert!(plan(&wanted(), &file_system(), &there.collect::<Vec<_>>()).unwrap().is_done());
}

#[test]
fn every_state_has_its_step() {
    let wanted = wanted();
    let misconfigured = Existing {
        reason: Some("the bucket policy keeps FSx out".to_owned()),
        ..existing(&wanted[2], Lifecycle::Misconfigured)
    };
    let failed =
        Existing { reason: Some("Access Denied".to_owned()), ..existing(&wanted[3], Lifecycle::Failed) };
    let different = Existing {
        import: Events { new: true, ..Events::NONE },
        chunk_size: 2048,
        ..existing(&wanted[1], Lifecycle::Available)
    };
    let there = [existing(&wanted[0], Lifecycle::Creating), different, misconfigured, failed];
    let first = plan(&wanted, &file_system(), &there).unwrap();
    let second = plan(&wanted[..1], &file_system(), &[existing(&wanted[0], Lifecycle::Deleting)]).unwrap();
    insta::assert_snapshot!(shown(&first) + &shown(&second));
}

#[test]
fn what_is_in_the_way_is_told_and_never_replaced() {
    let wanted = wanted();
    let other = Association::parse("/data=s3://other/data/", &"mine".parse().unwrap()).unwrap();
    let below = Association::parse("/logs/old=s3://other/logs/", &"mine".parse().unwrap()).unwrap();
    let prefix = Association::parse("/out=s3://mine/results/2026/", &"mine".parse().unwrap()).unwrap();
    let there = [&other, &below, &prefix].map(|one| existing(one, Lifecycle::Available));
    insta::assert_snapshot!(told(&plan(&wanted, &file_system(), &there).unwrap_err()));
}

#[test]
fn a_file_system_has_eight_at_most() {
    let wanted = wanted();
    let others: Vec<_> = (1..=5)
        .map(|number| Association::parse(&format!("/{number}={number}/"), &"mine".parse().unwrap()).unwrap())
        .collect();
    let there: Vec<_> = others.iter().map(|one| existing(one, Lifecycle::Available)).collect();
    insta::assert_snapshot!(told(&plan(&wanted, &file_system(), &there).unwrap_err()));
    assert!(plan(&wanted, &file_system(), &there[..4]).is_ok());
}

#[test]
fn file_systems_that_can_have_none_are_refused() {
    let file_systems = [
        FileSystem { deployment: "SCRATCH_1".to_owned(), version: "2.10".to_owned(), ..file_system() },
        FileSystem { deployment: "PERSISTENT_1".to_owned(), version: "2.10".to_owned(), ..file_system() },
        FileSystem { kind: "OPENZFS".to_owned(), ..file_system() },
        FileSystem { storage: "INTELLIGENT_TIERING".to_owned(), ..file_system() },
        FileSystem { linked_at_creation: true, ..file_system() },
        FileSystem { lifecycle: "DELETING".to_owned(), ..file_system() },
    ];
    let told = file_systems.map(|file_system| told(&plan(&wanted(), &file_system, &[]).unwrap_err()));
    insta::assert_snapshot!(told.join("\n"));
    for (deployment, version) in [("PERSISTENT_1", "2.12"), ("PERSISTENT_1", "2.15"), ("SCRATCH_2", "2.12")] {
        let file_system =
            FileSystem { deployment: deployment.to_owned(), version: version.to_owned(), ..file_system() };
        assert!(plan(&wanted(), &file_system, &[]).is_ok(), "{deployment} {version}");
    }
}
