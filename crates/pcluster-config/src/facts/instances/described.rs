//! Instance types as EC2 describes them, in JSON.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{InstanceFacts, Word};

/// The types in a text such as `DevSettings.InstanceTypesData`: descriptions of EC2 (`DescribeInstanceTypes`) by the
/// names of the types. What is not such a description is left out.
pub(crate) fn described(text: &str) -> BTreeMap<String, InstanceFacts> {
    let types: BTreeMap<String, Value> = serde_json::from_str(text).unwrap_or_default();
    types.into_iter().filter_map(|(name, value)| Some((name.clone(), facts(name, value)?))).collect()
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Description {
    supported_usage_classes: Vec<String>,
    bare_metal: bool,
    hypervisor: Option<String>,
    processor_info: ProcessorInfo,
    #[serde(rename = "VCpuInfo")]
    vcpu_info: VcpuInfo,
    memory_info: Size,
    gpu_info: GpuInfo,
    inference_accelerator_info: InferenceAcceleratorInfo,
    network_info: NetworkInfo,
    placement_group_info: PlacementGroupInfo,
    instance_storage_info: InstanceStorageInfo,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct ProcessorInfo {
    supported_architectures: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct VcpuInfo {
    #[serde(rename = "DefaultVCpus")]
    vcpus: u32,
    #[serde(rename = "DefaultCores")]
    cores: u32,
    #[serde(rename = "DefaultThreadsPerCore")]
    threads_per_core: u32,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Size {
    #[serde(rename = "SizeInMiB")]
    mib: u64,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct GpuInfo {
    gpus: Option<Vec<Device>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct InferenceAcceleratorInfo {
    accelerators: Option<Vec<Device>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Device {
    name: Option<String>,
    manufacturer: String,
    count: u32,
    memory_info: Size,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct NetworkInfo {
    maximum_network_interfaces: u32,
    network_cards: Vec<NetworkCard>,
    efa_supported: bool,
    efa_info: EfaInfo,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct NetworkCard {
    maximum_network_interfaces: u32,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct EfaInfo {
    maximum_efa_interfaces: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct PlacementGroupInfo {
    supported_strategies: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct InstanceStorageInfo {
    #[serde(rename = "TotalSizeInGB")]
    gb: u64,
}

fn facts(name: String, value: Value) -> Option<InstanceFacts> {
    // EC2 is asked about a type whose description is empty.
    let description: Description = match value {
        Value::Object(keys) if !keys.is_empty() => serde_json::from_value(Value::Object(keys)).ok()?,
        _ => return None,
    };
    let Description { gpu_info, inference_accelerator_info, network_info, .. } = description;
    let mut facts = InstanceFacts::new(name);
    facts.architectures = words(&description.processor_info.supported_architectures);
    facts.vcpus = description.vcpu_info.vcpus;
    facts.cores = description.vcpu_info.cores;
    facts.threads_per_core = description.vcpu_info.threads_per_core;
    facts.memory_mib = description.memory_info.mib;
    if let Some(gpus) = gpu_info.gpus {
        let first = gpus.first();
        facts.gpu_count = gpus.iter().map(|gpu| gpu.count).sum();
        facts.gpu_manufacturer = Some(manufacturer(first));
        facts.gpu_name = first.and_then(name_of);
        facts.gpu_memory_mib = first.map_or(0, |gpu| gpu.memory_info.mib);
    }
    if let Some(accelerators) = inference_accelerator_info.accelerators {
        let first = accelerators.first();
        facts.accelerator_count = accelerators.iter().map(|accelerator| accelerator.count).sum();
        facts.accelerator_manufacturer = Some(manufacturer(first));
        facts.accelerator_name = first.and_then(name_of);
    }
    facts.network_cards = u32::try_from(network_info.network_cards.len()).unwrap_or(u32::MAX);
    let of_cards = network_info.network_cards.iter().map(|card| card.maximum_network_interfaces).sum();
    facts.network_interfaces = network_info.maximum_network_interfaces.max(of_cards);
    let told = network_info.efa_info.maximum_efa_interfaces;
    facts.efa_interfaces =
        if network_info.efa_supported { told.unwrap_or(1).max(1) } else { told.unwrap_or_default() };
    facts.usage_classes = words(&description.supported_usage_classes);
    facts.placement_strategies = words(&description.placement_group_info.supported_strategies);
    facts.hypervisor = description.hypervisor.and_then(|name| name.parse().ok());
    facts.bare_metal = description.bare_metal;
    facts.instance_storage_gb = description.instance_storage_info.gb;
    Some(facts)
}

/// The maker of a device; devices without one have none that is known, which is not the same as no devices.
fn manufacturer(device: Option<&Device>) -> Cow<'static, str> {
    Cow::Owned(device.map(|device| device.manufacturer.clone()).unwrap_or_default())
}

fn name_of(device: &Device) -> Option<Cow<'static, str>> {
    device.name.clone().map(Cow::Owned)
}

/// The words that are known; EC2 may have got new ones.
fn words<T: Word, S: FromIterator<T>>(texts: &[String]) -> S {
    texts.iter().filter_map(|text| T::ALL.iter().copied().find(|word| word.as_str() == text)).collect()
}

#[cfg(test)]
mod tests {
    use super::described;
    use crate::facts::{Architecture, UsageClass};

    #[test]
    fn a_description_of_ec2_is_read() {
        let types = described(
            r#"{"p9.48xlarge": {"ProcessorInfo": {"SupportedArchitectures": ["x86_64", "new"]},
                "VCpuInfo": {"DefaultVCpus": 192}, "MemoryInfo": {"SizeInMiB": 2097152}, "SupportedUsageClasses": ["spot"],
                "GpuInfo": {"Gpus": [{"Manufacturer": "NVIDIA", "Count": 8}], "Else": null},
                "NetworkInfo": {"NetworkCards": [{"MaximumNetworkInterfaces": 2}, {}], "EfaSupported": true}},
              "empty": {}, "no": 5}"#,
        );
        let p9 = &types["p9.48xlarge"];
        assert!(p9.supports(Architecture::X86_64) && p9.supports_usage(UsageClass::Spot));
        assert_eq!((p9.vcpus, p9.memory_mib, p9.nvidia_gpus()), (192, 2_097_152, 8));
        assert_eq!((p9.network_cards, p9.network_interfaces, p9.efa_interfaces), (2, 2, 1));
        assert_eq!(types.len(), 1);
        assert!(described("[]").is_empty() && described("{").is_empty());
    }
}
