//! Files checked, in as many threads as there are processors.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pcluster_config::Report;
use pcluster_config::baseline::Unused;
use pcluster_config::fix::mend;
use pcluster_config::policy::Policy;

use crate::commands::inputs::Input;

use super::Checker;
use super::baseline::Known;

/// A file that is to be checked.
pub(super) struct Task<'a> {
    pub(super) input: Input,
    pub(super) check: Checker<'a>,
    /// What is hidden.
    pub(super) policy: Policy,
    pub(super) known: Option<&'a Known>,
    /// Whether it is to be mended, too.
    pub(super) fix: bool,
}

/// A file that was checked.
pub(super) struct Checked {
    pub(super) input: Input,
    pub(super) report: Report,
    /// What the baseline has and the file has not.
    pub(super) unused: Vec<Unused>,
    pub(super) mended: Option<Mended>,
}

/// What became of a text that was to be mended.
pub(super) struct Mended {
    pub(super) before: String,
    pub(super) after: String,
    /// How many problems were fixed.
    pub(super) fixed: usize,
    /// How many fixes were left out because they would make it worse.
    pub(super) undone: usize,
}

impl Checked {
    /// Whether there is a better text than the one that was read.
    pub(super) fn is_mended(&self) -> bool {
        self.mended.as_ref().is_some_and(|mended| mended.before != mended.after)
    }

    /// The text, mended or as it was.
    pub(super) fn mended_text(&self) -> Option<&str> {
        self.mended.as_ref().map(|mended| mended.after.as_str())
    }
}

impl Task<'_> {
    fn run(&self) -> anyhow::Result<Checked> {
        let bytes = self.input.read()?;
        let name = self.input.name();
        let key = self.known.map(|known| known.key(&self.input)).transpose()?;
        let check = |bytes: &[u8]| {
            let mut report = (self.check)(&name, bytes);
            self.policy.apply(&mut report);
            let unused = match (self.known, &key) {
                (Some(known), Some(key)) => known.baseline.hide(key, &mut report),
                _ => Vec::new(),
            };
            (report, unused)
        };
        let mended = std::str::from_utf8(&bytes).ok().filter(|_| self.fix).map(|text| {
            let mended = mend(text, |text| check(text.as_bytes()).0);
            Mended {
                before: text.to_owned(),
                after: mended.text,
                fixed: mended.fixed.len(),
                undone: mended.undone,
            }
        });
        let (report, unused) = check(mended.as_ref().map_or(&bytes, |mended| mended.after.as_bytes()));
        Ok(Checked { input: self.input.clone(), report, unused, mended })
    }
}

/// Does every task; the answers are in the order of the tasks.
pub(super) fn check_all(tasks: &[Task<'_>]) -> Vec<anyhow::Result<Checked>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(tasks.len());
    if threads <= 1 {
        return tasks.iter().map(Task::run).collect();
    }
    let next = AtomicUsize::new(0);
    let answers: Mutex<Vec<(usize, anyhow::Result<Checked>)>> = Mutex::new(Vec::with_capacity(tasks.len()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((index, task)) = Some(next.fetch_add(1, Ordering::Relaxed))
                    .and_then(|index| tasks.get(index).map(|task| (index, task)))
                {
                    let answer = task.run();
                    if let Ok(mut answers) = answers.lock() {
                        answers.push((index, answer));
                    }
                }
            });
        }
    });
    let mut answers = answers.into_inner().unwrap_or_default();
    answers.sort_by_key(|(index, _)| *index);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
