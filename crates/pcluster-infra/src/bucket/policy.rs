//! The statement of a bucket policy that lets nobody in without TLS.

use serde_json::{Map, Value, json};

/// The id of the statement.
pub const SID: &str = "PclusterDenyInsecureTransport";

/// A policy that has the statement beside all that it had; `None` where it refuses requests without TLS already.
pub(super) fn merged(existing: Option<&Value>, partition: &str, bucket: &str) -> Option<Value> {
    let ours = statement(partition, bucket);
    let Some(existing) = existing else {
        return Some(json!({ "Version": "2012-10-17", "Statement": [ours] }));
    };
    let mut policy = existing.as_object().cloned().unwrap_or_else(Map::new);
    // A single statement needs no list around it.
    let mut statements = match policy.get("Statement") {
        Some(Value::Array(statements)) => statements.clone(),
        Some(statement) => vec![statement.clone()],
        None => Vec::new(),
    };
    if statements.iter().any(|statement| refuses_plain_http(statement, partition, bucket)) {
        return None;
    }
    match statements.iter_mut().find(|statement| statement["Sid"] == SID) {
        Some(changed) => *changed = ours,
        None => statements.push(ours),
    }
    policy.insert("Statement".to_owned(), Value::Array(statements));
    Some(Value::Object(policy))
}

/// The ids of the statements that let everybody in without a condition, or their numbers where they have none.
pub(super) fn public_statements(policy: &Value) -> Vec<String> {
    let statements = match &policy["Statement"] {
        Value::Array(statements) => statements.as_slice(),
        statement @ Value::Object(_) => std::slice::from_ref(statement),
        _ => &[],
    };
    let public = statements.iter().enumerate().filter(|(_, statement)| {
        statement["Effect"] == "Allow"
            && is_everyone(&statement["Principal"])
            && statement.get("Condition").is_none()
    });
    let name = |(number, statement): (usize, &Value)| match statement["Sid"].as_str() {
        Some(sid) if !sid.is_empty() => format!("`{sid}`"),
        _ => format!("{}", number + 1),
    };
    public.map(name).collect()
}

/// The partition of a region: the first part of its ARNs.
pub(super) fn partition(region: &str) -> &'static str {
    const PARTITIONS: [(&str, &str); 6] = [
        ("cn-", "aws-cn"),
        ("us-gov-", "aws-us-gov"),
        ("us-isob-", "aws-iso-b"),
        ("us-isof-", "aws-iso-f"),
        ("eu-isoe-", "aws-iso-e"),
        ("us-iso-", "aws-iso"),
    ];
    PARTITIONS.iter().find(|(start, _)| region.starts_with(start)).map_or("aws", |(_, partition)| partition)
}

fn arns(partition: &str, bucket: &str) -> [String; 2] {
    [format!("arn:{partition}:s3:::{bucket}"), format!("arn:{partition}:s3:::{bucket}/*")]
}

fn statement(partition: &str, bucket: &str) -> Value {
    json!({
        "Sid": SID,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": arns(partition, bucket),
        "Condition": { "Bool": { "aws:SecureTransport": "false" } },
    })
}

/// Whether a statement does what ours does, whatever its id is and whoever has written it.
fn refuses_plain_http(statement: &Value, partition: &str, bucket: &str) -> bool {
    let known = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];
    let whole = statement
        .as_object()
        .is_some_and(|statement| statement.keys().all(|key| known.contains(&key.as_str())));
    let every_action = words(&statement["Action"]).any(|action| matches!(action, "*" | "s3:*" | "S3:*"));
    let resources: Vec<&str> = words(&statement["Resource"]).collect();
    let all_of_it = resources.contains(&"*")
        || arns(partition, bucket).iter().all(|arn| resources.contains(&arn.as_str()));
    whole
        && statement["Effect"] == "Deny"
        && is_everyone(&statement["Principal"])
        && every_action
        && all_of_it
        && is_plain_http(&statement["Condition"])
}

/// Whether a condition is met by every request without TLS.
fn is_plain_http(condition: &Value) -> bool {
    let only = |value: &Value| -> Option<(String, Value)> {
        let object = value.as_object().filter(|object| object.len() == 1)?;
        object.iter().next().map(|(key, value)| (key.to_ascii_lowercase(), value.clone()))
    };
    let Some((operator, keys)) = only(condition) else { return false };
    let Some((key, value)) = only(&keys) else { return false };
    let is_false = match &value {
        Value::Array(values) => values.iter().any(is_false),
        value => is_false(value),
    };
    matches!(operator.as_str(), "bool" | "boolifexists") && key == "aws:securetransport" && is_false
}

fn is_false(value: &Value) -> bool {
    value == &Value::Bool(false) || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("false"))
}

fn is_everyone(principal: &Value) -> bool {
    principal == "*" || words(&principal["AWS"]).any(|principal| principal == "*")
}

