//! Model to text.

use serde::Serialize;

/// The configuration cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be written as YAML: {0}")]
pub struct WriteError(#[source] serde_saphyr::ser::Error);

/// Writes a configuration as YAML that the official tool reads as the same; texts that YAML 1.1 would take for
/// something else are quoted.
///
/// ```
/// use pcluster_config::model::cluster::ClusterConfig;
/// use pcluster_config::to_yaml;
///
/// let yaml = to_yaml(&ClusterConfig { region: Some("eu-west-1".into()), ..Default::default() }).unwrap();
/// assert!(yaml.contains("Region: eu-west-1"));
/// ```
pub fn to_yaml(config: &impl Serialize) -> Result<String, WriteError> {
    serde_saphyr::to_string(config).map_err(WriteError)
}
