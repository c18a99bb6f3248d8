//! A place in S3 that is not written as one.
//!
//! FSx takes `s3://bucket/prefix`, with a bucket name of letters, digits, dots, hyphens and underscores.
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       ImportPath: https://training-data.s3.amazonaws.com/images
//! ```
//!
//! ```yaml fires
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       DeploymentType: PERSISTENT_2
//!       PerUnitStorageThroughput: 250
//!       DataRepositoryAssociations:
//!         - Name: data
//!           DataRepositoryPath: s3://training data/images
//!           FileSystemPath: /data
//! ```
//!
//! ```yaml quiet
//! SharedStorage:
//!   - Name: fsx
//!     StorageType: FsxLustre
//!     MountDir: /fsx
//!     FsxLustreSettings:
//!       StorageCapacity: 1200
//!       ImportPath: s3://training-data/images
//! ```

use crate::diagnostic::Severity;
use crate::location::Path;
use crate::model::cluster::FsxLustreSettings;
use crate::rules::lustre::{bucket, filled};
use crate::rules::{At, Check, Facts, Finding, RuleDef};

pub(crate) const RULE: RuleDef = RuleDef {
    id: "lustre-s3-address",
    severity: Severity::Error,
    official: Some("S3BucketUriValidator"),
    check: Check::FsxLustreSettingsEach(check),
};

fn check(lustre: &At<'_, FsxLustreSettings>, _: &Facts<'_>) -> Vec<Finding> {
    let own = [("ImportPath", &lustre.import_path), ("ExportPath", &lustre.export_path)].into_iter();
    let own = own.filter_map(|(key, path)| Some((filled(path.as_ref())?, key)));
    let mut findings: Vec<Finding> = own.filter_map(|(path, key)| judge(path, || lustre.key(key))).collect();
    for (index, association) in lustre.data_repository_associations.iter().flatten().enumerate() {
        let place = || lustre.key("DataRepositoryAssociations").index(index).key("DataRepositoryPath");
        findings.extend(judge(&association.data_repository_path, place));
    }
    findings
}

fn judge(address: &str, place: impl Fn() -> Path) -> Option<Finding> {
    let problem = problem(address)?;
    Some(
        Finding::new(format!("`{address}` is not a place in S3"))
            .at(place(), problem)
            .help("write it as `s3://bucket/prefix`"),
    )
}

fn problem(address: &str) -> Option<&'static str> {
    if !has_s3_scheme(address) {
        return Some("this does not start with `s3://`");
    }
    let Some(bucket) = bucket(address) else { return Some("this names no bucket") };
    // The official pattern ends with `$`, which lets a line break through.
    let bucket = bucket.strip_suffix('\n').unwrap_or(bucket);
    let is_name = (1..=255).contains(&bucket.len())
        && bucket.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    // The ARN of an access point may stand for a bucket.
    (!is_name && !bucket.starts_with("arn:")).then_some("this is not the name of a bucket")
}

/// Python's reading of an address: blanks before it and line breaks in it do not count, nor does case.
fn has_s3_scheme(address: &str) -> bool {
    let address = address.trim_start_matches(|character: char| character <= ' ');
    let mut characters = address.chars().filter(|character| !matches!(character, '\t' | '\r' | '\n'));
    ["sS", "3", ":"].iter().all(|wanted| characters.next().is_some_and(|found| wanted.contains(found)))
}
