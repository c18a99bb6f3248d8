//! How safe the templates are. Every property is looked for in every variant, and seen to fail where it does not hold.

mod access;
mod data;
mod mutations;
mod network;

use super::document::Document;

/// What has to hold of every template: its name, and what speaks against it.
type Property = (&'static str, fn(&Document) -> Vec<String>);

const PROPERTIES: &[Property] = &[
    ("EFA traffic flows within the security group of all nodes", network::efa),
    ("nothing is open to everybody", network::ingress),
    ("file systems are open to nodes, on their ports", network::file_systems),
    ("what need not be reached from outside is in the private subnet", network::private),
    ("a load balancer speaks HTTPS where it can", network::https),
    ("all data is encrypted at rest", data::encryption),
    ("no data is lost with its stack or by an update", data::kept),
    ("what is kept is in nobody's way", data::names),
    ("buckets are private, versioned, tidy and reached by TLS alone", data::buckets),
    ("instances have version 2 of the metadata service alone", access::metadata),
    ("passwords are generated and stay in Secrets Manager", access::passwords),
    ("roles may do what they need and no more", access::roles),
];

/// What speaks against a property of this name.
fn against(name: &str, text: &str) -> Vec<String> {
    let (_, property) = PROPERTIES.iter().find(|(known, _)| *known == name).unwrap();
    property(&Document::read(text))
}

#[test]
fn every_template_is_safe() {
    for (variant, template) in super::all() {
        for (name, _) in PROPERTIES {
            assert_eq!(against(name, &template.text), [""; 0], "{variant}: {name}");
        }
    }
}
