//! Values are taken and refused as the real Slurm does.

use pcluster_lab::Slurm;
use pcluster_slurm::script::options::SlurmVersion;

use crate::{expected, real};

const TIMES: &[&str] = &[
    "0",
    "1",
    "90",
    "1:30",
    "0:61",
    "2:00:00",
    "25:00:00",
    "1-0",
    "1-12",
    "1-2:30",
    "1-2:30:15",
    "1-",
    "-1",
    "-5",
    "",
    ":30",
    "1:",
    "1::2",
    "1:2:3:4",
    "1-2-3",
    "1:2-3",
    "1-:5",
    "1-2:",
    "--1",
    "unlimited",
    "INFINITE",
    "infinit",
    "1h",
    "1.5",
    " 5",
    "5 ",
    "+5",
    "0-0:0:1",
    "00000010",
    "1-2:3:4:5",
    "35000000",
    "24854-00:00:00",
];
const MEMORY: &[&str] = &[
    "0", "1", "1000", "1K", "2048k", "1025KB", "5M", "5mb", "2G", "2gB", "1T", "1P", "1.5G", "", "G", "-1",
    " 5", "5 ", "+5", "5Gi", "5GiB", "5BB", "0x10",
];
const COUNTS: &[&str] = &["1", "2", "0", "-1", "", "+2", " 2", "2 ", "2.0", "2k", "0x2", "two", "002"];
const NODES: &[&str] = &[
    "1", "2", "1-2", "2-1", "-2", "1-", "2-0", "-", "", "0", "two", "1 ", " 1", "1 - 2", "1--2", "2-2", "+1",
    "1x", "1-2-3",
];
const GPUS: &[&str] = &[
    "1", "8", "h100", "h100:2", "h100:", ":2", "h100:2:3", "h100:two", "0", "1,h100:1", "8x", "", ",", "1,",
    "+1", "h100:1:",
];
const GRES: &[&str] = &[
    "gpu",
    "gpu:2",
    "gpu:h100",
    "gpu:h100:2",
    "gpu:",
    "gpu::2",
    "gpu:h100:",
    "gpu:h100:2:1",
    "none",
    "NONE",
    "",
    ",",
    "gpu:1,",
    "gpu:0",
    "gres:gpu:1",
    "gpu=1",
    "gpu:8(S:0)",
    "gpu:1,gpu:h100:1",
    ":1",
    "gpu:two:two",
];
const ARRAYS: &[&str] = &[
    "0",
    "1-3",
    "0-15:4",
    "0-15:4%2",
    "1,3,5-9:2",
    "%4",
    "0-3%",
    "[0-3]",
    "3-1",
    "a",
    "1-a",
    "0-3:0",
    "0-3:",
    "1,,2",
    ",",
    "-1",
    "0-3%2,7",
    "0-3x",
    "1:2",
    "0-",
    "",
];
const DEPENDENCIES: &[&str] = &[
    "singleton",
    "SINGLETON",
    "afterok:99999",
    "afterok:99999:99998",
    "afterok:99999,afterany:99998",
    "afterok:99999?after:99998",
    "afterok",
    "afterok:",
    "afterok:x",
    "99999",
    "0",
    "afterfoo:1",
    "after:99999+10",
    "after:99999+0",
    "afterok:99999_3",
    "afterok:99999_*",
    "singleton,",
    "singleton:1",
    "afterok:99999 afterok:99998",
    "after ok:99999",
    "aftercorr:99999",
    "AFTEROK:99999",
];
const SIGNALS: &[&str] = &[
    "USR1",
    "SIGUSR1",
    "10",
    "B:USR1@120",
    "USR1@120",
    "R:USR1",
    "RB:USR1@5",
    "BR:USR1",
    "USR9",
    "USR1@",
    "USR1@x",
    "USR1@70000",
    "0",
    "",
    "@60",
    "usr1",
    "B:@60",
    "USR1@-1",
    "10x",
    "B USR1",
    "KILL@60",
    "TERM",
];
const CONSTRAINTS: &[&str] = &[
    "efa",
    "efa&gpu",
    "efa|gpu",
    "efa,gpu",
    "[efa|gpu]",
    "efa*1",
    "efa*1&gpu*1",
    "[efa*1&gpu*1]",
    "(efa&gpu)|static",
    "(efa|gpu)&static",
    "[efa",
    "efa]",
    "(efa",
    "efa)",
    "efa&&gpu",
    "&efa",
    "efa&",
    "efa*0",
    "efa*x",
    "[efa]&[gpu]",
    "((efa))",
    "()",
    "[]",
    "*2",
    "efa*2*2",
];
const HOSTS: &[&str] = &[
    "NODE-1",
    "NODE-[1-2]",
    "NODE-[1,3]",
    "NODE-1,NODE-2",
    "NODE-[1",
    "NODE-1]",
    "NODE-[2-1]",
    "NODE-[]",
    "NODE-[a]",
    "NODE-1,",
    ",NODE-1",
    "NODE-[1-2],NODE-[2-3]",
];

