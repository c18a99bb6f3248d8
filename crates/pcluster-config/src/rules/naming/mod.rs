//! Rules about names.

crate::rules::rules! {
    duplicate_compute_resource,
    duplicate_pool,
    duplicate_queue,
    name_form,
    name_length,
    reserved_name,
}

use std::collections::HashMap;

/// The names that stand before, each with its first and its second place.
fn duplicates<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, usize, usize)> {
    let mut seen = HashMap::new();
    let mut found = Vec::new();
    for (index, name) in names.enumerate() {
        match seen.get(name) {
            Some(first) => found.push((name, *first, index)),
            None => {
                seen.insert(name, index);
            }
        }
    }
    found
}
