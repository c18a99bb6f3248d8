//! The states of nodes.

use std::fmt;

use serde::{Serialize, Serializer};

/// The state of a node: a base and what is going on beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of Slurm's own")]
pub struct NodeState {
    /// What it is.
    pub base: BaseState,
    /// Where it stands between off and on.
    pub power: PowerState,
    /// It gets no new jobs.
    pub drain: bool,
    /// A job on it ends.
    pub completing: bool,
    /// It does not answer.
    pub not_responding: bool,
    /// It is in a maintenance reservation, as nodes of a Capacity Block are that is not active.
    pub maintenance: bool,
    /// It is in a reservation.
    pub reserved: bool,
    /// It is about to fail.
    pub fail: bool,
    /// It is to be rebooted.
    pub reboot: bool,
    /// It is kept for a job that is about to start.
    pub planned: bool,
}

/// What a node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BaseState {
    /// Slurm does not know yet.
    #[default]
    Unknown,
    /// It cannot be used.
    Down,
    /// It has no job.
    Idle,
    /// All of it is given out.
    Allocated,
    /// Part of it is given out.
    Mixed,
    /// It is defined and does not exist.
    Future,
    /// Something is wrong with it.
    Error,
}

/// Where a node stands between off and on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PowerState {
    /// It is on, or not managed.
    #[default]
    On,
    /// It is off (`~`): there is no instance.
    Off,
    /// It is started (`#`).
    PoweringUp,
    /// It is stopped (`%`), or about to be (`!`).
    PoweringDown,
}

impl NodeState {
    /// The state that these words of Slurm stand for, such as `IDLE`, `CLOUD` and `POWERED_DOWN`.
    pub(super) fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut state = Self::default();
        for word in words {
            state.add(&word.trim().to_ascii_uppercase());
        }
        state
    }

    /// The state in a text: `IDLE+CLOUD+POWERED_DOWN`, `idle~`, `down*`.
    pub(super) fn of_text(text: &str) -> Self {
        let mut state = Self::default();
        for word in text.split('+') {
            let name = word.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            state.add(&name.to_ascii_uppercase());
            for mark in word[name.len()..].chars() {
                state.mark(mark);
            }
        }
        state
    }

    fn add(&mut self, word: &str) {
        match word {
            "DOWN" => self.base = BaseState::Down,
            "IDLE" => self.base = BaseState::Idle,
            "ALLOCATED" | "ALLOC" => self.base = BaseState::Allocated,
            "MIXED" | "MIX" => self.base = BaseState::Mixed,
            "FUTURE" | "FUTR" => self.base = BaseState::Future,
            "ERROR" => self.base = BaseState::Error,
            "COMPLETING" | "COMP" => {
                self.completing = true;
                self.base_if_unknown(BaseState::Allocated);
            }
            "DRAINED" => self.drained(BaseState::Idle),
            "DRAINING" | "DRNG" => self.drained(BaseState::Allocated),
            "DRAIN" => self.drain = true,
            "FAIL" | "FAILING" | "FAILG" => self.fail = true,
            "MAINT" | "MAINTENANCE" => self.maintenance = true,
            "RESERVED" | "RESV" => {
                self.reserved = true;
                self.base_if_unknown(BaseState::Idle);
            }
            "PLANNED" | "PLND" => {
                self.planned = true;
                self.base_if_unknown(BaseState::Idle);
            }
            "NOT_RESPONDING" | "NO_RESPOND" => self.not_responding = true,
            "POWERED_DOWN" => self.power = PowerState::Off,
            "POWERING_UP" | "POWER_UP" => self.power = PowerState::PoweringUp,
            "POWERING_DOWN" | "POWER_DOWN" => self.power = PowerState::PoweringDown,
            "REBOOT" | "REBOOT_REQUESTED" | "REBOOT_ISSUED" => self.reboot = true,
            _ => {}
        }
    }

    fn mark(&mut self, mark: char) {
        match mark {
            '*' => self.not_responding = true,
            '~' => self.power = PowerState::Off,
            '#' => self.power = PowerState::PoweringUp,
            '%' | '!' => self.power = PowerState::PoweringDown,
            '$' => self.maintenance = true,
            '@' | '^' => self.reboot = true,
            '-' => self.planned = true,
            _ => {}
        }
    }

    fn drained(&mut self, base: BaseState) {
        self.drain = true;
        self.base_if_unknown(base);
    }

    fn base_if_unknown(&mut self, base: BaseState) {
        if self.base == BaseState::Unknown {
            self.base = base;
        }
    }

    /// Whether a job can run on it, or runs, without anything else having to happen.
    pub fn is_up(&self) -> bool {
        self.power == PowerState::On
            && !self.not_responding
            && matches!(self.base, BaseState::Idle | BaseState::Allocated | BaseState::Mixed)
    }

    /// Whether someone has to look at it.
    pub fn is_bad(&self) -> bool {
        matches!(self.base, BaseState::Down | BaseState::Error)
            || self.drain
            || self.fail
            || (self.not_responding && self.power == PowerState::On)
    }
}

impl fmt::Display for NodeState {
    /// As `sinfo` has it: `idle~`, `alloc#`, `down*`, `drain`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self.base {
            BaseState::Allocated | BaseState::Mixed if self.drain => "drng",
            BaseState::Idle | BaseState::Unknown if self.drain => "drain",
            BaseState::Down => "down",
            BaseState::Error => "error",
            BaseState::Future => "futr",
            BaseState::Unknown => "unk",
            _ if self.fail => "fail",
            _ if self.completing => "comp",
            BaseState::Idle if self.maintenance => "maint",
            BaseState::Idle if self.reserved => "resv",
            BaseState::Idle if self.planned => "plnd",
            BaseState::Idle => "idle",
            BaseState::Allocated => "alloc",
            BaseState::Mixed => "mix",
        };
        let mark = match self.power {
            PowerState::Off => "~",
            PowerState::PoweringUp => "#",
            PowerState::PoweringDown => "%",
            PowerState::On if self.not_responding => "*",
            PowerState::On if self.reboot => "@",
            PowerState::On if self.maintenance && word != "maint" => "$",
            PowerState::On => "",
        };
        f.pad(&format!("{word}{mark}"))
    }
}

impl Serialize for NodeState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::NodeState;

    #[test]
    fn all_ways_to_say_a_state_are_read() {
        for (text, shown) in [
            ("IDLE+CLOUD+POWERED_DOWN", "idle~"),
            ("idle~", "idle~"),
            ("ALLOCATED+CLOUD+NOT_RESPONDING+POWERING_UP", "alloc#"),
            ("alloc#", "alloc#"),
            ("IDLE+CLOUD+POWERING_DOWN", "idle%"),
            ("idle!", "idle%"),
            ("DOWN+CLOUD+NOT_RESPONDING", "down*"),
            ("down*", "down*"),
            ("IDLE+DRAIN+CLOUD", "drain"),
            ("MIXED+DRAIN", "drng"),
            ("drained*", "drain*"),
            ("IDLE+MAINTENANCE+CLOUD", "maint"),
            ("mixed-", "mix"),
            ("RESERVED", "resv"),
            ("UNKNOWN", "unk"),
            ("FUTURE", "futr"),
        ] {
            assert_eq!(NodeState::of_text(text).to_string(), shown, "{text}");
        }
        assert_eq!(NodeState::of_words(["IDLE", "CLOUD", "POWERED_DOWN"]).to_string(), "idle~");
        assert!(NodeState::of_text("DOWN+CLOUD").is_bad() && !NodeState::of_text("idle~").is_bad());
    }
}
