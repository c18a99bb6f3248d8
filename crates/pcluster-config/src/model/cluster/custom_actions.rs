//! `CustomActions`: scripts of yours that nodes run.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// Scripts of yours that the head node or a login node runs.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CustomActions {
    /// Run before ParallelCluster configures the node, when shared storage is not mounted yet.
    #[garde(dive)]
    pub on_node_start: Option<CustomAction>,
    /// Run after ParallelCluster has configured the node. The time it takes counts towards the bootstrap
    /// timeout.
    #[garde(dive)]
    pub on_node_configured: Option<CustomAction>,
    /// Run after an update of the cluster.
    #[garde(dive)]
    pub on_node_updated: Option<CustomAction>,
}

/// Scripts of yours that the nodes of a queue run.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct QueueCustomActions {
    /// Run on every start of a node, before ParallelCluster configures it.
    #[garde(dive)]
    pub on_node_start: Option<CustomAction>,
    /// Run on every start of a node, after ParallelCluster has configured it. The time it takes counts
    /// towards the bootstrap timeout.
    #[garde(dive)]
    pub on_node_configured: Option<CustomAction>,
}

/// One script, or several in order: `Script` with `Args`, or `Sequence`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CustomAction {
    /// URL of the script, `https://` or `s3://`. The node needs permission to read it.
    pub script: Option<String>,
    /// Arguments of the script.
    pub args: Option<Vec<String>>,
    /// Several scripts, run one after the other.
    #[garde(dive)]
    pub sequence: Option<Vec<CustomActionScript>>,
}

/// One script of a sequence.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct CustomActionScript {
    /// URL of the script, `https://` or `s3://`. The node needs permission to read it.
    pub script: String,
    /// Arguments of the script.
    pub args: Option<Vec<String>>,
}

impl CustomActionScript {
    /// Arguments of the script.
    pub fn args(&self) -> &[String] {
        self.args.as_deref().unwrap_or_default()
    }
}

/// Which of its two forms an action has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CustomActionKind<'a> {
    /// One script.
    Script {
        /// URL of the script.
        script: &'a str,
        /// Its arguments.
        args: &'a [String],
    },
    /// Several scripts.
    Sequence(&'a [CustomActionScript]),
}

impl CustomAction {
    /// Its form: a `Sequence` wins over a `Script`; `None` where neither is given.
    pub fn kind(&self) -> Option<CustomActionKind<'_>> {
        match (&self.sequence, &self.script) {
            (Some(sequence), _) => Some(CustomActionKind::Sequence(sequence)),
            (None, Some(script)) => Some(CustomActionKind::Script { script, args: self.args() }),
            (None, None) => None,
        }
    }

    /// The URLs of its scripts with their arguments, in the order they run in.
    pub fn scripts(&self) -> impl Iterator<Item = (&str, &[String])> {
        let (single, sequence) = match self.kind() {
            Some(CustomActionKind::Script { script, args }) => (Some((script, args)), &[][..]),
            Some(CustomActionKind::Sequence(sequence)) => (None, sequence),
            None => (None, &[][..]),
        };
        single.into_iter().chain(sequence.iter().map(|item| (item.script.as_str(), item.args())))
    }

    /// Arguments of its one script.
    fn args(&self) -> &[String] {
        self.args.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_come_in_the_order_they_run_in() {
        let script = |name: &str| CustomActionScript { script: name.to_owned(), args: None };
        let one = CustomAction {
            script: Some("a".to_owned()),
            args: Some(vec!["1".to_owned()]),
            ..Default::default()
        };
        let several = CustomAction { sequence: Some(vec![script("b"), script("c")]), ..Default::default() };

        assert_eq!(one.scripts().collect::<Vec<_>>(), [("a", &["1".to_owned()][..])]);
        assert_eq!(several.scripts().map(|(script, _)| script).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(CustomAction::default().kind(), None);
    }
}
