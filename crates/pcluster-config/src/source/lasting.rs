//! Key paths that outlast changes elsewhere in a text.

use crate::location::{Path, Step};

use super::parse::parse;
use super::prepared::Prepared;
use super::tree::{Kind, NodeId, Tree};

/// Keys that tell the items of a list apart, in the order in which they are looked for.
const IDENTITIES: &[&str] =
    &["Name", "Key", "InstanceType", "Policy", "BucketName", "Script", "MountDir", "Type", "Value"];

/// The paths with every item of a list named by what it is, not by its position: `SlurmQueues[gpu]`. An item that says
/// nothing of itself is `[]`.
pub(crate) fn lasting_paths(text: &str, paths: &[&Path]) -> Vec<String> {
    let prepared = Prepared::new(text);
    let parsed = parse(&prepared);
    paths.iter().map(|path| lasting_path(&parsed.tree, parsed.root, path)).collect()
}

fn lasting_path(tree: &Tree<'_>, root: Option<NodeId>, path: &Path) -> String {
    let mut node = root;
    let mut written = String::new();
    for step in path.steps() {
        match step {
            Step::Key(key) => {
                if !written.is_empty() {
                    written.push('.');
                }
                written.push_str(key);
                node = node.and_then(|node| tree.get(node, key));
            }
            Step::Index(index) => {
                node = node.and_then(|node| match tree.kind(node) {
                    Kind::List(items) | Kind::Set(items) => items.get(*index).copied(),
                    _ => None,
                });
                let identity = node.and_then(|item| identity(tree, item)).unwrap_or_default();
                written.push('[');
                written.push_str(&identity);
                written.push(']');
            }
        }
    }
    written
}

/// What an item says it is.
fn identity(tree: &Tree<'_>, item: NodeId) -> Option<String> {
    match tree.kind(item) {
        Kind::Map(entries) => {
            let named = IDENTITIES.iter().find_map(|key| scalar(tree, tree.get(item, key)?));
            // Items such as `- SlurmdTimeout: 1000` are their only key.
            named.or_else(|| match entries.as_slice() {
                [entry] => Some(entry.key.as_str().to_owned()),
                _ => None,
            })
        }
        _ => scalar(tree, item),
    }
}

fn scalar(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    match tree.kind(node) {
        Kind::Text(text) | Kind::Timestamp(text) => Some(text.to_string()),
        Kind::Int(value) => Some(value.to_string()),
        Kind::Bool(value) => Some(value.to_string()),
        Kind::Float(value) => Some(value.to_string()),
        _ => None,
    }
}
