//! Reads the lines of `NCCL_DEBUG=INFO`, and warnings of Libfabric.

use super::Network;
use super::text::{brief, name};

/// More names of one kind are not kept.
const MOST: usize = 4096;
/// More networks and providers are not kept: there are a handful.
const MOST_NETWORKS: usize = 8;
/// More kinds of warnings are not kept.
const MOST_WARNINGS: usize = 24;

impl Network {
    /// Takes in a line; `false` if it is about something else.
    pub(super) fn take(&mut self, line: &str) -> bool {
        let ours = if let Some((before, message)) = line.split_once(" NCCL INFO ") {
            self.is_logged = true;
            self.info(host(before), message.trim());
            true
        } else if let Some((_, message)) = line.split_once(" NCCL WARN ") {
            self.warning(message.trim());
            true
        } else if let Some(version) = line.strip_prefix("NCCL version ") {
            self.nccl_version = version.split_whitespace().next().map(brief);
            true
        } else {
            let warns = line.starts_with("libfabric:") && line.contains("<warn>");
            if warns {
                self.warning(line.split_once("<warn>").map_or(line, |(_, message)| message));
            }
            warns
        };
        self.unresponsive(line);
        ours
    }

    /// Variables that a line sets, as `env`, `set -x` or the command line of `mpirun` show them.
    pub(super) fn variables_of(&mut self, line: &str) {
        if !["NCCL_", "FI_", "RDMAV_"].iter().any(|prefix| line.contains(prefix)) {
            return;
        }
        for word in line.split([' ', '\t', '"', '\'', ',', ';']) {
            let Some((name, value)) = word.split_once('=') else { continue };
            if is_variable(name) {
                self.set(name, value);
            }
        }
    }

    fn set(&mut self, name: &str, value: &str) {
        if self.variables.len() < MOST || self.variables.contains_key(name) {
            self.variables.insert(name.to_owned(), brief(value.trim_end_matches('.')));
        }
    }

    fn info(&mut self, host: Option<&str>, message: &str) {
        if let Some(host) = host.filter(|_| self.hosts.len() < MOST) {
            self.hosts.insert(self::name(host));
        }
        if let Some(rest) = message.strip_prefix("NET/OFI ") {
            self.plugin(rest);
        } else if let Some(name) = message.strip_prefix("Using network ") {
            self.uses(host, name);
        } else if message.starts_with("Channel ") || message.starts_with("Ring ") {
            self.channel(message);
        } else if let Some((name, value)) = message.split_once(" set by environment to ") {
            if is_variable(name) {
                self.set(name, value);
            }
        } else if message.starts_with("NET/Plugin") || message.contains("network plugin") {
            self.loading(message);
        } else if let Some(tuner) = message.strip_prefix("TUNER/Plugin: Using tuner plugin ") {
            self.tuner = Some(brief(tuner));
        } else if let Some(version) = message.strip_prefix("NCCL version ") {
            self.nccl_version = version.split_whitespace().next().map(brief);
        } else {
            self.communicator(message);
        }
    }

    /// `Channel 00/0 : 8[0] -> 0[0] [receive] via NET/AWS Libfabric/0/GDRDMA`; `Ring 00 : ...` of the oldest.
    fn channel(&mut self, message: &str) {
        if let Some((_, network)) = message.split_once(" via NET/") {
            let count = if network.contains("/GDRDMA") {
                &mut self.channels_with_gpu_direct
            } else {
                &mut self.channels_without_gpu_direct
            };
            *count += 1;
        }
    }

    fn uses(&mut self, host: Option<&str>, name: &str) {
        // Older plugins call themselves after AWS.
        let name = self::name(name.strip_prefix("AWS ").unwrap_or(name));
        if self.networks.len() >= MOST_NETWORKS && !self.networks.contains_key(&name) {
            return;
        }
        let hosts = self.hosts_of_networks.entry(name.clone()).or_default();
        if let Some(host) = host.filter(|_| hosts.len() < MOST) {
            hosts.insert(self::name(host));
        }
        let count = self.networks.entry(name).or_default();
        *count = count.saturating_add(1);
    }

    fn loading(&mut self, message: &str) {
        let lower = message.to_ascii_lowercase();
        // The plugin has several interfaces, of which NCCL asks for the newest first.
        let failed = [
            "no plugin found",
            "could not find",
            "cannot open",
            "failed to open",
            "failed to load",
            "unsupported",
        ]
        .iter()
        .any(|words| lower.contains(words));
        if failed && !lower.contains("symbol") && self.plugin_problem.is_none() {
            self.plugin_problem = Some(brief(message));
        }
    }

