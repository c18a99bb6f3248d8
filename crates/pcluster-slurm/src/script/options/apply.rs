//! From an option and its value to a request.

use super::{BadValue, OptionDef, Takes};
use crate::job::{Asked, ContainerRequest, Exclusive, Place, Request};
use crate::script::value;

const COUNT: &str = "a whole number above 0";
const MEMORY: &str = "a whole number with K, M, G or T behind it; without one it is in MB";
const GPUS: &str = "`COUNT`, `TYPE:COUNT`, or several of these with commas between them";
const TIME: &str = "`minutes`, `minutes:seconds`, `hours:minutes:seconds`, `days-hours`, `days-hours:minutes`, \
     `days-hours:minutes:seconds` or `UNLIMITED`";

/// Writes into a request what an option with a value asks for, over what was asked for before, as Slurm takes the last one.
/// `value` is `None` where there is none. Options that have no field of their own go to [`Request::others`].
///
/// Where the value is not one that the option takes, what was asked for before remains.
pub fn apply(
    request: &mut Request,
    option: &'static OptionDef,
    value: Option<&str>,
    place: Place,
) -> Result<(), BadValue> {
    let given = match (option.takes, value) {
        (Takes::Optional(default), None | Some("")) => default,
        (_, value) => value.unwrap_or_default(),
    };
    let bad = |takes| BadValue { option: option.name, value: given.to_owned(), takes };
    let text = || Asked::new(given.to_owned(), place.clone());
    let flag = |value| Some(Asked::new(value, place.clone()));
    /// Reads the value and sets a field, or says what the option takes.
    macro_rules! set {
        ($field:ident, $read:expr, $takes:expr) => {
            match $read(given) {
                Some(value) => request.$field = Some(Asked::new(value, place)),
                None => return Err(bad($takes)),
            }
        };
    }
    /// Sets a field to the text itself, if it is one that Slurm takes.
    macro_rules! text_if {
        ($field:ident, $is:expr, $takes:expr) => {
            if $is(given) { request.$field = Some(text()) } else { return Err(bad($takes)) }
        };
    }
    match option.canonical() {
        "job-name" => request.name = Some(text()),
        "partition" => request.partitions = Some(text().map(|names| split(&names))),
        "nodes" => set!(
            nodes,
            value::nodes,
            "a number of nodes, such as `4`, or the least and the most, such as `2-4`"
        ),
        "ntasks" => set!(ntasks, value::count, COUNT),
        "ntasks-per-node" => set!(ntasks_per_node, value::count, COUNT),
        "ntasks-per-gpu" => set!(ntasks_per_gpu, value::count, COUNT),
        "ntasks-per-core" => set!(ntasks_per_core, value::count, COUNT),
        "ntasks-per-socket" => set!(ntasks_per_socket, value::count, COUNT),
        "cpus-per-task" => set!(cpus_per_task, value::count, COUNT),
        "cpus-per-gpu" => set!(cpus_per_gpu, value::count, COUNT),
        "mincpus" => set!(mincpus, value::count, COUNT),
        "threads-per-core" => set!(threads_per_core, value::count, COUNT),
        "gpus" => set!(gpus, value::gpus, GPUS),
        "gpus-per-node" => set!(gpus_per_node, value::gpus, GPUS),
        "gpus-per-task" => set!(gpus_per_task, value::gpus, GPUS),
        "gpus-per-socket" => set!(gpus_per_socket, value::gpus, GPUS),
        "gres" => set!(
            gres,
            value::gres,
            "resources of a node, such as `gpu:8` or `gpu:h100:8`, with commas between them"
        ),
        "mem" => set!(mem, value::memory, MEMORY),
        "mem-per-cpu" => set!(mem_per_cpu, value::memory, MEMORY),
        "mem-per-gpu" => set!(mem_per_gpu, value::memory, MEMORY),
        "time" => set!(time, value::time, TIME),
        "time-min" => set!(time_min, value::time, TIME),
        "exclusive" => set!(exclusive, exclusive, "`user`, `mcs` or `topo` behind a `=`, or no value"),
        "oversubscribe" => request.exclusive = Some(Asked::new(Exclusive::Shared, place)),
        "constraint" => text_if!(
            constraint,
            |text| value::Constraint::read(text).is_some(),
            "features joined with `&` and `|`, in parentheses or in one pair of brackets"
        ),
        "nodelist" => text_if!(nodelist, is_hosts, "names of nodes, such as `gpu-st-p5-[1-4]`"),
        "exclude" => text_if!(exclude, is_hosts, "names of nodes, such as `gpu-st-p5-[1-4]`"),
        "array" => text_if!(
            array,
            |text| value::Array::read(text).is_some(),
            "indexes and ranges, such as `0-15`, `1,3,5-9:2` or `0-99%4`"
        ),
        "dependency" => text_if!(
            dependency,
            value::is_dependency,
            "`afterok:JOB[:JOB...]` or another of that kind, or `singleton`"
        ),
        "signal" => text_if!(signal, value::is_signal, "`[R][B:]SIGNAL[@SECONDS]`, such as `B:USR1@300`"),
        "output" => request.output = Some(text()),
        "error" => request.error = Some(text()),
        "chdir" => request.chdir = Some(text()),
        "export" => request.export = Some(text()),
        "account" => request.account = Some(text()),
        "qos" => request.qos = Some(text()),
        "reservation" => request.reservation = Some(text()),
        "gpu-bind" => request.gpu_bind = Some(text()),
        "requeue" => request.requeue = flag(true),
        "no-requeue" => request.requeue = flag(false),
        name if option.pyxis => container(&mut request.container, name, &text()),
        name => {
            check_other(name, given).map_err(bad)?;
            request.others.retain(|(other, _)| *other != name);
            let value = value.map(str::to_owned);
            request.others.push((name, Asked::new(value, place)));
        }
    }
    Ok(())
}

