//! Rules about parameters that are handed on to Slurm.

crate::rules::rules! {
    accounting_beside_external_slurmdbd,
    accounting_enforced_without_database,
    job_completion_file_unwritable,
    repeated_slurm_parameter,
    several_slurm_parameters_in_one_item,
    slurm_list_replaced,
    slurm_parameter_in_wrong_place,
    slurm_parameter_with_own_key,
    slurm_value_not_one_word,
    slurm_value_refused,
    slurmdbd_port_out_of_range,
    time_limit_misread,
    unknown_slurm_parameter,
}

use crate::location::Path;
use crate::model::cluster::Scheduling;
use crate::rules::At;
use crate::scalar::{FreeMap, Value};

/// The items of `SlurmSettings.CustomSlurmSettings` with their paths.
fn items<'a>(scheduling: &At<'a, Scheduling>) -> impl Iterator<Item = (Path, &'a FreeMap)> {
    let settings = scheduling.value().slurm_settings.as_ref();
    let custom = settings.and_then(|settings| settings.custom_slurm_settings.as_ref());
    let list = scheduling.key("SlurmSettings").key("CustomSlurmSettings");
    custom.into_iter().flatten().enumerate().map(move |(index, item)| (list.index(index), item))
}

/// The last item that sets a parameter for the whole cluster: its path, and the value.
fn cluster_parameter<'a>(scheduling: &At<'a, Scheduling>, parameter: &str) -> Option<(Path, &'a Value)> {
    items(scheduling)
        .filter_map(|(path, item)| {
            let mut entries = item.iter().filter_map(|(name, value)| Some((name.as_str()?, value)));
            let (name, value) = entries.find(|(name, _)| name.eq_ignore_ascii_case(parameter))?;
            Some((path.key(name), value))
        })
        .last()
}
