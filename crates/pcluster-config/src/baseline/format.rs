//! Baselines as JSON, one problem a line, in order: a change of a problem is a change of a line.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::str::FromStr;

use serde::Deserialize;
use serde_json::json;

use super::{Baseline, Problems};

/// The number of the format.
const VERSION: u32 = 1;

/// The text is not a baseline.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BaselineError {
    /// It is not JSON, or not of this form.
    #[error("this is not a baseline")]
    Form(#[from] serde_json::Error),
    /// A later version of this tool wrote it.
    #[error("the baseline has the version {found}, this program knows version {VERSION}")]
    Version {
        /// Its version.
        found: u32,
    },
}

#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version")]
    _version: u32,
    files: BTreeMap<String, Vec<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    rule: String,
    path: String,
    count: usize,
}

impl Baseline {
    /// The baseline as JSON, with a line break at its end.
    pub fn to_json(&self) -> String {
        let mut out = format!("{{\n  \"version\": {VERSION},\n  \"files\": {{");
        for (index, (file, problems)) in self.files.iter().enumerate() {
            // Writing to a text does not fail.
            let _ = write!(out, "{}\n    {}: [", if index > 0 { "," } else { "" }, json!(file));
            for (index, ((rule, path), count)) in problems.iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
                let _ = write!(
                    out,
                    "{comma}\n      {{ \"rule\": {}, \"path\": {}, \"count\": {count} }}",
                    json!(rule),
                    json!(path)
                );
            }
            out.push_str("\n    ]");
        }
        out.push_str(if self.files.is_empty() { "}\n}\n" } else { "\n  }\n}\n" });
        out
    }
}

impl FromStr for Baseline {
    type Err = BaselineError;

    fn from_str(text: &str) -> Result<Self, BaselineError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        // The version first: a later one may have other fields.
        let Versioned { version } = serde_json::from_str(text)?;
        if version != VERSION {
            return Err(BaselineError::Version { found: version });
        }
        let document: Document = serde_json::from_str(text)?;
        let mut files = BTreeMap::new();
        for (file, entries) in document.files {
            let mut problems = Problems::new();
            for entry in entries {
                // A merge of two branches may leave a line twice.
                let count = problems.entry((entry.rule, entry.path)).or_default();
                *count = entry.count.max(*count);
            }
            files.insert(file, problems);
        }
        Ok(Self { files })
    }
}
