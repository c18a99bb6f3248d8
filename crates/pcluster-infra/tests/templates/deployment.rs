//! Every template is deployed on an emulator of AWS, and has the outputs that it promises.

use std::process::Command;
use std::sync::OnceLock;

use pcluster_infra::template::{Monitoring, Template};
use pcluster_lab::Aws;
use serde_json::Value;

/// The emulator of all tests here; their stacks have names of their own.
fn emulator() -> &'static Aws {
    static AWS: OnceLock<Aws> = OnceLock::new();
    AWS.get_or_init(Aws::start)
}

fn aws(arguments: &[&str]) -> Value {
    let mut command = Command::new(pcluster_lab::awscli());
    emulator().apply(&mut command);
    command.env("AWS_DEFAULT_REGION", "us-east-1").args(arguments).args(["--output", "json"]);
    let output = command.output().unwrap();
    // Without a template among the arguments, which is long.
    let shown = &arguments[..arguments.len().min(4)];
    assert!(output.status.success(), "{shown:?}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap_or_default()
}

/// Deploys a template with no more than the parameters that have to be given, and `set`; returns its outputs.
fn deploy(stack: &str, template: &Template, set: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut parameters: Vec<String> = template
        .parameters
        .iter()
        .filter(|parameter| parameter.is_required())
        .map(|parameter| match parameter.name.as_str() {
            "PrimarySubnetAZ" => "us-east-1a",
            "SecondarySubnetAZ" => "us-east-1b",
            other => panic!("{other} has no default"),
        })
        .zip(template.parameters.iter().filter(|parameter| parameter.is_required()))
        .map(|(value, parameter)| format!("ParameterKey={},ParameterValue={value}", parameter.name))
        .collect();
    parameters.extend(set.iter().map(|(name, value)| format!("ParameterKey={name},ParameterValue={value}")));

    let mut arguments =
        vec!["cloudformation", "create-stack", "--stack-name", stack, "--template-body", &template.text];
    if !parameters.is_empty() {
        arguments.push("--parameters");
        arguments.extend(parameters.iter().map(String::as_str));
    }
    if !template.capabilities.is_empty() {
        arguments.push("--capabilities");
        arguments.extend(template.capabilities.iter().map(|capability| capability.name()));
    }
    aws(&arguments);

    let answer = aws(&["cloudformation", "describe-stacks", "--stack-name", stack]);
    let described = &answer["Stacks"][0];
    assert_eq!(described["StackStatus"], "CREATE_COMPLETE", "{stack}");
    let mut outputs: Vec<(String, String)> = described["Outputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|output| {
            let text = |key: &str| output[key].as_str().unwrap_or_default().to_owned();
            (text("OutputKey"), text("OutputValue"))
        })
        .collect();
    outputs.sort();
    outputs
}

#[track_caller]
fn assert_promised(template: &Template, outputs: &[(String, String)]) {
    let mut promised: Vec<&str> = template.outputs.iter().map(|output| output.name.as_str()).collect();
    promised.sort_unstable();
    let names: Vec<&str> = outputs.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, promised);
    for (name, value) in outputs {
        assert!(!value.is_empty() && !value.contains("None"), "{name} is `{value}`");
    }
}

fn value<'o>(outputs: &'o [(String, String)], name: &str) -> &'o str {
    let (_, value) = outputs.iter().find(|(known, _)| known == name).unwrap();
    value
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn every_template_deploys() {
    for (name, template) in super::all() {
        let outputs = deploy(&format!("every-{}", name.replace('+', "-")), &template, &[]);
        assert_promised(&template, &outputs);
    }
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn parameters_reach_the_file_systems() {
    let template = pcluster_infra::template::prerequisites(Monitoring::None);
    let outputs = deploy(
        "second-generation",
        &template,
        &[
            ("DeploymentType", "PERSISTENT_2"),
            ("PerUnitStorageThroughput", "250"),
            ("Capacity", "4800"),
            ("OpenZFSDeploymentType", "SINGLE_AZ_1"),
            ("OpenZFSThroughput", "64"),
            ("CreateS3Endpoint", "false"),
        ],
    );
    let lustre = value(&outputs, "FSxLustreFilesystemId");
    let answer = aws(&["fsx", "describe-file-systems", "--file-system-ids", lustre]);
    let lustre = &answer["FileSystems"][0];
    assert_eq!(lustre["StorageCapacity"], 4800);
    assert_eq!(lustre["LustreConfiguration"]["DeploymentType"], "PERSISTENT_2");
    assert_eq!(lustre["SubnetIds"][0], value(&outputs, "PrimaryPrivateSubnet"));
    let filter = format!("Name=vpc-id,Values={}", value(&outputs, "VPC"));
    let endpoints = aws(&["ec2", "describe-vpc-endpoints", "--filters", &filter]);
    assert_eq!(endpoints["VpcEndpoints"].as_array().unwrap().len(), 0);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn grafana_is_open_to_whom_it_is_opened_and_has_a_password() {
    let template = pcluster_infra::template::prerequisites(Monitoring::SelfHosting);
    let closed = deploy("closed", &template, &[]);
    let ports = |outputs: &[(String, String)]| {
        let group = value(outputs, "ALBSecurityGroup");
        let answer = aws(&["ec2", "describe-security-groups", "--group-ids", group]);
        let rules = answer["SecurityGroups"][0]["IpPermissions"].as_array().unwrap().clone();
        let mut ports: Vec<(i64, String)> = rules
            .iter()
            .map(|rule| {
                let source = rule["IpRanges"][0]["CidrIp"].as_str().unwrap_or_default().to_owned();
                (rule["FromPort"].as_i64().unwrap(), source)
            })
            .collect();
        ports.sort();
        ports
    };
    assert_eq!(ports(&closed), []);
    let source = "203.0.113.7/32";
    let http = deploy("http", &template, &[("AllowedIPsForALB", source)]);
    assert_eq!(ports(&http), [(80, source.to_owned())]);
    assert!(value(&http, "GrafanaURL").starts_with("http://"));
    let certificate = aws(&["acm", "request-certificate", "--domain-name", "grafana.example.com"]);
    let certificate = certificate["CertificateArn"].as_str().unwrap();
    let https =
        deploy("https", &template, &[("AllowedIPsForALB", source), ("ALBCertificateArn", certificate)]);
    assert_eq!(ports(&https), [(80, source.to_owned()), (443, source.to_owned())]);
    assert!(value(&https, "GrafanaURL").starts_with("https://"));

    let secret =
        aws(&["secretsmanager", "get-secret-value", "--secret-id", value(&https, "GrafanaSecretArn")]);
    let secret: Value = serde_json::from_str(secret["SecretString"].as_str().unwrap()).unwrap();
    assert_eq!(secret["username"], "admin");
    assert_eq!(secret["password"].as_str().unwrap().len(), 32);
}

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn a_bucket_has_the_name_that_one_chose() {
    let template = pcluster_infra::template::data_bucket();
    let outputs = deploy("cluster-data-bucket", &template, &[("S3BucketName", "training-data-of-ours")]);
    assert_eq!(value(&outputs, "S3BucketName"), "training-data-of-ours");
    let policy = aws(&["s3api", "get-bucket-policy", "--bucket", "training-data-of-ours"]);
    assert!(policy["Policy"].as_str().unwrap().contains("aws:SecureTransport"));
}
