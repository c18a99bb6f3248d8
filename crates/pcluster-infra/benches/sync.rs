//! `pclusterctl data sync` beside `aws s3 sync` and `s5cmd sync`, against a real S3 server on loopback.
//!
//! ```sh
//! scripts/tools/install && cargo build --release -p pcluster-cli
//! PCLUSTER_TOOLS=$PWD/target/tools cargo bench -p pcluster-infra --bench sync [-- ROUNDS [DIVISOR] [LOAD]]
//! ```
//!
//! The clients take turns, each into a new folder of the bucket, so that all meet the same server. It shares the machine
//! with them, and its files lie in `TMPDIR`: have that in memory (`/dev/shm`), or the disk is what is measured. A
//! divisor makes the data smaller; with a part of its name, such as `GiB`, one load is run alone.
#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pcluster_lab::{S3, awscli, s5cmd};

/// Files that are sent: what they are called, how many, of how many bytes.
const LOADS: [(&str, u64, u64); 3] =
    [("10,000 x 10 KiB", 10_000, 10 << 10), ("200 x 10 MiB", 200, 10 << 20), ("1 x 2 GiB", 1, 2 << 30)];

/// What a client took.
#[derive(Clone, Copy, Default)]
struct Cost {
    seconds: f64,
    /// The most memory, in kB.
    memory: u64,
    /// Processor time of the client alone, in seconds.
    processor: f64,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --all-targets` also starts this.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return Ok(());
    }
    if std::env::var_os("PCLUSTER_TOOLS").is_none() {
        return Err("PCLUSTER_TOOLS has to name the folder that scripts/tools/install fills".into());
    }
    let mut numbers = arguments.iter().filter_map(|argument| argument.parse::<u64>().ok());
    let rounds = numbers.next().unwrap_or(3);
    let divisor = numbers.next().unwrap_or(1).max(1);
    let load =
        arguments.iter().find(|argument| !argument.starts_with('-') && argument.parse::<u64>().is_err());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/release/pclusterctl");
    let own = std::env::var_os("PCLUSTERCTL").map_or(own, PathBuf::from);
    if !own.exists() {
        return Err(format!("{} is missing: cargo build --release -p pcluster-cli", own.display()).into());
    }
    let clients = [("pclusterctl", own), ("aws", awscli()), ("s5cmd", s5cmd())];
    let data = tempfile::tempdir()?;
    for (name, count, size) in LOADS {
        if load.is_some_and(|load| !name.contains(load.as_str())) {
            continue;
        }
        let (count, size) = if count > 1 { (count.div_ceil(divisor), size) } else { (count, size / divisor) };
        let directory = data.path().join("files");
        make(&directory, count, size)?;
        println!("{name}, {rounds} rounds, the best of each");
        let mut best = [Cost { seconds: f64::INFINITY, ..Cost::default() }; 3];
        for round in 0..rounds {
            for ((client, program), best) in clients.iter().zip(&mut best) {
                // A server of its own each time: what another one has left in its caches is of no help or harm.
                let server = S3::start();
                fs::create_dir(server.directory().join("bucket"))?;
                let cost = run(client, program, &directory, &server)?;
                verify(&directory, &server.directory().join("bucket/files"), client)?;
                println!("  round {} {client:12} {:6.2} s", round + 1, cost.seconds);
                best.memory = best.memory.max(cost.memory);
                if cost.seconds < best.seconds {
                    *best = Cost { memory: best.memory, ..cost };
                }
            }
        }
        let [reference, ..] = best;
        for ((client, _), cost) in clients.iter().zip(best) {
            let ratio = cost.seconds / reference.seconds;
            let (seconds, processor, memory) = (cost.seconds, cost.processor, cost.memory / 1000);
            println!(
                "{client:12} {seconds:7.2} s  x{ratio:5.2}  processor {processor:6.2} s  at most {memory:4} MB"
            );
        }
        println!();
        fs::remove_dir_all(&directory)?;
    }
    Ok(())
}

/// Makes files of bytes that are not all the same.
fn make(directory: &Path, count: u64, size: u64) -> Result<(), Box<dyn Error>> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut block = vec![0; 1 << 20];
    for number in 0..count {
        let folder = directory.join(format!("{:02}", number % 100));
        fs::create_dir_all(&folder)?;
        let mut file = fs::File::create(folder.join(format!("{number:05}")))?;
        let mut left = size;
        while left > 0 {
            for word in block.chunks_exact_mut(8) {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                word.copy_from_slice(&state.to_le_bytes());
            }
            let now = left.min(block.len() as u64);
            file.write_all(block.get(..usize::try_from(now)?).unwrap_or_default())?;
            left -= now;
        }
    }
    Ok(())
}

fn run(client: &str, program: &Path, directory: &Path, server: &S3) -> Result<Cost, Box<dyn Error>> {
    let mut command = Command::new(program);
    let to = "s3://bucket/files/";
    match client {
        "aws" => command.args(["s3", "sync", "--quiet"]).arg(directory).arg(to),
        "s5cmd" => command.args(["--log", "error", "sync"]).arg(format!("{}/", directory.display())).arg(to),
        _ => command.args(["data", "sync"]).arg(directory).arg(to),
    };
    command
        .env("AWS_ENDPOINT_URL", server.url())
        .env("S3_ENDPOINT_URL", server.url())
        .env("AWS_REGION", "us-east-1")
        .env("AWS_ACCESS_KEY_ID", S3::ACCESS_KEY)
        .env("AWS_SECRET_ACCESS_KEY", S3::SECRET_KEY)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("AWS_CONFIG_FILE", "/dev/null")
        .env("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut cost = Cost::default();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if let Ok(text) = fs::read_to_string(format!("/proc/{}/status", child.id())) {
            let peak = text
                .lines()
                .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
            cost.memory = cost.memory.max(peak.unwrap_or_default());
        }
        cost.processor = processor(child.id()).unwrap_or(cost.processor);
        std::thread::sleep(Duration::from_millis(20));
    };
    cost.seconds = start.elapsed().as_secs_f64();
    if status.success() { Ok(cost) } else { Err(format!("{client} ended with {status}").into()) }
}

/// Processor time of a process, in seconds: the 14th and 15th field of its `stat`, in hundredths.
fn processor(id: u32) -> Option<f64> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(") ")?.1.split(' ').collect();
    let ticks = |index: usize| fields.get(index)?.parse::<u32>().ok();
    Some(f64::from(ticks(11)? + ticks(12)?) / 100.0)
}

/// Fails unless all files have arrived.
fn verify(from: &Path, to: &Path, client: &str) -> Result<(), Box<dyn Error>> {
    for folder in fs::read_dir(from)? {
        let folder = folder?;
        for file in fs::read_dir(folder.path())? {
            let file = file?;
            let there = fs::metadata(to.join(folder.file_name()).join(file.file_name()))?;
            if there.len() != file.metadata()?.len() {
                return Err(format!("{client} has not sent {}", file.path().display()).into());
            }
        }
    }
    Ok(())
}
