//! What is checked.

use pcluster_config::diagnostic::Severity;
use pcluster_config::rules::RuleInfo;

const fn error(id: &'static str, summary: &'static str, reason: &'static str) -> RuleInfo {
    RuleInfo::new(id, Severity::Error, "Parameter", summary, reason)
}

const fn warning(id: &'static str, summary: &'static str, reason: &'static str) -> RuleInfo {
    RuleInfo::new(id, Severity::Warning, "Parameter", summary, reason)
}

/// Everything that the check of parameters can find, by id.
pub const RULES: &[RuleInfo] = &[
    error(
        "cluster-region-disagrees",
        "A cluster configuration is for another region than the stack.",
        "The subnets, security groups and file systems of a stack are of use in its own region alone.",
    ),
    warning(
        "parameter-ignored",
        "A file sets a name that is no parameter, and that no step of a deployment leaves behind.",
        "The names that the steps leave in such files (`VPC_ID`, `CLUSTER_NAME`) are passed over in silence. Another one may be \
         a parameter of another template.",
    ),
    error(
        "parameter-missing",
        "A parameter without a default has no value.",
        "CloudFormation does not begin without one. A stack that exists keeps the values it was made with.",
    ),
    error(
        "parameter-not-a-choice",
        "A value is not one of those that the template lists.",
        "Values are compared letter by letter: `True` is not `true`.",
    ),
    error(
        "parameter-not-a-number",
        "The value of a number is none.",
        "Units and separators are not read: write `2400`, not `2400 GiB` or `2,400`.",
    ),
    error(
        "parameter-of-other-monitoring",
        "A parameter belongs to another kind of monitoring.",
        "Each kind of monitoring has a template of its own, with its own parameters; `--monitoring` chooses it.",
    ),
    error(
        "parameter-out-of-range",
        "A number is smaller or greater than the template allows, or a text shorter or longer.",
        "The limits are those of the template, which has them from the services.",
    ),
    error(
        "parameter-placeholder",
        "A value still has a `${NAME}` placeholder in it.",
        "Something was not filled in: it would be sent as it stands.",
    ),
    error(
        "parameter-unknown",
        "There is no parameter of that name.",
        "CloudFormation refuses values for parameters that a template does not have.",
    ),
    error(
        "parameter-wrong-form",
        "A value does not have the form that the template asks for.",
        "The form is the template's `AllowedPattern`.",
    ),
    error(
        "stack-arn-region",
        "A key or a certificate is in another region than the stack.",
        "FSx uses keys, and a load balancer certificates, of its own region only.",
    ),
    warning(
        "stack-lustre-associations",
        "The Lustre file system cannot be linked to S3.",
        "Data repository associations need `PERSISTENT_2`, or `PERSISTENT_1` with Lustre 2.12 or newer (API reference of FSx, \
         `CreateDataRepositoryAssociation`).",
    ),
    error(
        "stack-lustre-capacity",
        "A Lustre file system cannot have that size.",
        "Persistent file systems on SSD have 1,200 GiB or a multiple of 2,400 (API reference of FSx, `StorageCapacity`).",
    ),
    error(
        "stack-lustre-throughput",
        "A Lustre file system of that type does not have that throughput.",
        "For every TiB, `PERSISTENT_1` gives 50, 100 or 200 MB/s and `PERSISTENT_2` 125, 250, 500 or 1,000 (API reference of \
         FSx, `PerUnitStorageThroughput`).",
    ),
    error(
        "stack-lustre-version",
        "A Lustre file system of that type does not have that version.",
        "`PERSISTENT_2` needs Lustre 2.12 or newer; there are 2.10, 2.12 and 2.15 (API reference of FSx, \
         `FileSystemTypeVersion`).",
    ),
    error(
        "stack-network",
        "Something that has to be an IPv4 network is none, or its size cannot be had.",
        "A VPC and its subnets have between /16 and /28. A network is named by its first address: in 10.1.2.3/16 that is \
         10.1.0.0.",
    ),
    error(
        "stack-networks-together",
        "Two networks cannot be in one VPC.",
        "The ranges of a VPC must not overlap, and AWS does not join the private ranges 10.0.0.0/8, 172.16.0.0/12 and \
         192.168.0.0/16 with each other in one VPC (VPC User Guide, restrictions on associating CIDR blocks).",
    ),
    error(
        "stack-open-to-world",
        "SSH or Grafana would be open to the whole Internet.",
        "Whatever is open is found within minutes. One address is enough: that of the network one sits in, as a /32.",
    ),
    error(
        "stack-openzfs-capacity",
        "An OpenZFS file system cannot have that size.",
        "It has from 64 to 524,288 GiB (API reference of FSx, `StorageCapacity`).",
    ),
    error(
        "stack-openzfs-throughput",
        "An OpenZFS file system of that type does not have that throughput.",
        "`SINGLE_AZ_1` and `SINGLE_AZ_HA_1` have 64, 128, 256, 512, 1,024, 2,048, 3,072 or 4,096 MB/s, `SINGLE_AZ_2` and \
         `SINGLE_AZ_HA_2` 160, 320, 640, 1,280, 2,560, 3,840, 5,120, 7,680 or 10,240 (API reference of FSx, \
         `ThroughputCapacity`).",
    ),
    warning(
        "stack-private-addresses",
        "Access from the Internet is limited to addresses that never come from there.",
        "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10 are used inside networks. What arrives from the Internet \
         has the public address of the router: `curl https://checkip.amazonaws.com` tells it.",
    ),
    error(
        "stack-region-disagrees",
        "A file was written for another region.",
        "Its zone and the ids in it belong to that region.",
    ),
    warning(
        "stack-unknown-region",
        "The region is not known.",
        "It may be new, or misspelt. Known are the regions of the catalogue of instance types, China, and the isolated ones.",
    ),
    warning(
        "stack-wide-access",
        "Access is open to more than 65,536 addresses.",
        "A network of an office or a university is a /16 at most; a home has one address, a /32.",
    ),
    error(
        "stack-zone",
        "A value is not the name of an availability zone of the region.",
        "A zone has the name of its region and a letter, `us-east-1f`. Ids such as `use1-az4` name the same zones, but \
         CloudFormation takes names. Which letter stands for which zone differs between accounts, so nothing is said \
         about what a zone offers.",
    ),
    error(
        "stack-zones-equal",
        "Both zones are the same.",
        "An Application Load Balancer needs subnets in two zones.",
    ),
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn ids_are_in_order_and_unique() {
        let ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert!(ids.windows(2).all(|pair| pair[0] < pair[1]), "{ids:?}");
    }
}
