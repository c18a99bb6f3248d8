//! Options to requests.

use std::collections::HashSet;

use super::getopt::ScriptOption;
use super::options::apply;
use crate::job::Request;

/// Makes requests of the options of all components, in their order, and notes in the options which values are none.
///
/// A component begins with what sbatch carries over from those before it: time, memory, name and output, but not nodes,
/// tasks and GPUs.
pub(super) fn requests(options: &mut [ScriptOption], components: usize) -> Vec<Request> {
    let mut requests = Vec::with_capacity(components);
    let mut carried: Vec<usize> = Vec::new();
    for component in 0..components {
        let mut request = Request::default();
        for option in carried.iter().filter_map(|index| options.get(*index)) {
            let _ = apply(&mut request, option.def, option.value.as_deref(), option.place.clone());
        }
        for (index, option) in options.iter_mut().enumerate() {
            if option.component != component {
                continue;
            }
            match apply(&mut request, option.def, option.value.as_deref(), option.place.clone()) {
                Ok(()) if !option.def.per_component => carried.push(index),
                Ok(()) => {}
                Err(bad) => {
                    request.unknown.push(option.def.canonical());
                    option.takes_instead = Some(bad.takes);
                }
            }
        }
        // What a later one overrides need not be carried on.
        let mut later = HashSet::new();
        carried.reverse();
        carried.retain(|index| {
            options.get(*index).is_some_and(|option| option.def.pyxis || later.insert(option.def.name))
        });
        carried.reverse();
        requests.push(request);
    }
    requests
}