    /// What aws-ofi-nccl says.
    fn plugin(&mut self, message: &str) {
        if let Some(version) = strip_any(message, &["Initializing aws-ofi-nccl ", "Using aws-ofi-nccl "]) {
            self.plugin_version = Some(brief(version));
        } else if let Some(version) = message.strip_prefix("Using Libfabric version ") {
            self.libfabric_version = Some(brief(version));
        } else if let Some(rest) = strip_any(message, &["Selected provider is ", "Selected Provider is "]) {
            self.provider(rest);
        } else if let Some(protocol) = message.strip_prefix("Using transport protocol ") {
            self.protocol = protocol.split_whitespace().next().map(brief);
        } else if let Some(rest) = message.strip_prefix("Running on ") {
            self.platform = rest.split_once(" platform").map(|(platform, _)| brief(platform));
        }
        if let Some(rest) = message.split_once("Setting ").map(|(_, rest)| rest) {
            let name = rest.split_whitespace().next().unwrap_or_default();
            if is_variable(name) && self.set_by_plugin.len() < MOST {
                self.set_by_plugin.insert(name.to_owned());
            }
        }
        if message.contains("Need to force simple protocol") {
            self.set_by_plugin.insert("NCCL_PROTO".to_owned());
        }
    }

    /// `efa, fabric is efa (found 32 nics)`, `efa (found 4 nics)`, `efa`.
    fn provider(&mut self, text: &str) {
        let name = self::name(text.split([',', ' ']).next().unwrap_or_default());
        if self.providers.len() >= MOST_NETWORKS && !self.providers.contains_key(&name) {
            return;
        }
        let cards =
            text.split_once("(found ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<u32>().ok());
        let known = self.providers.entry(name).or_insert(cards);
        *known = match (*known, cards) {
            (Some(known), Some(cards)) => Some(known.min(cards)),
            (known, cards) => known.or(cards),
        };
    }

    fn communicator(&mut self, message: &str) {
        if let Some((channels, _)) = message.split_once(" coll channels") {
            self.collective_channels = channels.parse().ok();
            let nvls = message.split(", ").find_map(|part| part.strip_suffix(" nvls channels"));
            self.nvls_channels = nvls.and_then(|channels| channels.parse().ok());
        } else if let Some(rest) =
            message.split_once(": ").and_then(|(_, rest)| tuned(rest)).or_else(|| tuned(message))
        {
            if self.algorithms.len() < MOST {
                self.algorithms.insert(rest.0, rest.1);
            }
        } else if message.starts_with("comm ") || message.contains(" comm 0x") {
            let words: Vec<&str> = message.split_whitespace().take(40).collect();
            let after = |name: &str| {
                let at = words.iter().position(|word| word.eq_ignore_ascii_case(name))?;
                words.get(at + 1)?.parse::<u32>().ok()
            };
            self.ranks = after("nranks").max(self.ranks);
            self.nodes = after("nNodes").max(self.nodes);
        }
    }

    fn warning(&mut self, message: &str) {
        if message.contains("GDR disabled") && self.gpu_direct_off.is_none() {
            self.gpu_direct_off = Some(brief(message));
        }
        let message = brief(message);
        if let Some(count) = self.warnings.get_mut(&message) {
            *count += 1;
        } else if self.warnings.len() < MOST_WARNINGS && !message.is_empty() {
            self.warnings.insert(message, 1);
        }
    }

    /// Error 4126 of the EFA provider, in the words of its releases and of the plugin.
    fn unresponsive(&mut self, line: &str) {
        let words = [
            "Unresponsive receiver",
            "unresponsive receiver",
            "prov_errno: 4126",
            "the security group on either",
        ];
        if self.unresponsive_receiver.is_none() && words.iter().any(|words| line.contains(words)) {
            let start = words.iter().filter_map(|words| line.find(words)).min().unwrap_or_default();
            self.unresponsive_receiver = line.get(start..).map(brief);
        }
    }
}

/// `host` in `[1,0]<stdout>:host:123:456 [0]`, as it stands before what NCCL says.
fn host(before: &str) -> Option<&str> {
    let place = before.trim_end().rsplit_once(' ').map_or(before, |(place, _)| place);
    let mut parts = place.trim_end().rsplit([' ', '>', '|']).next()?.rsplitn(3, ':');
    let (thread, process) = (parts.next()?, parts.next()?);
    let host = parts.next()?.trim_start_matches(':');
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (number(thread) && number(process) && !host.is_empty()).then_some(host)
}

/// `1024 Bytes -> Algo RING proto SIMPLE channel{Lo..Hi}={0..15}`; older releases have numbers for names.
fn tuned(message: &str) -> Option<(u64, String)> {
    let (size, choice) = message.split_once(" Bytes -> Algo ")?;
    let mut words = choice.split_whitespace();
    let (algorithm, protocol) = (words.next()?, words.nth(1)?);
    Some((size.parse().ok()?, brief(&format!("{algorithm}/{protocol}"))))
}

fn strip_any<'t>(text: &'t str, prefixes: &[&str]) -> Option<&'t str> {
    prefixes.iter().find_map(|prefix| text.strip_prefix(prefix))
}

/// Whether this is a variable that decides about the network.
fn is_variable(name: &str) -> bool {
    let ours = ["NCCL_", "FI_", "RDMAV_", "OFI_NCCL_"].iter().any(|prefix| name.starts_with(prefix));
    ours && name.len() <= 64
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}
