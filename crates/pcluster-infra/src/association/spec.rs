//! Associations as somebody wants them.

use std::fmt;

use serde::Deserialize;

use crate::bucket::{BucketName, Location, LocationError};

use super::{Events, EventsError};

/// Megabytes (MiB) of a file that FSx keeps on one disk, where nothing else is said: its own default.
pub(super) const CHUNK_SIZE: u32 = 1024;

/// A directory of a file system and the prefix of a bucket that it is associated with.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Association {
    /// The directory on the file system, which begins with a slash: `/data` is `/lustre/data` where the file system is
    /// mounted on `/lustre`.
    pub path: String,
    /// The prefix of a bucket.
    pub repository: Location,
    /// What is passed on from the bucket to the file system.
    pub import: Events,
    /// What is passed on from the file system to the bucket.
    pub export: Events,
    /// Whether the file system learns of all that is in the bucket when they are associated.
    pub batch_import: bool,
    /// How much of an imported file is on one disk, in MiB: 1 to 512000.
    pub chunk_size: u32,
}

/// A text that does not tell an association.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpecError {
    /// It has not the form of one.
    #[error("`{0}` is not an association such as `/data=s3://bucket/data/:import=all`")]
    Form(String),
    /// The place in S3 is not one.
    #[error(transparent)]
    Location(#[from] LocationError),
    /// The events are not known.
    #[error(transparent)]
    Events(#[from] EventsError),
    /// There is no such option.
    #[error(
        "`{0}` is not an option of an association: there are `import=`, `export=`, `batch-import` and `chunk-size=`"
    )]
    Option(String),
    /// The chunk size is not a number.
    #[error("`{0}` is not a chunk size: it is a number of MiB")]
    ChunkSize(String),
    /// The file of associations cannot be read.
    #[error("{0}")]
    Yaml(String),
}

/// The four associations that a training cluster has by default.
pub fn defaults(bucket: &BucketName) -> Vec<Association> {
    let association = |name: &str, import, export| Association {
        path: format!("/{name}"),
        repository: Location { bucket: bucket.clone(), prefix: format!("{name}/") },
        import,
        export,
        batch_import: name == "data",
        chunk_size: CHUNK_SIZE,
    };
    vec![
        association("data", Events::ALL, Events::NONE),
        association("checkpoints", Events::ALL, Events::ALL),
        association("logs", Events::NONE, Events::ALL),
        association("results", Events::NONE, Events::ALL),
    ]
}

impl Association {
    /// Reads `PATH=s3://BUCKET/PREFIX[:OPTION]...`; without `s3://` it is a prefix of `bucket`.
    pub fn parse(text: &str, bucket: &BucketName) -> Result<Self, SpecError> {
        let form = || SpecError::Form(text.to_owned());
        let (path, rest) = text.split_once('=').ok_or_else(form)?;
        let (place, named) = match rest.strip_prefix("s3://") {
            Some(place) => (place, true),
            None => (rest, false),
        };
        let mut parts = place.split(':');
        let place = parts.next().filter(|place| !path.is_empty() && !place.is_empty()).ok_or_else(form)?;
        let repository = if named {
            format!("s3://{place}").parse()?
        } else {
            Location { bucket: bucket.clone(), prefix: place.trim_start_matches('/').to_owned() }
        };
        let mut association = Self {
            path: path.to_owned(),
            repository,
            import: Events::NONE,
            export: Events::NONE,
            batch_import: false,
            chunk_size: CHUNK_SIZE,
        };
        for option in parts {
            match option.split_once('=') {
                Some(("import", events)) => association.import = events.parse()?,
                Some(("export", events)) => association.export = events.parse()?,
                Some(("chunk-size", size)) => {
                    association.chunk_size =
                        size.parse().map_err(|_| SpecError::ChunkSize(size.to_owned()))?;
                }
                None if option == "batch-import" => association.batch_import = true,
                _ => return Err(SpecError::Option(option.to_owned())),
            }
        }
        Ok(association)
    }
}

/// An association in a file.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Entry {
    path: String,
    s3: String,
    #[serde(default)]
    import: Events,
    #[serde(default)]
    export: Events,
    #[serde(default)]
    batch_import: bool,
    #[serde(default = "default_chunk_size")]
    chunk_size: u32,
}

