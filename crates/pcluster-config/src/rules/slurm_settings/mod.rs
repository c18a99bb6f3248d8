//! Rules about the settings of Slurm.

crate::rules::rules! {
    database_address,
    database_port,
    denied_slurm_setting,
    external_slurmdbd_and_database,
    external_slurmdbd_in_clear_text,
    external_slurmdbd_munge_key,
    node_names_unreadable,
    reserved_node_name,
    settings_and_include_file,
    slurm_setting_name,
}

use crate::model::cluster::SlurmSettings;
use crate::scalar::{FreeMap, Url, UrlError, Value};

/// The custom settings of the cluster, each with the position of the item of the list that it stands in.
fn custom_settings(settings: &SlurmSettings) -> impl Iterator<Item = (usize, &Value, &Value)> {
    let items = settings.custom_slurm_settings.iter().flatten().enumerate();
    items.flat_map(|(index, item)| item.iter().map(move |(name, value)| (index, name, value)))
}

/// Splits the address of a database. Without `//` it starts with the host, not with a scheme.
fn split_address(address: &str) -> Result<Url, UrlError> {
    let url = Url::split(address)?;
    if url.authority.is_empty() { Url::split(&format!("//{address}")) } else { Ok(url) }
}

/// Whether a map of the cluster's settings sets a single parameter. Maps of several describe nodes, sets of nodes or
/// partitions of one's own.
fn is_single(settings: &FreeMap) -> bool {
    settings.iter().nth(1).is_none()
}
