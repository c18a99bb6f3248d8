//! Scripts as nobody would write them.

use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};

pub(crate) struct Generator {
    random: TestRng,
}

/// Long name, letter and values of the options; without values they take none.
const OPTIONS: &[(&str, &str, &[&str])] = &[
    ("job-name", "J", &["a", "train", "-N2", "a=b", "\u{e9}", "--", "x:y"]),
    ("comment", "", &["c", "a=b=c", "1,2", ":c", "-", "%j"]),
    ("time", "t", &["10", "1:30", "2:00:00", "1-12", "1-2:30", "UNLIMITED", "0", "1-", "5:90", "1d", "1.5"]),
    ("ntasks", "n", &["1", "2", "+3", " 2", "0", "two"]),
    ("nodes", "N", &["1", "2", "1-2", "-3", "2-1", "1-", "1-2k", "3 "]),
    ("cpus-per-task", "c", &["1", "4", "0x2", ""]),
    ("mem", "", &["0", "1", "1000", "2G", "1024M", "3gb", "1.5G", "1Gi", "2048k"]),
    ("mem-per-cpu", "", &["1G", "100"]),
    ("nice", "", &[]),
    ("requeue", "", &[]),
    ("no-requeue", "", &[]),
    ("exclusive", "", &[]),
    ("exclusive=user", "", &[]),
    ("exclusive=no", "", &[]),
    ("oversubscribe", "s", &[]),
    ("hold", "H", &[]),
    ("nope", "e", &["x"]),
    ("mpi", "l", &["pmix"]),
];

const BLANKS: &[&str] = &[" ", " ", " ", "\t", "  ", "\u{b}", "\u{c}", "\r", " \t "];

impl Generator {
    /// Always the same scripts.
    pub(crate) fn new() -> Self {
        Self { random: TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]) }
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.random.next_u32()).expect("32 bits") % limit
    }

    fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Once in so many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn script(&mut self) -> String {
        let mut script = String::from(if self.once_in(60) { "" } else { "#!/bin/bash" });
        script.push_str(if self.once_in(80) { "\r\n" } else { "\n" });
        for _ in 0..self.below(8) {
            script.push_str(&self.line());
            script.push('\n');
        }
        script.push_str("sleep 1");
        script
    }

    fn line(&mut self) -> String {
        match self.below(14) {
            0 => self.one(&["", " \t", "\u{b}", "\r"]).to_owned(),
            1 => self.one(&["# a comment", " # indented", "#", "#!/bin/sh", "#SBATC -N2"]).to_owned(),
            2 if self.once_in(2) => {
                self.one(&["echo", "set -e", ":", "{", "export A=1", "\u{a0}", "cat <<X"]).to_owned()
            }
            3 if self.once_in(2) => self
                .one(&["#SBATCH hetjob", "#SBATCH packjob", "#SBATCH HetJob -n2", "#SBATCHhetjob # x"])
                .to_owned(),
            _ => self.directive(),
        }
    }

    fn directive(&mut self) -> String {
        let keyword = match self.below(24) {
            0 => self.one(&["#sbatch", "# SBATCH", "##SBATCH", " #SBATCH", "#SBTACH", "#Sbatch"]),
            1 => "#SLURM",
            _ => "#SBATCH",
        };
        let mut line = keyword.to_owned();
        for _ in 0..=self.below(3) {
            let blank = if self.once_in(40) { "" } else { self.one(BLANKS) };
            line.push_str(blank);
            line.push_str(&self.option());
        }
        match self.below(12) {
            0 if self.once_in(3) => line.push_str(self.one(&[
                " # a comment",
                "#glued",
                " #",
                " '' -n3",
                " hetjob",
                " -",
                " --",
                " stray",
                " \\",
            ])),
            1 => line.push_str(self.one(BLANKS)),
            _ => {}
        }
        line
    }

    fn option(&mut self) -> String {
        // What is wrong must not drown what is right.
        let likely = if self.once_in(20) { OPTIONS.len() } else { OPTIONS.len() - 3 };
        let (name, letter, values) = OPTIONS[self.below(likely)];
        if values.is_empty() {
            return if !letter.is_empty() && self.once_in(2) {
                format!("-{letter}")
            } else {
                format!("--{name}")
            };
        }
        let value = if self.once_in(6) { self.one(values) } else { values[self.below(values.len().min(2))] };
        let value = self.quoted(value, values[0].starts_with(char::is_alphabetic));
        if !letter.is_empty() && self.once_in(2) {
            let cluster = if self.once_in(6) { "s" } else { "" };
            let blank = if self.once_in(2) { "" } else { self.one(BLANKS) };
            return format!("-{cluster}{letter}{blank}{value}");
        }
        let cut = if self.once_in(8) { 1 + self.below(name.len()) } else { name.len() };
        let between = if self.once_in(2) { "=" } else { self.one(BLANKS) };
        format!("--{}{between}{value}", &name[..cut])
    }

    /// With blanks and the like in it where the option takes any text.
    fn quoted(&mut self, value: &str, is_text: bool) -> String {
        match self.below(20) {
            0 => format!("\"{value}\""),
            1 => format!("'{value}'"),
            2 if is_text || self.once_in(8) => format!("\"{value} b\""),
            3 if self.once_in(4) => format!("\"{value}"),
            4 => format!("\\{value}"),
            5 if is_text || self.once_in(8) => format!("{value}\\#b"),
            6 => format!("'{value}'\"\""),
            7 if is_text && self.once_in(4) => format!("{value}\\ b"),
            8 if self.once_in(3) => "\"\"".into(),
            9 if is_text || self.once_in(8) => format!("'a\"b'{value}"),
            _ => value.to_owned(),
        }
    }
}
