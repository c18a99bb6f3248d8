//! Instance types as EC2 describes them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;

use serde_json::{Map, Value};

use super::InstanceFacts;

/// Kinds of accelerators that are no GPUs, as EC2 groups them.
const ACCELERATORS: [(&str, &str); 2] =
    [("NeuronInfo", "NeuronDevices"), ("InferenceAcceleratorInfo", "Accelerators")];

impl InstanceFacts {
    /// What an item of the answer of EC2's `DescribeInstanceTypes` says, as the AWS command line prints it. What it
    /// leaves out is as in [`InstanceFacts::new`]. `None` if it has no `InstanceType`.
    ///
    /// ```
    /// use pcluster_config::facts::InstanceFacts;
    ///
    /// let answer = serde_json::json!({ "InstanceType": "p9.48xlarge", "MemoryInfo": { "SizeInMiB": 4194304 } });
    /// assert_eq!(InstanceFacts::described(&answer).unwrap().memory_mib, 4_194_304);
    /// ```
    pub fn described(answer: &Value) -> Option<Self> {
        let mut facts = Self::new(text(&answer["InstanceType"])?);
        facts.fill(answer);
        Some(facts)
    }

    /// Instance types by their names, from the text of `DevSettings.InstanceTypesData`, or from what
    /// `aws ec2 describe-instance-types` prints. What is no JSON holds none.
    pub fn all_described(json: &str) -> BTreeMap<String, Self> {
        let answer: Value = serde_json::from_str(json).unwrap_or_default();
        let listed = answer["InstanceTypes"].as_array();
        let named = answer.as_object().filter(|_| listed.is_none());
        let listed = listed.into_iter().flatten().filter_map(Self::described);
        let named = named
            .into_iter()
            .flat_map(Map::iter)
            .filter(|(_, answer)| answer.as_object().is_some_and(|keys| !keys.is_empty()))
            .map(|(name, answer)| {
                let mut facts = Self::new(name.clone());
                facts.fill(answer);
                facts
            });
        listed.chain(named).map(|facts| (facts.instance_type.to_string(), facts)).collect()
    }

    fn fill(&mut self, answer: &Value) {
        self.architectures = words(&answer["ProcessorInfo"]["SupportedArchitectures"]);
        self.vcpus = count(&answer["VCpuInfo"]["DefaultVCpus"]);
        self.cores = count(&answer["VCpuInfo"]["DefaultCores"]);
        self.threads_per_core = count(&answer["VCpuInfo"]["DefaultThreadsPerCore"]).max(1);
        self.memory_mib = answer["MemoryInfo"]["SizeInMiB"].as_u64().unwrap_or_default();
        let gpus = items(&answer["GpuInfo"]["Gpus"]);
        if answer["GpuInfo"]["Gpus"].is_array() {
            // An empty list, too, says that there are GPUs, only not by whom: ParallelCluster has no driver for them.
            let gpu = gpus.first().unwrap_or(&Value::Null);
            self.gpu_manufacturer = Some(text(&gpu["Manufacturer"]).unwrap_or_default());
            self.gpu_name = text(&gpu["Name"]);
            self.gpu_count = gpus.iter().map(|gpu| count(&gpu["Count"])).sum();
            self.gpu_memory_mib = gpu["MemoryInfo"]["SizeInMiB"].as_u64().unwrap_or_default();
        }
        let accelerators = ACCELERATORS.iter().map(|(info, key)| items(&answer[*info][*key]));
        if let Some(accelerators) = accelerators.into_iter().find(|accelerators| !accelerators.is_empty()) {
            // Neuron devices are AWS's own; EC2 does not say so.
            let maker = accelerators.first().and_then(|one| text(&one["Manufacturer"]));
            self.accelerator_manufacturer = maker.or(Some(Cow::Borrowed("AWS")));
            self.accelerator_name = accelerators.first().and_then(|one| text(&one["Name"]));
            self.accelerator_count = accelerators.iter().map(|one| count(&one["Count"])).sum();
        }
        self.fill_network(&answer["NetworkInfo"]);
        let storage = &answer["InstanceStorageInfo"];
        self.instance_storage_gb = storage["TotalSizeInGB"].as_u64().unwrap_or_default();
        if matches!(storage["NvmeSupport"].as_str(), Some("required" | "supported")) {
            self.nvme_disks = items(&storage["Disks"]).iter().map(|disk| count(&disk["Count"])).sum();
        }
        self.usage_classes = words(&answer["SupportedUsageClasses"]);
        self.placement_strategies = words(&answer["PlacementGroupInfo"]["SupportedStrategies"]);
        self.hypervisor = answer["Hypervisor"].as_str().and_then(|name| name.parse().ok());
        self.bare_metal = answer["BareMetal"].as_bool().unwrap_or_default();
        self.current_generation = answer["CurrentGeneration"].as_bool().unwrap_or(true);
    }

    fn fill_network(&mut self, network: &Value) {
        let cards = items(&network["NetworkCards"]);
        let of_cards = |key: &str| -> u32 { cards.iter().map(|card| count(&card[key])).sum() };
        // Older answers do not tell how many interfaces there are, but whether there is one.
        let most = &network["EfaInfo"]["MaximumEfaInterfaces"];
        let least = u32::from(network["EfaSupported"].as_bool() == Some(true));
        self.efa_interfaces = count(most).max(least);
        self.network_cards =
            u32::try_from(cards.len()).unwrap_or_default().max(count(&network["MaximumNetworkCards"]));
        self.network_interfaces = match of_cards("MaximumNetworkInterfaces") {
            0 => count(&network["MaximumNetworkInterfaces"]),
            interfaces => interfaces,
        };
        self.network_gbps = cards.iter().filter_map(|card| card["BaselineBandwidthInGbps"].as_f64()).sum();
    }
}

fn items(list: &Value) -> &[Value] {
    list.as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text(value: &Value) -> Option<Cow<'static, str>> {
    value.as_str().map(|text| Cow::Owned(text.to_owned()))
}

fn count(value: &Value) -> u32 {
    value.as_u64().and_then(|count| u32::try_from(count).ok()).unwrap_or_default()
}

/// The words of a list that have a meaning here.
fn words<W: FromStr, S: FromIterator<W>>(list: &Value) -> S {
    items(list).iter().filter_map(|word| word.as_str()?.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::InstanceFacts;
    use crate::facts::Architecture;

    #[test]
    fn both_forms_are_read() {
        let item = r#"{ "InstanceType": "x9.large", "NetworkInfo": { "EfaSupported": true, "NetworkCards": [{}, {}] },
            "ProcessorInfo": { "SupportedArchitectures": ["arm64", "riscv"] } }"#;
        for json in [format!(r#"{{ "InstanceTypes": [{item}] }}"#), format!(r#"{{ "x9.large": {item} }}"#)] {
            let all = InstanceFacts::all_described(&json);
            let facts = &all["x9.large"];
            assert_eq!((facts.efa_interfaces, facts.network_cards), (1, 2));
            assert!(facts.supports(Architecture::Arm64));
        }
        for json in ["", "{}", "[]", "{ \"x\": 1 }", "NaN"] {
            assert!(InstanceFacts::all_described(json).is_empty(), "{json}");
        }
    }
}