fn default_chunk_size() -> u32 {
    CHUNK_SIZE
}

/// Reads a YAML list of associations, each with `path` and `s3`, and as one likes `import`, `export`, `batch-import` and
/// `chunk-size`. What is not an `s3://` place is a prefix of `bucket`.
pub fn read(yaml: &str, bucket: &BucketName) -> Result<Vec<Association>, SpecError> {
    let entries: Vec<Entry> =
        serde_saphyr::from_str(yaml).map_err(|error| SpecError::Yaml(error.to_string()))?;
    let associations = entries.into_iter().map(|entry| {
        let repository = if entry.s3.starts_with("s3://") {
            entry.s3.parse()?
        } else {
            Location { bucket: bucket.clone(), prefix: entry.s3.trim_start_matches('/').to_owned() }
        };
        Ok(Association {
            path: entry.path,
            repository,
            import: entry.import,
            export: entry.export,
            batch_import: entry.batch_import,
            chunk_size: entry.chunk_size,
        })
    });
    associations.collect()
}

/// The variables that name the directories where the file system is mounted, such as `LUSTRE_DATA_DIR`.
pub fn variables(associations: &[Association], mount: &str) -> Vec<(String, String)> {
    let mount = mount.trim_end_matches('/');
    let variable = |association: &Association| {
        let path = association.path.trim_matches('/');
        let name = match path {
            // The guides have these in the singular.
            "checkpoints" => "LUSTRE_CHECKPOINT_DIR".to_owned(),
            "logs" => "LUSTRE_LOG_DIR".to_owned(),
            "" => {
                return (
                    "LUSTRE_DIR".to_owned(),
                    if mount.is_empty() { "/".to_owned() } else { mount.to_owned() },
                );
            }
            path => {
                let word = |character: char| {
                    if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' }
                };
                format!("LUSTRE_{}_DIR", path.chars().map(word).collect::<String>())
            }
        };
        (name, format!("{mount}/{path}"))
    };
    associations.iter().map(variable).collect()
}

impl fmt::Display for Association {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} with {}, import {}, export {}", self.path, self.repository, self.import, self.export)?;
        if self.batch_import {
            f.write_str(", import of what is there")?;
        }
        if self.chunk_size != CHUNK_SIZE {
            write!(f, ", chunks of {} MiB", self.chunk_size)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Association, defaults, read, variables};
    use crate::bucket::BucketName;

    fn bucket() -> BucketName {
        "mine".parse().unwrap()
    }

    #[test]
    fn associations_are_read_from_arguments() {
        let arguments = [
            "/data=s3://other/data/:import=new,changed,deleted:export=none:batch-import",
            "/fast=fast/:import=all:chunk-size=4096",
            "/plain=s3://other",
        ];
        let read: Vec<_> =
            arguments.iter().map(|text| Association::parse(text, &bucket()).unwrap().to_string()).collect();
        insta::assert_snapshot!(read.join("\n"));
    }

    #[test]
    fn mistakes_are_named() {
        let arguments = [
            "/data",
            "=data/",
            "/data=",
            "/data=s3://No/",
            "/data=data/:import=added",
            "/data=data/:inport=all",
            "/data=data/:chunk-size=1GiB",
        ];
        let errors = arguments.map(|text| Association::parse(text, &bucket()).unwrap_err().to_string());
        insta::assert_snapshot!(errors.join("\n"));
    }

    #[test]
    fn a_file_tells_the_same_as_arguments() {
        let yaml = "- path: /data\n  s3: data/\n  import: [new, changed, deleted]\n  batch-import: true\n\
                    - { path: /results, s3: s3://mine/results/, export: [all] }\n";
        let defaults = defaults(&bucket());
        assert_eq!(read(yaml, &bucket()).unwrap(), [defaults[0].clone(), defaults[3].clone()]);
        insta::assert_snapshot!(read("- { path: /data, s4: data/ }\n", &bucket()).unwrap_err());
    }

    #[test]
    fn directories_get_the_variables_of_the_guides() {
        let mut associations = defaults(&bucket());
        associations.push(Association { path: "/team-a/sets/".to_owned(), ..associations[0].clone() });
        let lines: Vec<_> = variables(&associations, "/lustre/")
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
