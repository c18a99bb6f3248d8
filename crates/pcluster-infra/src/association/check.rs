//! What is wrong with associations that are wanted, before anybody is asked.

use super::Association;

/// How many associations a file system may have (FSx API reference, `CreateDataRepositoryAssociation`).
pub(super) const PER_FILE_SYSTEM: usize = 8;

/// The largest chunk of a file, in MiB (FSx API reference, `ImportedFileChunkSize`).
const LARGEST_CHUNK: u32 = 512_000;

/// The longest path of a directory, in characters (FSx API reference, `FileSystemPath`).
const LONGEST_PATH: usize = 4096;

/// Something wrong with associations that are wanted.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mistake {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// Everything that is wrong with associations for one file system, whichever that is.
pub fn check(associations: &[Association]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut mistake = |message: String, help: &str| mistakes.push(Mistake { message, help: help.to_owned() });
    if associations.is_empty() {
        mistake(
            "there is no association to make".to_owned(),
            "name at least one, or leave the option out for the four of a training cluster",
        );
    }
    for association in associations {
        let path = &association.path;
        if !path.starts_with('/') {
            mistake(
                format!("the path `{path}` does not begin with a slash"),
                "give the path on the file system: `/data` is `/lustre/data` on the nodes",
            );
        } else if path.contains("//") || path.split('/').any(|part| part == "." || part == "..") {
            mistake(format!("the path `{path}` has `//`, `.` or `..` in it"), "write the path without them");
        }
        if path.chars().any(char::is_control) || path.chars().count() > LONGEST_PATH {
            mistake(
                format!(
                    "the path `{}` is too long or has characters that FSx refuses",
                    path.escape_default()
                ),
                "choose another path, of 4096 characters at most",
            );
        }
        if !(1..=LARGEST_CHUNK).contains(&association.chunk_size) {
            mistake(
                format!("the chunk size of `{path}` is {} MiB", association.chunk_size),
                "choose one from 1 to 512000 MiB; 1024 is the default",
            );
        }
    }
    for (number, one) in associations.iter().enumerate() {
        for other in associations.iter().skip(number + 1) {
            if overlap(&one.path, &other.path) {
                mistake(
                    format!("the paths `{}` and `{}` overlap", one.path, other.path),
                    "give each association a directory that no other one is in",
                );
            }
            let (this, that) = (one.repository.to_string(), other.repository.to_string());
            if overlap(&this, &that) {
                mistake(
                    format!("`{}` and `{}` share objects: {this} and {that} overlap", one.path, other.path),
                    "give each association a prefix that no other one is in",
                );
            }
        }
    }
    if associations.len() > PER_FILE_SYSTEM {
        mistake(
            format!(
                "there are {} associations; a file system has {PER_FILE_SYSTEM} at most",
                associations.len()
            ),
            "associate a directory further up with a prefix further up",
        );
    }
    mistakes
}

/// Whether one directory or prefix is the other, or in it.
pub(super) fn overlap(this: &str, that: &str) -> bool {
    let (this, that) = (closed(this), closed(that));
    this.starts_with(&that) || that.starts_with(&this)
}

/// Whether both mean one directory or prefix.
pub(super) fn same(this: &str, that: &str) -> bool {
    closed(this) == closed(that)
}

/// A directory or prefix with one slash at its end.
fn closed(path: &str) -> String {
    format!("{}/", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use super::{check, overlap};
    use crate::association::{Association, defaults};

    #[test]
    fn the_default_associations_are_clean() {
        assert_eq!(check(&defaults(&"mine".parse().unwrap())), []);
    }

    #[test]
    fn every_mistake_is_told() {
        let bucket = "mine".parse().unwrap();
        let arguments = [
            "data=data/",
            "/a/../b=b/:chunk-size=600000",
            "/sets=s3://other/sets/",
            "/sets/x=s3://third/sets",
            "/all=s3://other/",
            "/1=s3://n-1/",
            "/2=s3://n-2/",
            "/3=s3://n-3/",
            "/4=s3://n-4/",
        ];
        let associations: Vec<_> =
            arguments.iter().map(|text| Association::parse(text, &bucket).unwrap()).collect();
        let mut text = String::new();
        for mistake in check(&associations).into_iter().chain(check(&[])) {
            let _ = writeln!(text, "error: {}\n  = help: {}", mistake.message, mistake.help);
        }
        insta::assert_snapshot!(text);
    }

    #[test]
    fn a_directory_overlaps_with_those_in_it_and_not_with_its_neighbours() {
        assert!(overlap("/data", "/data/") && overlap("/data", "/data/x") && overlap("/", "/data"));
        assert!(!overlap("/data", "/data2") && !overlap("/a/b", "/a/c"));
    }
}
