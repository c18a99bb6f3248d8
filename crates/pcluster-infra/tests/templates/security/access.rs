//! Who may do what, and who knows what.

use serde_json::Value;

use crate::document::{Document, texts, visit};

pub(super) fn metadata(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for template in document.of_type("AWS::EC2::LaunchTemplate") {
        let options = template.at("/LaunchTemplateData/MetadataOptions");
        if options["HttpTokens"] != "required" {
            against.push(format!("{} has version 1 of the metadata service", template.id));
        }
        if options["HttpPutResponseHopLimit"] != 1 {
            against.push(format!("containers on {} reach the metadata service", template.id));
        }
    }
    // An instance has these options by a launch template alone.
    for instance in document.of_type("AWS::EC2::Instance") {
        if instance.at("/LaunchTemplate").is_null() {
            against.push(format!("{} has no launch template", instance.id));
        }
    }
    against
}

pub(super) fn passwords(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for name in document.at("/Parameters").as_object().into_iter().flat_map(|parameters| parameters.keys()) {
        if name.to_lowercase().contains("password") {
            against.push(format!("{name} is a parameter"));
        }
    }
    for secret in document.of_type("AWS::SecretsManager::Secret") {
        let generated = secret.at("/GenerateSecretString");
        if !generated.is_object() || !secret.at("/SecretString").is_null() {
            against.push(format!("{} is not generated", secret.id));
        }
        if generated["PasswordLength"].as_u64().is_none_or(|length| length < 20) {
            against.push(format!("{} is short", secret.id));
        }
    }
    for template in document.of_type("AWS::EC2::LaunchTemplate") {
        let user_data = texts(template.at("/LaunchTemplateData/UserData")).join("\n");
        // Whoever may describe an instance sees its user data, with what `resolve` has put into it.
        if user_data.contains("{{resolve:") {
            against.push(format!("the user data of {} has a secret in it", template.id));
        }
        if !user_data.contains("secretsmanager get-secret-value") {
            against.push(format!("{} has its password from elsewhere", template.id));
        }
        for line in user_data.lines().map(str::trim) {
            let set = line
                .split_once("admin_password = ")
                .is_some_and(|(_, value)| !value.starts_with("\\$__file{"));
            let option = line.contains("--password ") || line.contains("GF_SECURITY_ADMIN_PASSWORD=");
            let traced = line.starts_with("set -")
                && line.split_whitespace().any(|word| word.starts_with('-') && word.contains('x'));
            if set || option || traced {
                against.push(format!("{} shows a password: {line}", template.id));
            }
        }
    }
    for output in document.at("/Outputs").as_object().into_iter().flat_map(|outputs| outputs.values()) {
        if texts(output).iter().any(|text| text.contains("{{resolve:")) {
            against.push("an output has a secret in it".to_owned());
        }
    }
    against
}

pub(super) fn roles(document: &Document) -> Vec<String> {
    let mut against = Vec::new();
    for resource in document.resources().filter(|resource| resource.kind().starts_with("AWS::IAM::")) {
        let id = resource.id;
        let trust = resource.at("/AssumeRolePolicyDocument");
        visit(trust, &mut |statement| {
            let Some(principal) = statement.get("Principal") else { return };
            let service = principal["Service"].as_str();
            // EC2 gives the credentials of a role to an instance of the same account alone; other services act for many.
            let is_bound = statement
                .get("Condition")
                .is_some_and(|condition| condition["StringEquals"]["aws:SourceAccount"] == "AWS::AccountId");
            if service.is_none() || (service != Some("ec2.amazonaws.com") && !is_bound) {
                against.push(format!("{id} can be assumed from outside of the account"));
            }
        });
        for policies in [resource.at("/PolicyDocument"), resource.at("/Policies")] {
            visit(policies, &mut |statement| {
                if statement.get("Effect").is_some_and(|effect| effect == "Allow") {
                    against.extend(allowed(statement).into_iter().map(|excess| format!("{id} {excess}")));
                }
            });
        }
        for policy in texts(resource.at("/ManagedPolicyArns")) {
            let is_own = document.resource(policy).is_some();
            if !is_own && !policy.ends_with("/AmazonSSMManagedInstanceCore") {
                against.push(format!("{id} has {policy}"));
            }
        }
    }
    against
}

/// What a statement allows beyond single actions on single resources.
fn allowed(statement: &serde_json::Map<String, Value>) -> Vec<String> {
    let actions = statement.get("Action").map(texts).unwrap_or_default();
    let resources = statement.get("Resource").map(texts).unwrap_or_default();
    let mut excess = Vec::new();
    if actions.is_empty() || resources.is_empty() {
        excess.push("has a statement without actions or resources".to_owned());
    }
    for action in actions {
        let verb = action.split_once(':').map_or("", |(_, verb)| verb);
        if action.contains('*') {
            excess.push(format!("may {action}"));
        }
        let only_looks = ["Describe", "List", "Get"].iter().any(|prefix| verb.starts_with(prefix));
        if resources.contains(&"*") && !only_looks {
            excess.push(format!("may {action} everything"));
        }
        if resources.contains(&"*") && (verb == "GetSecretValue" || verb == "GetObject") {
            excess.push(format!("may {action} everything"));
        }
    }
    excess
}
