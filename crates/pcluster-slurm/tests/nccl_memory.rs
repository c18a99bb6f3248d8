//! A log of any size is read in little memory. Alone in its process, since it measures the memory of the process.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail like the test")]

use std::fmt::Write as _;
use std::io::{BufReader, Read};

use pcluster_slurm::nccl::Log;

/// The most memory that the process has used so far, bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// A log that is made while it is read, and that tries to be remembered: every line has new names.
struct Endless {
    left: usize,
    number: u64,
    chunk: Vec<u8>,
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.chunk.len() {
            self.number += 1;
            let n = self.number;
            let mut text = String::new();
            let _ = match n % 12 {
                0 if n.is_multiple_of(4800) => {
                    writeln!(text, "# nThread 1 nGpus 1 minBytes {n} maxBytes {n} step: {n}(factor)")
                }
                1 => {
                    writeln!(text, "#  Rank {n} Group  0 Pid {n} on host-{n} device  0 [0000:53:00] GPU {n}")
                }
                2 => writeln!(text, "host-{n}:1:2 [0] NCCL INFO Using network Net{n}"),
                3 => writeln!(
                    text,
                    "host-{n}:1:2 [0] NCCL INFO NCCL_V{n} set by environment to {n}{}",
                    "x".repeat(500)
                ),
                4 => writeln!(text, "host-{n}:1:2 [0] NCCL WARN {n}{}", "y".repeat(500)),
                5 => writeln!(text, "host-{n}:1:2 [0] NCCL INFO {n} Bytes -> Algo A{n} proto P{n} time 1"),
                6 => writeln!(
                    text,
                    "host-{n}:1:2 [0] NCCL INFO NET/OFI Selected provider is p{n} (found {n} nics)"
                ),
                7 => writeln!(text, "NCCL_W{n}={n}{}", "z".repeat(500)),
                8 if n % 4800 == 4796 => writeln!(text, "# Avg bus bandwidth    : {n}"),
                9 if n % 500 == 9 => writeln!(text, "{}", "long ".repeat(200_000)),
                _ => writeln!(text, "{n} {n} float sum -1 1.5 {n}.5 2.5 0 1.5 2.5 {n}.5 0"),
            };
            self.chunk = text.into_bytes();
            self.at = 0;
        }
        let length = buffer.len().min(self.chunk.len() - self.at).min(self.left);
        buffer[..length].copy_from_slice(&self.chunk[self.at..self.at + length]);
        self.at += length;
        self.left -= length;
        Ok(length)
    }
}

#[test]
fn a_log_of_100_mb_is_read_in_little_memory() {
    const BYTES: usize = 100_000_000;
    // So much is kept at most, and as much again while the last run is read, with room for the allocator.
    const MOST: u64 = 64 << 20;
    let before = peak();
    let log =
        Log::read(BufReader::new(Endless { left: BYTES, number: 0, chunk: Vec::new(), at: 0 })).unwrap();
    let used = peak() - before;
    assert_eq!(log.bytes, BYTES as u64);
    assert!(log.runs.len() > 1);
    assert!(used < MOST, "{} MiB for {} lines", used >> 20, log.lines);
}
