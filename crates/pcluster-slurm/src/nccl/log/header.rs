//! The lines that nccl-tests prints before and after its table; all start with `#`.

use super::run::{Devices, Parameters};
use super::text::{brief, name};

/// More hosts, or kinds of GPU, are not told apart.
const MOST_NAMES: usize = 16_384;

/// The parameters, from the text after `# `: `nThread 1 nGpus 1 minBytes 8 ... iters: 100 validation: 1`.
pub(super) fn parameters(text: &str) -> Option<Parameters> {
    if !text.starts_with("nThread ") {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().take(40).collect();
    let after = |names: &[&str]| {
        let at = words.windows(names.len()).position(|found| found == names)?;
        words.get(at + names.len()).copied()
    };
    let number = |names: &[&str]| after(names)?.parse().ok();
    Some(Parameters {
        threads: number(&["nThread"]),
        gpus: number(&["nGpus"]),
        min_bytes: number(&["minBytes"]),
        max_bytes: number(&["maxBytes"]),
        step: after(&["step:"]).map(brief),
        warmup_iterations: number(&["warmup", "iters:"]),
        // `agg iters:` stands after `iters:`, and `warmup iters:` before it.
        iterations: words
            .iter()
            .enumerate()
            .find(|(at, word)| {
                **word == "iters:"
                    && !at.checked_sub(1).is_some_and(|at| matches!(words[at], "warmup" | "agg"))
            })
            .and_then(|(at, _)| words.get(at + 1)?.parse().ok()),
        validation: number(&["validation:"]).map(|validation: u64| validation != 0),
    })
}

/// Counts a rank, from the text after `# `: `Rank 0 Group 0 Pid 17 on HOST device 0 [0000:53:00] NVIDIA H100`.
pub(super) fn count_device(devices: &mut Devices, text: &str) -> bool {
    let Some(place) = text.strip_prefix("Rank ").and_then(|rest| rest.split_once(" on ")) else {
        return false;
    };
    let Some((host, device)) = place.1.trim_start().split_once(" device ") else { return false };
    let gpu = device.split_once(']').map_or("", |(_, gpu)| gpu.trim());
    devices.ranks = devices.ranks.saturating_add(1);
    for (names, text) in [(&mut devices.hosts, host), (&mut devices.gpus, gpu)] {
        let name = self::name(text);
        if !name.is_empty() && (names.len() < MOST_NAMES || names.contains_key(&name)) {
            let count = names.entry(name).or_default();
            *count = count.saturating_add(1);
        }
    }
    true
}

/// A line of the end: its name and its value, from the text after `# `.
pub(super) fn summary(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim();
    matches!(name, "Out of bounds values" | "Avg bus bandwidth").then_some((name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::{count_device, parameters, summary};
    use crate::nccl::log::run::Devices;

    #[test]
    fn parameters_are_read() {
        let read = parameters(
            "nThread 1 nGpus 2 minBytes 8 maxBytes 17179869184 step: 2(factor) warmup iters: 5 iters: 100 agg iters: 1 \
             validation: 1 graph: 0",
        )
        .unwrap();
        assert_eq!((read.gpus, read.iterations, read.warmup_iterations), (Some(2), Some(100), Some(5)));
        assert_eq!((read.validation, read.step.as_deref()), (Some(true), Some("2(factor)")));
        assert!(parameters("Using devices").is_none());
    }

    #[test]
    fn ranks_of_all_releases_are_counted() {
        let mut devices = Devices::default();
        for line in [
            "Rank  0 Group  0 Pid  17754 on gpu-st-p5-1 device  0 [0000:53:00] NVIDIA H100 80GB HBM3",
            "Rank  1 Group  0 Pid  17755 on gpu-st-p5-1 device  1 [0x64] NVIDIA H100 80GB HBM3",
            "Rank  2 Pid  17754 on gpu-st-p5-2 device  0 [0x53] NVIDIA H100 80GB HBM3",
        ] {
            assert!(count_device(&mut devices, line), "{line}");
        }
        assert_eq!((devices.ranks, devices.hosts.len(), devices.hosts["gpu-st-p5-1"]), (3, 2, 2));
        assert_eq!(devices.gpus["NVIDIA H100 80GB HBM3"], 3);
        assert!(!count_device(&mut devices, "Rank of something"));
    }

    #[test]
    fn the_end_is_read() {
        assert_eq!(summary("Out of bounds values : 0 OK"), Some(("Out of bounds values", "0 OK")));
        assert_eq!(summary("Avg bus bandwidth    : 128.3 "), Some(("Avg bus bandwidth", "128.3")));
        assert_eq!(summary("GPU memory usage : 3"), None);
    }
}