/// The strings of a value that is one string or a list of them.
fn words(value: &Value) -> impl Iterator<Item = &str> {
    let list = value.as_array().map(Vec::as_slice).unwrap_or_default();
    value.as_str().into_iter().chain(list.iter().filter_map(Value::as_str))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{SID, merged, statement};

    fn statements(policy: &Value) -> Vec<Value> {
        match &policy["Statement"] {
            Value::Array(statements) => statements.clone(),
            Value::Null => Vec::new(),
            statement => vec![statement.clone()],
        }
    }

    fn any_statement() -> impl Strategy<Value = Value> {
        let sid = prop_oneof![Just(None), "[A-Za-z0-9]{1,12}".prop_map(Some), Just(Some(SID.to_owned()))];
        let principal = prop_oneof![
            Just(json!("*")),
            Just(json!({ "AWS": ["arn:aws:iam::111122223333:root", "*"] })),
            Just(json!({ "Service": "fsx.amazonaws.com" })),
        ];
        let action = prop_oneof![Just(json!("s3:*")), Just(json!(["s3:GetObject", "s3:PutObject"]))];
        let resource = prop_oneof![
            Just(json!(["arn:aws:s3:::mine", "arn:aws:s3:::mine/*"])),
            Just(json!("arn:aws:s3:::mine/*")),
        ];
        let condition = prop_oneof![
            Just(None),
            Just(Some(json!({ "Bool": { "aws:SecureTransport": "false" } }))),
            Just(Some(json!({ "Bool": { "aws:SecureTransport": ["true"] } }))),
            Just(Some(json!({ "StringEquals": { "aws:SourceAccount": "111122223333" } }))),
        ];
        (sid, any::<bool>(), principal, action, resource, condition).prop_map(
            |(sid, allow, principal, action, resource, condition)| {
                let effect = if allow { "Allow" } else { "Deny" };
                let mut statement =
                    json!({ "Effect": effect, "Principal": principal, "Action": action, "Resource": resource });
                if let Some(sid) = sid {
                    statement["Sid"] = sid.into();
                }
                if let Some(condition) = condition {
                    statement["Condition"] = condition;
                }
                statement
            },
        )
    }

    fn any_policy() -> impl Strategy<Value = Value> {
        let several = proptest::collection::vec(any_statement(), 0..6).prop_map(Value::Array);
        let version = prop_oneof![Just(None), Just(Some("2008-10-17")), Just(Some("2012-10-17"))];
        (prop_oneof![several, any_statement()], version, proptest::option::of("[a-z]{1,8}")).prop_map(
            |(statement, version, id)| {
                let mut policy = json!({ "Statement": statement });
                if let Some(version) = version {
                    policy["Version"] = version.into();
                }
                if let Some(id) = id {
                    policy["Id"] = id.into();
                }
                policy
            },
        )
    }

    proptest! {
        #[test]
        fn every_other_statement_survives(policy in any_policy()) {
            let Some(merged) = merged(Some(&policy), "aws", "mine") else { return Ok(()) };
            let others = |policy: &Value| -> Vec<Value> {
                let mut replaced = false;
                statements(policy)
                    .into_iter()
                    .filter(|statement| {
                        let ours = !replaced && statement["Sid"] == SID;
                        replaced |= ours;
                        !ours
                    })
                    .collect()
            };
            prop_assert_eq!(others(&policy), others(&merged));
            prop_assert_eq!(&policy["Version"], &merged["Version"]);
            prop_assert_eq!(&policy["Id"], &merged["Id"]);
            prop_assert!(statements(&merged).contains(&statement("aws", "mine")));
        }

        #[test]
        fn merging_twice_is_merging_once(policy in any_policy()) {
            if let Some(once) = merged(Some(&policy), "aws", "mine") {
                prop_assert_eq!(merged(Some(&once), "aws", "mine"), None);
            }
        }
    }

    #[test]
    fn somebody_elses_statement_that_does_the_same_is_enough() {
        let theirs = json!({
            "Version": "2012-10-17",
            "Statement": {
                "Sid": "AllowSSLRequestsOnly",
                "Effect": "Deny",
                "Principal": { "AWS": "*" },
                "Action": ["s3:*"],
                "Resource": ["arn:aws:s3:::mine/*", "arn:aws:s3:::mine"],
                "Condition": { "Bool": { "aws:SecureTransport": false } },
            },
        });
        assert_eq!(merged(Some(&theirs), "aws", "mine"), None);
        assert!(merged(Some(&theirs), "aws", "other").is_some());
    }

    #[test]
    fn a_statement_for_some_only_is_not_enough() {
        let mut narrow = statement("aws", "mine");
        narrow["Condition"]["StringNotEquals"] = json!({ "aws:PrincipalTag/admin": "true" });
        assert!(merged(Some(&json!({ "Statement": [narrow] })), "aws", "mine").is_some());
    }
}
