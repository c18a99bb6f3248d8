//! Who reaches whom.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::Value;

use crate::document::{Document, items};

const PUBLIC_SUBNETS: [&str; 2] = ["PublicSubnet", "SecondaryPublicSubnet"];

/// A rule of a security group, wherever it is written.
struct Rule<'d> {
    /// The resource it is in, for messages.
    id: &'d str,
    group: &'d str,
    says: &'d Value,
    is_conditional: bool,
}

fn rules<'d>(document: &'d Document, direction: &str) -> Vec<Rule<'d>> {
    let inline = document.of_type("AWS::EC2::SecurityGroup").flat_map(|group| {
        let rules = group.items(&format!("/SecurityGroup{direction}"));
        rules.iter().map(move |rule| Rule {
            id: group.id,
            group: group.id,
            says: rule,
            is_conditional: false,
        })
    });
    let kind = format!("AWS::EC2::SecurityGroup{direction}");
    let alone = document.resources().filter(|resource| resource.kind() == kind).map(|resource| Rule {
        id: resource.id,
        group: resource.at("/GroupId").as_str().unwrap(),
        says: &resource.body["Properties"],
        is_conditional: resource.body["Condition"].is_string(),
    });
    inline.chain(alone).collect()
}

pub(super) fn efa(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    if document.of_type("AWS::FSx::FileSystem").next().is_none() {
        return against;
    }
    for (direction, key) in [("Ingress", "SourceSecurityGroupId"), ("Egress", "DestinationSecurityGroupId")] {
        let named = rules(document, direction).iter().any(|Rule { group, says: rule, .. }| {
            *group == "SecurityGroup" && rule[key] == "SecurityGroup" && rule["IpProtocol"] == "-1"
        });
        if !named {
            against.push(format!("SecurityGroup does not name itself in {direction}"));
        }
    }
    against
}

pub(super) fn ingress(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for Rule { id, says: rule, is_conditional, .. } in rules(document, "Ingress") {
        let has_group = rule["SourceSecurityGroupId"].is_string();
        let source = &rule["CidrIp"];
        if rule.get("CidrIpv6").is_some() || rule.get("SourcePrefixListId").is_some() {
            against.push(format!("{id} is open to addresses that are not looked at here"));
        }
        match source.as_str() {
            None if has_group => {}
            None => against.push(format!("{id} names no source")),
            Some(cidr) if cidr.contains('/') => {
                if cidr.ends_with("/0") {
                    against.push(format!("{id} is open to everybody"));
                }
            }
            Some(parameter) => {
                if !is_conditional {
                    against.push(format!("{id} is there even if {parameter} is empty"));
                }
                against.extend(parameter_of_addresses(document, parameter));
            }
        }
    }
    against
}

/// A parameter with addresses has to be empty by default, and to refuse all addresses at once, in halves too.
fn parameter_of_addresses(document: &Document, name: &str) -> Vec<String> {
    let parameter = document.at(&format!("/Parameters/{name}"));
    let mut against = Vec::new();
    if parameter["Default"] != "" {
        against.push(format!("{name} is not empty by default"));
    }
    let pattern = parameter["AllowedPattern"].as_str().unwrap_or(".*");
    let pattern = Regex::new(&format!("^(?:{pattern})$")).unwrap();
    for refused in [
        "0.0.0.0/0",
        "0.0.0.0/1",
        "128.0.0.0/1",
        "203.0.113.7/0",
        "::/0",
        "203.0.113.7",
        "all",
        "1.2.3.256/32",
    ] {
        if pattern.is_match(refused) {
            against.push(format!("{name} may be {refused}"));
        }
    }
    for accepted in ["", "203.0.113.7/32", "10.0.0.0/8", "198.51.100.0/24"] {
        if !pattern.is_match(accepted) {
            against.push(format!("{name} may not be {accepted}"));
        }
    }
    against
}

/// The ports are those of the user guides of FSx for Lustre and FSx for OpenZFS ("File system access control with
/// Amazon VPC").
pub(super) fn file_systems(document: &Document) -> Vec<String> {
    const PORTS: [(&str, u64, u64); 8] = [
        ("tcp", 988, 988),
        ("tcp", 1018, 1023),
        ("tcp", 111, 111),
        ("udp", 111, 111),
        ("tcp", 2049, 2049),
        ("udp", 2049, 2049),
        ("tcp", 20001, 20003),
        ("udp", 20001, 20003),
    ];
    let mut against = Vec::new();
    for system in document.of_type("AWS::FSx::FileSystem") {
        for group in system.items("/SecurityGroupIds") {
            let group = group.as_str().unwrap();
            let rules: Vec<_> =
                rules(document, "Ingress").into_iter().filter(|rule| rule.group == group).collect();
            let from_nodes: BTreeSet<_> = rules
                .iter()
                .filter(|Rule { says: rule, .. }| rule["SourceSecurityGroupId"] == "SecurityGroup")
                .map(|Rule { says: rule, .. }| {
                    let port = |key: &str| rule[key].as_u64().unwrap_or_default();
                    (rule["IpProtocol"].as_str().unwrap(), port("FromPort"), port("ToPort"))
                })
                .collect();
            if from_nodes != BTreeSet::from(PORTS) {
                against.push(format!("{group} is open to nodes on {from_nodes:?}"));
            }
            let sources = [Value::from("SecurityGroup"), Value::from(group)];
            if rules.iter().any(|Rule { says: rule, .. }| !sources.contains(&rule["SourceSecurityGroupId"])) {
                against.push(format!("{group} is open to more than nodes and itself"));
            }
        }
    }
    against
}

pub(super) fn private(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for resource in document.resources() {
        let subnets = match resource.kind() {
            "AWS::FSx::FileSystem" => resource.items("/SubnetIds"),
            "AWS::AutoScaling::AutoScalingGroup" => resource.items("/VPCZoneIdentifier"),
            "AWS::EC2::Instance" => std::slice::from_ref(resource.at("/SubnetId")),
            _ => continue,
        };
        if subnets.is_empty() {
            against.push(format!("{} is in no subnet", resource.id));
        }
        for subnet in subnets {
            if PUBLIC_SUBNETS.iter().any(|public| subnet == public) {
                against.push(format!("{} is in a public subnet", resource.id));
            }
        }
    }
    for template in document.of_type("AWS::EC2::LaunchTemplate") {
        for interface in items(template.at("/LaunchTemplateData/NetworkInterfaces")) {
            if interface["AssociatePublicIpAddress"] != false {
                against.push(format!("{} may have a public address", template.id));
            }
        }
    }
    against
}

pub(super) fn https(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for listener in document.of_type("AWS::ElasticLoadBalancingV2::Listener") {
        let id = listener.id;
        if listener.at("/Protocol") == "HTTPS" {
            // From "Security policies for your Application Load Balancer": TLS 1.2 and 1.3.
            let policy = listener.at("/SslPolicy").as_str().unwrap_or_default();
            if !policy.starts_with("ELBSecurityPolicy-TLS13-1-2")
                && !policy.starts_with("ELBSecurityPolicy-TLS13-1-3")
            {
                against.push(format!("{id} accepts old TLS"));
            }
            continue;
        }
        // !If [HasCertificate, redirect, forward]
        let redirects = listener.items("/DefaultActions").iter().all(|action| {
            action[0] == "HasCertificate" && action[1]["RedirectConfig"]["Protocol"] == "HTTPS"
        });
        if !redirects {
            against.push(format!("{id} does not redirect to HTTPS where there is a certificate"));
        }
    }
    against
}
