//! What the templates offer to whoever deploys them: names that scripts rely on.

use std::fmt::Write;

use pcluster_infra::template::{self, Capability, DeletionPolicy, Monitoring, Template};

/// Parameters, outputs, capabilities and what holds data, as a page.
fn listing(template: &Template) -> String {
    let mut page = format!("{}\n\nParameters:\n", template.description);
    for parameter in &template.parameters {
        let default =
            parameter.default.as_ref().map_or("required".to_owned(), |default| format!("`{default}`"));
        writeln!(page, "  {} ({}, {default})", parameter.name, parameter.kind).unwrap();
        writeln!(page, "      {}", parameter.description).unwrap();
        if !parameter.allowed_values.is_empty() {
            writeln!(page, "      one of {}", parameter.allowed_values.join(", ")).unwrap();
        }
    }
    page.push_str("\nOutputs:\n");
    for output in &template.outputs {
        writeln!(page, "  {}\n      {}", output.name, output.description).unwrap();
        if let Some(condition) = &output.condition {
            writeln!(page, "      if {condition}").unwrap();
        }
    }
    let capabilities: Vec<&str> = template.capabilities.iter().map(|capability| capability.name()).collect();
    writeln!(page, "\nCapabilities: {}", capabilities.join(", ")).unwrap();
    page.push_str("\nKept when the stack goes:\n");
    for resource in &template.resources {
        if resource.deletion_policy != DeletionPolicy::Delete || resource.data().is_some() {
            let data = resource.data().map_or(String::new(), |data| format!(", with {data}"));
            writeln!(
                page,
                "  {} ({}): {}{data}",
                resource.logical_id, resource.kind, resource.deletion_policy
            )
            .unwrap();
        }
    }
    page
}

#[test]
fn names_of_the_prerequisites() {
    for monitoring in Monitoring::ALL {
        insta::assert_snapshot!(monitoring.name(), listing(&template::prerequisites(monitoring)));
    }
}

#[test]
fn names_of_the_data_bucket() {
    insta::assert_snapshot!("data-bucket", listing(&template::data_bucket()));
}

#[test]
fn every_template_fits_into_a_request() {
    for (name, template) in super::all() {
        assert!(template.fits_inline(), "{name}: {} bytes", template.text.len());
    }
}

#[test]
fn the_words_for_monitoring_are_read_as_they_are_written() {
    for monitoring in Monitoring::ALL {
        assert_eq!(monitoring.to_string().parse(), Ok(monitoring));
    }
    assert_eq!("amp-only".parse(), Ok(Monitoring::Amp));
    insta::assert_snapshot!("grafana".parse::<Monitoring>().unwrap_err(), @"there is no monitoring `grafana`: it is none, self-hosting, amp or amp+amg");
}

#[test]
fn a_template_says_what_monitoring_it_has() {
    for monitoring in Monitoring::ALL {
        let template = template::prerequisites(monitoring);
        let parameter = template.parameter("MonitoringType").unwrap();
        assert_eq!(parameter.default.as_deref(), Some(monitoring.name()));
        for value in &parameter.allowed_values {
            assert_eq!(value.parse(), Ok(monitoring), "{value}");
        }
    }
}

#[test]
fn capabilities_are_seen() {
    let with = |resource: &str| {
        let text = format!("Resources:\n  It:\n    {resource}\n");
        Template::parse("it", text).unwrap().capabilities
    };
    assert_eq!(with("Type: AWS::S3::Bucket"), []);
    assert_eq!(with("{ Type: AWS::IAM::Role, Properties: { Path: / } }"), [Capability::Iam]);
    assert_eq!(with("{ Type: AWS::IAM::Role, Properties: { RoleName: !Sub a } }"), [Capability::NamedIam]);
    assert_eq!(with("Type: AWS::CloudFormation::Stack"), [Capability::NamedIam, Capability::AutoExpand]);
}

#[test]
fn a_template_in_json_is_read() {
    let text = r#"{"Parameters": {"N": {"Type": "Number", "Default": 2, "NoEcho": true, "AllowedValues": [1, 2]}},
        "Resources": {"B": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}}}"#;
    let template = Template::parse("own", text).unwrap();
    let parameter = template.parameter("N").unwrap();
    assert_eq!((parameter.default.as_deref(), parameter.no_echo), (Some("2"), true));
    assert_eq!(parameter.allowed_values, ["1", "2"]);
    assert!(template.resource("B").unwrap().deletion_policy.retains());
    assert_eq!(template.stateful().count(), 1);
}

#[test]
fn what_is_no_template_is_refused() {
    let texts = [
        "Resources: [1]",
        "Parameters: {}",
        "Resources: {A: {Type: T}, A: {Type: T}}",
        "Resources: { unfinished",
        "",
    ];
    let mut refusals = String::new();
    for text in texts {
        writeln!(refusals, "{text}\n    {}", Template::parse("own.yaml", text).unwrap_err()).unwrap();
    }
    insta::assert_snapshot!("refusals", refusals);
}
