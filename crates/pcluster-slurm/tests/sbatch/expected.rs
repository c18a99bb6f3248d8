//! What our reading of a script says that `sbatch` makes of it.

use std::collections::BTreeMap;

use pcluster_slurm::job::{Exclusive, Request, TimeLimit};
use pcluster_slurm::script::options::SlurmVersion;
use pcluster_slurm::script::parse_for;

use crate::real;

/// Fields of `scontrol show job` of each component, or why the script is refused.
pub(crate) type Outcome = Result<Vec<BTreeMap<&'static str, String>>, String>;

pub(crate) fn outcome(text: &str, version: SlurmVersion) -> Outcome {
    let parsed = parse_for(text, version);
    let script = parsed.job.script.expect("a script");
    if script.interpreter.is_none()
        || script.has_byte_order_mark
        || !script.carriage_returns.is_empty()
        || text.contains('\0')
    {
        return Err("not a script".into());
    }
    if let Some(mistake) = script.mistakes.first() {
        return Err(format!("{:?} {}", mistake.kind, mistake.written));
    }
    if let Some(option) = script.options.iter().find(|option| option.takes_instead.is_some()) {
        return Err(format!("{option:?}"));
    }
    for request in &parsed.job.requests {
        let memory = [request.mem.is_some(), request.mem_per_cpu.is_some(), request.mem_per_gpu.is_some()];
        if memory.into_iter().filter(|is_set| *is_set).count() > 1 {
            return Err("memory twice".into());
        }
    }
    Ok(parsed.job.requests.iter().map(fields).collect())
}

fn fields(request: &Request) -> BTreeMap<&'static str, String> {
    let mut fields = BTreeMap::new();
    let name = request.name.as_ref().map_or("script.sbatch", |name| &name.value);
    fields.insert("JobName", name.to_owned());
    fields.insert("TimeLimit", request.time.as_ref().map_or("UNLIMITED".into(), |time| limit(time.value)));
    let number =
        |asked: Option<u64>, default: &str| asked.map_or(default.to_owned(), |number| number.to_string());
    let cpus = request.cpus_per_task.as_ref().map(|cpus| cpus.value);
    fields.insert("CPUs/Task", number(cpus, "1"));
    if let Some(ntasks) = &request.ntasks {
        fields.insert("NumTasks", ntasks.to_string());
    } else if let Some(nodes) = &request.nodes {
        let shown = match (nodes.min, nodes.max.unwrap_or(nodes.min)) {
            (min, 0 | u64::MAX) => min.to_string(),
            (min, max) => format!("{min}-{max}"),
        };
        fields.insert("NumNodes", shown);
    }
    let other = |name: &str| {
        let found = request.others.iter().find(|(other, _)| *other == name);
        found.map(|(_, asked)| asked.value.clone().unwrap_or_default())
    };
    fields.insert("Comment", other("comment").unwrap_or_default());
    fields.insert(
        "Nice",
        match other("nice") {
            None => "0".into(),
            Some(nice) if nice.is_empty() => "100".into(),
            Some(nice) => nice,
        },
    );
    fields.insert(
        "Requeue",
        String::from(if request.requeue.as_ref().is_none_or(|requeue| requeue.value) { "1" } else { "0" }),
    );
    let shared = match request.exclusive.as_ref().map(|exclusive| exclusive.value) {
        None => "OK",
        Some(Exclusive::Shared) => "YES",
        Some(Exclusive::User) => "USER",
        Some(Exclusive::Mcs) => "MCS",
        Some(_) => "NO",
    };
    fields.insert("OverSubscribe", shared.into());
    if let Some(memory) = &request.mem {
        fields.insert("MinMemoryNode", megabytes(memory.mib));
    }
    if let Some(memory) = request.mem_per_cpu.as_ref().filter(|memory| memory.mib > 0) {
        fields.insert("MinMemoryCPU", megabytes(memory.mib));
    }
    fields
}

/// As Slurm prints it: in the greatest unit in which it is a whole number.
fn megabytes(mib: u64) -> String {
    match mib {
        0 => "0".into(),
        mib if mib % (1024 * 1024) == 0 => format!("{}T", mib / 1024 / 1024),
        mib if mib % 1024 == 0 => format!("{}G", mib / 1024),
        mib => format!("{mib}M"),
    }
}

pub(crate) fn limit(limit: TimeLimit) -> String {
    let TimeLimit::Seconds(seconds) = limit else { return "UNLIMITED".into() };
    let minutes = seconds.div_ceil(60);
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    let rest = format!("{hours:02}:{:02}:00", minutes % 60);
    if days > 0 { format!("{days}-{rest}") } else { rest }
}

/// Where the two do not agree.
pub(crate) fn difference(ours: &Outcome, theirs: &real::Outcome) -> Option<String> {
    match (ours, theirs) {
        (Err(_), real::Outcome::Refused(_)) => None,
        (Err(why), real::Outcome::Jobs(_)) => Some(format!("sbatch takes it, we do not: {why}")),
        (Ok(_), real::Outcome::Refused(why)) => Some(format!("sbatch refuses it: {why}")),
        (Ok(ours), real::Outcome::Jobs(theirs)) if ours.len() != theirs.len() => {
            Some(format!("{} components, not {}", theirs.len(), ours.len()))
        }
        (Ok(ours), real::Outcome::Jobs(theirs)) => {
            let pairs = ours.iter().zip(theirs).enumerate();
            let mut different = pairs.flat_map(|(at, (ours, theirs))| {
                ours.iter().filter_map(move |(name, ours)| {
                    let theirs = theirs.get(*name).map_or("", |value| value.as_str());
                    (ours != theirs).then(|| format!("{name} of {at} is {theirs:?}, not {ours:?}"))
                })
            });
            different.next()
        }
    }
}