/// Values of options without a field that Slurm refuses.
fn check_other(name: &str, given: &str) -> Result<(), &'static str> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(given));
    let (is_fine, takes) = match name {
        "cores-per-socket" | "sockets-per-node" | "ntasks-per-tres" | "thread-spec" | "jobid" | "threads"
        | "msg-timeout" => (value::count(given).is_some(), COUNT),
        "core-spec" => (value::whole(given).is_some(), "a whole number"),
        "wait-all-nodes" => (value::whole(given).is_some_and(|number| number < 2), "0 or 1"),
        "tmp" => (value::memory(given).is_some(), MEMORY),
        "delay-boot" => (value::time(given).is_some(), TIME),
        "kill-on-invalid-dep" => (is_one_of(&["yes", "no"]), "`yes` or `no`"),
        "open-mode" => (given.starts_with(['a', 'A', 't', 'T']), "`append` or `truncate`"),
        "gres-flags" => {
            let flags =
                ["disable-binding", "enforce-binding", "multiple-tasks-per-sharing", "one-task-per-sharing"];
            let all = given.split(',').all(|flag| flags.iter().any(|known| known.eq_ignore_ascii_case(flag)));
            (all, "`disable-binding` or `enforce-binding`")
        }
        "no-kill" => (is_one_of(&["set", "off", "no"]), "`off` behind a `=`, or no value"),
        "switches" => {
            (value::count(given.split('@').next().unwrap_or_default()).is_some(), "`COUNT` or `COUNT@TIME`")
        }
        _ => (true, ""),
    };
    if is_fine { Ok(()) } else { Err(takes) }
}

fn exclusive(value: &str) -> Option<Exclusive> {
    match value.to_ascii_lowercase().as_str() {
        // A node shares its switch with nobody, and itself with nobody either.
        "exclusive" | "topo" => Some(Exclusive::Nobody),
        "user" => Some(Exclusive::User),
        "mcs" => Some(Exclusive::Mcs),
        "oversubscribe" => Some(Exclusive::Shared),
        _ => None,
    }
}

/// A list with a slash in it names a file.
fn is_hosts(text: &str) -> bool {
    text.contains('/') || value::Hosts::read(text).is_some()
}

fn container(container: &mut ContainerRequest, name: &str, text: &Asked<String>) {
    let flag = |value| Some(Asked::new(value, text.place.clone()));
    let list = || split(text).into_iter().map(|item| Asked::new(item, text.place.clone()));
    match name {
        "container-image" => container.image = Some(text.clone()),
        // pyxis adds up what it is given several times.
        "container-mounts" => container.mounts.extend(list()),
        "container-env" => container.env.extend(list()),
        "container-workdir" => container.workdir = Some(text.clone()),
        "container-name" => container.name = Some(text.clone()),
        "container-save" => container.save = Some(text.clone()),
        "container-writable" => container.writable = flag(true),
        "container-readonly" => container.writable = flag(false),
        "container-mount-home" => container.mount_home = flag(true),
        "no-container-mount-home" => container.mount_home = flag(false),
        "container-remap-root" => container.remap_root = flag(true),
        "no-container-remap-root" => container.remap_root = flag(false),
        "container-entrypoint" => container.entrypoint = flag(true),
        "no-container-entrypoint" => container.entrypoint = flag(false),
        _ => {}
    }
}

fn split(text: &str) -> Vec<String> {
    text.split(',').filter(|item| !item.is_empty()).map(str::to_owned).collect()
}
