//! Networks, and who may come in.

use super::cidr::{Cidr, NotCidr};
use super::finding::Finding;
use super::values::Values;
use crate::template::Parameter;

/// The sizes of a VPC and of a subnet. VPC User Guide, VPC CIDR blocks.
const SIZES: std::ops::RangeInclusive<u32> = 16..=28;

/// The shortest prefix of a network of people that is not remarkable.
const WIDEST: u32 = 16;

/// What is wrong with a network, by itself.
pub(super) fn one(parameter: &Parameter, value: &str) -> Option<Finding> {
    let name = parameter.name.as_str();
    let who = who_may_come(name);
    let is_network = who || matches!(name, "VPCCIDR" | "PrivateCIDR");
    // Nobody may come in where nobody is named.
    if !is_network || (who && value.is_empty()) {
        return None;
    }
    let cidr = match Cidr::parse(value) {
        Ok(cidr) => cidr,
        Err(NotCidr::V6) if who && value.ends_with("/0") => return Some(open(name)),
        Err(problem) => return Some(no_network(name, value, problem)),
    };
    if cidr.prefix() == 0 {
        return who.then(|| open(name)).or_else(|| Some(size(name, cidr)));
    }
    if cidr.network() != cidr {
        let help = if who {
            format!(
                "write `{}` for the whole network, or `{}/32` for that address alone",
                cidr.network(),
                address(value)
            )
        } else {
            format!("write `{}`", cidr.network())
        };
        return Some(
            Finding::new("stack-network", name, format!("`{value}` is not the first address of its network"))
                .label(format!(
                    "a network of /{} begins with {}",
                    cidr.prefix(),
                    address(&cidr.network().to_string())
                ))
                .help(help),
        );
    }
    if !who {
        return (!SIZES.contains(&cidr.prefix())).then(|| size(name, cidr));
    }
    if let Some(range) = cidr.private_range() {
        let message = format!("`{value}` lies in {range}, which is never seen from outside");
        return Some(
            Finding::new("stack-private-addresses", name, message)
                .label("nobody comes from the Internet with such an address")
                .help("write the public address of your network as a /32, which `curl https://checkip.amazonaws.com` tells; leave this if you come through a VPN"),
        );
    }
    (cidr.prefix() < WIDEST).then(|| {
        let count = 1_u64 << (32 - cidr.prefix());
        Finding::new("stack-wide-access", name, format!("`{name}` lets {count} addresses in"))
            .label(format!("a /{} is more than an organization has", cidr.prefix()))
            .help("write your own address as a /32; `curl https://checkip.amazonaws.com` tells it")
    })
}

/// Networks that cannot be in one VPC.
pub(super) fn check(values: &Values<'_>) -> Option<Finding> {
    let get = |name: &str| values.get(name).and_then(|(value, _)| Cidr::parse(value).ok());
    let (vpc, private) = (get("VPCCIDR")?, get("PrivateCIDR")?);
    let (name, other) = if values.given("PrivateCIDR").is_some() {
        ("PrivateCIDR", "VPCCIDR")
    } else {
        ("VPCCIDR", "PrivateCIDR")
    };
    values.given(name)?;
    let finding = |message: String| {
        let finding = Finding::new("stack-networks-together", name, message);
        match values.given(other) {
            Some(_) => finding.related(other, "the other network"),
            None => finding,
        }
    };
    if vpc.overlaps(private) {
        return Some(
            finding(format!("the networks {vpc} and {private} overlap"))
                .help("take another range for one of them, such as `10.0.0.0/16` and `10.1.0.0/16`"),
        );
    }
    let ranges = (vpc.range_of_rfc_1918(), private.range_of_rfc_1918());
    let (Some(first), Some(second)) = ranges else { return None };
    (first != second).then(|| {
        finding(format!("AWS does not put networks of {first} and {second} into one VPC"))
            .help(format!("take both from {first}, or one from 100.64.0.0/10"))
    })
}

/// Whether a parameter says who may come in.
fn who_may_come(name: &str) -> bool {
    name.starts_with("AllowedIPs")
}

fn open(name: &str) -> Finding {
    let what = if name.contains("SSH") { "SSH" } else { "Grafana" };
    let instead = if name.contains("SSH") { ", or leave it empty and use Session Manager" } else { "" };
    Finding::new("stack-open-to-world", name, format!("{what} would be open to the whole Internet"))
        .label("every address")
        .help(format!(
            "write your own address as a /32{instead}; `curl https://checkip.amazonaws.com` tells it"
        ))
}

fn no_network(name: &str, value: &str, problem: NotCidr) -> Finding {
    let (label, help) = match problem {
        NotCidr::Address(address) => (
            "the prefix length is missing".to_owned(),
            if who_may_come(name) {
                format!("write `{address}/32` for that address alone")
            } else {
                format!("write `{address}/{}`", SIZES.start())
            },
        ),
        NotCidr::V6 => ("this is IPv6".to_owned(), "write an IPv4 network: the VPC has no other".to_owned()),
        NotCidr::Prefix => {
            ("the prefix length is from 0 to 32".to_owned(), "write it as in `10.0.0.0/16`".to_owned())
        }
        NotCidr::Other => {
            (String::new(), "write it as in `10.0.0.0/16`, or `203.0.113.7/32` for one address".to_owned())
        }
    };
    Finding::new("stack-network", name, format!("`{value}` is not an IPv4 network")).label(label).help(help)
}

fn size(name: &str, cidr: Cidr) -> Finding {
    Finding::new("stack-network", name, format!("a VPC cannot have the network {cidr}"))
        .label(format!("the prefix length must be from {} to {}", SIZES.start(), SIZES.end()))
        .help(format!("take a network of /{} or smaller", SIZES.start()))
}

fn address(text: &str) -> &str {
    text.split('/').next().unwrap_or(text)
}
