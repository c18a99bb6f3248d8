//! `scontrol show nodes --json`, and `sinfo --json` up to 23.02.

use serde_json::Value;

use super::ReadError;
use super::value::{first, number, records, small, text, words};
use crate::client::{Node, NodeState};

/// The nodes of a document.
pub(in crate::client) fn nodes_of_json(bytes: &[u8]) -> Result<Vec<Node>, ReadError> {
    records(bytes, "nodes", node)
}

fn node(value: &Value) -> Result<Node, ReadError> {
    let name = value.get("name").and_then(Value::as_str).ok_or(ReadError::Missing("name"))?.to_owned();
    // 22.05 has the base as a text and the rest in `state_flags`.
    let mut states = first(value, &["state"]).map(words).unwrap_or_default();
    states.extend(first(value, &["state_flags"]).map(words).unwrap_or_default());
    Ok(Node {
        name,
        state: NodeState::of_words(states.iter().map(String::as_str)),
        partitions: first(value, &["partitions"]).map(words).unwrap_or_default(),
        reason: Some(text(value, "reason")).filter(|reason| !reason.is_empty()),
        cpus: value.get("cpus").and_then(small).unwrap_or(0),
        memory: value
            .get("real_memory")
            .and_then(number)
            .and_then(|mib| u64::try_from(mib).ok())
            .unwrap_or(0),
        gres: text(value, "gres"),
        features: first(value, &["features"]).map(words).unwrap_or_default(),
    })
}