const OPTIONS: &[(&str, &[&str])] = &[
    ("--time", TIMES),
    ("--time-min", &["1", "x", "1:2:3:4"]),
    ("--mem", MEMORY),
    ("--mem-per-cpu", MEMORY),
    ("--tmp", &["0", "1x"]),
    ("--ntasks", COUNTS),
    ("--cpus-per-task", COUNTS),
    ("--ntasks-per-node", COUNTS),
    ("--mincpus", COUNTS),
    ("--cores-per-socket", &["1", "0", "x"]),
    ("--nodes", NODES),
    ("--gpus", GPUS),
    ("--gpus-per-node", GPUS),
    ("--gres", GRES),
    ("--array", ARRAYS),
    ("--dependency", DEPENDENCIES),
    ("--signal", SIGNALS),
    ("--constraint", CONSTRAINTS),
    ("--nodelist", HOSTS),
    ("--exclude", HOSTS),
    ("--exclusive", &["user", "mcs", "no", "", "exclusive", "USER", "oversubscribe", "topo"]),
    ("--open-mode", &["append", "truncate", "a", "x", ""]),
    ("--kill-on-invalid-dep", &["yes", "no", "maybe"]),
    ("--no-kill", &["off", "set", "no", "yes"]),
    ("--wait-all-nodes", &["0", "1", "2"]),
    ("--switches", &["1", "1@5", "x", "0"]),
    ("--gres-flags", &["disable-binding", "enforce-binding", "x"]),
];

/// Where we are stricter or laxer than 22.05 on purpose, or where the answer is not about the value.
const AGREED: &[(&str, &str, &str)] = &[
    ("--time", "-5", "Slurm makes a limit of minus five days of it"),
    ("--gpus", "8x", "a type of GPU, which the cluster does not have"),
    ("--gpus-per-node", "8x", "a type of GPU, which the cluster does not have"),
    ("--array", "", "no array, which is hardly meant"),
    ("--array", ",", "an array without tasks, of which none ever runs"),
    ("--exclusive", "topo", "since 24.05"),
];

/// What differs.
pub(crate) fn differences(slurm: &Slurm) -> Vec<String> {
    let mut found = Vec::new();
    for (option, values) in OPTIONS {
        for value in *values {
            let value = value.replace("NODE", "compute-gpu-st-distributed-ml");
            let text = format!("#!/bin/bash\n#SBATCH {option}=\"{value}\"\nsleep 1\n");
            let ours = expected::outcome(&text, SlurmVersion::OLDEST);
            let theirs = real::outcome(slurm, &text);
            let is_agreed = AGREED.iter().any(|(name, agreed, _)| name == option && *agreed == value);
            let difference = expected::difference(&ours, &theirs);
            if difference.is_some() != is_agreed {
                found.push(format!(
                    "{option}={value:?}: {}",
                    difference.unwrap_or_else(|| "no difference".into())
                ));
            }
        }
    }
    found
}
