//! Parameters of `slurm.conf` that a configuration sets.

use pcluster_config::scalar::Value;

/// Parameters of a line of `slurm.conf` with their values, as they are written.
pub type Parameters = Vec<(String, String)>;

/// Parameters of a free map, as they stand in `slurm.conf`.
pub(super) fn of<'a>(map: impl Iterator<Item = (&'a Value, &'a Value)>) -> Parameters {
    map.map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

/// The value of a parameter, whatever the case of its name. Of several Slurm takes the last one.
pub(super) fn get<'p>(parameters: &'p Parameters, name: &str) -> Option<&'p str> {
    let mut parameters = parameters.iter().rev();
    parameters.find_map(|(key, value)| key.eq_ignore_ascii_case(name).then(|| value.trim()))
}

/// A parameter that is a whole number.
pub(super) fn number(parameters: &Parameters, name: &str) -> Option<u64> {
    get(parameters, name)?.parse().ok()
}
