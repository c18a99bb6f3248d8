//! What to do about the failures that are known.

use std::fmt::Write;

use super::Cause;
use super::event::ResourceEvent;
use super::reason::Reason;

/// What to do about a failure.
type Known = fn(&ResourceEvent, &Reason) -> Option<String>;

/// The known failures; the first one that knows a remedy counts. What AWS forbids comes before all else, because its
/// messages quote what they are about.
const KNOWN: &[Known] = &[
    denied,
    dependent_interfaces,
    exports,
    not_empty,
    quota,
    capacity,
    zone,
    exists,
    key_pair,
    capabilities,
    certificate,
    signal,
    slow,
];

/// What to do about the failure of a resource, or of a whole stack.
pub(super) fn remedy(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    KNOWN.iter().find_map(|known| known(event, reason))
}

/// What to do about a reason that comes with no resource: what a call to CloudFormation or a change set said.
pub(super) fn remedy_of_text(text: &str) -> Option<String> {
    let nothing = ResourceEvent {
        id: String::new(),
        time: super::Moment::default(),
        stack_id: String::new(),
        stack_name: String::new(),
        resource: String::new(),
        physical_id: String::new(),
        kind: String::new(),
        status: super::Status::new(""),
        reason: None,
    };
    remedy(&nothing, &Reason::read(text))
}

/// What to do about a stack of which an update could not be taken back. What keeps that from being done comes first; the
/// cause of the update's failure is met again only when it is tried again.
pub(super) fn remedy_of_stuck(stack: &str, cause: Option<&Cause>) -> String {
    let mut help = match cause.and_then(|cause| cause.stuck.as_ref()) {
        Some(_) => "mend what could not be taken back".to_owned(),
        None => "mend the cause".to_owned(),
    };
    let _ = write!(
        help,
        ", then take the update back: `aws cloudformation continue-update-rollback --stack-name {stack}`"
    );
    match cause.and_then(|cause| cause.help.as_ref()) {
        Some(first) => help + "; before the next try: " + first,
        None => help + "; then it can be deployed again",
    }
}

fn denied(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    let action = reason.denied();
    if action == Some("iam:CreateServiceLinkedRole") {
        return Some(
            "the service needs a role of its own in this account once: allow `iam:CreateServiceLinkedRole` in a policy of \
             this identity, or let an administrator make it (`aws iam create-service-linked-role`), then deploy again"
                .to_owned(),
        );
    }
    if let Some(action) = action {
        return Some(format!(
            "allow `{action}` in a policy of the identity that deploys, then run the same again"
        ));
    }
    let words = ["AccessDenied", "UnauthorizedOperation", "not authorized", "Access denied"];
    words.iter().any(|word| reason.has(word)).then(|| {
        "the identity that deploys may not do this; `pclusterctl doctor` shows who that is and what it may do".to_owned()
    })
}

fn dependent_interfaces(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    let words =
        ["DependencyViolation", "has dependencies", "has a dependent object", "mapped public address"];
    let deleting = event.status.as_str() == "DELETE_FAILED" && words.iter().any(|word| reason.has(word));
    deleting.then(|| {
        "something that the stack does not know still uses it, mostly the network interfaces of a cluster: delete the cluster \
         (`pcluster delete-cluster`) and what else was put into this network, then run the same again"
            .to_owned()
    })
}

fn exports(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    let (_, user) = reason.message.split_once("in use by ")?;
    let user = user.split([' ', ',']).next()?.trim_end_matches('.');
    reason.has("Export").then(|| {
        format!("the stack `{user}` is built on this one: delete it first, and a cluster through `pcluster delete-cluster`")
    })
}

fn not_empty(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    (reason.has("BucketNotEmpty") || reason.has("bucket you tried to delete is not empty")).then(|| {
        let bucket = &event.physical_id;
        format!("what is in the bucket would be lost: see `aws s3 ls s3://{bucket}`, and empty it if nobody needs it")
    })
}

fn quota(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    let words = [
        "LimitExceeded",
        "QuotaExceeded",
        "maximum number of",
        "service quota",
        "service limit",
        "exceeds the limit",
        "vcpu limit",
    ];
    if !words.iter().any(|word| reason.has(word)) {
        return None;
    }
    // The codes of quotas are those of Service Quotas.
    let (what, service, code) = match event.kind.as_str() {
        "AWS::EC2::EIP" => ("Elastic IP addresses", "ec2", "L-0263D0A3"),
        "AWS::EC2::VPC" => ("VPCs per region", "vpc", "L-F678F1CE"),
        "AWS::EC2::NatGateway" => ("NAT gateways per availability zone", "vpc", "L-FE5A380F"),
        "AWS::EC2::InternetGateway" => ("internet gateways per region", "vpc", "L-A4707A72"),
        "AWS::EC2::Instance" => ("vCPUs of running on-demand standard instances", "ec2", "L-1216C47A"),
        "AWS::FSx::FileSystem" => {
            return Some(
                "a quota of FSx in this account is used up: look at file systems that nobody uses (`aws fsx describe-file-systems`), \
                 or ask for more at Service Quotas (`aws service-quotas list-service-quotas --service-code fsx`), then deploy again"
                    .to_owned(),
            );
        }
        _ => {
            return Some(
                "a quota of this account is used up: delete what nobody uses, or ask for more at Service Quotas, then deploy again"
                    .to_owned(),
            );
        }
    };
    Some(format!(
        "the quota for {what} is used up: release what nobody uses, or ask for more (`aws service-quotas \
         request-service-quota-increase --service-code {service} --quota-code {code} --desired-value N`), then deploy again"
    ))
}

fn capacity(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    let words = [
        "InsufficientCapacity",
        "InsufficientInstanceCapacity",
        "insufficient capacity",
        "sufficient capacity",
        "enough capacity",
    ];
    words.iter().any(|word| reason.has(word)).then(|| {
        let what = if event.kind == "AWS::FSx::FileSystem" { "for this file system" } else { "" };
        format!("AWS has no room {what} in this availability zone now: try later, or set `PrimarySubnetAZ` to another zone")
            .replace("  ", " ")
    })
}

fn zone(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    let zone = reason.has("availability zone") || reason.has("availabilityzone") || reason.has("subnet");
    let words =
        ["not supported", "not available", "unsupported", "not offered", "does not support", "is invalid"];
    let unsupported = zone && words.iter().any(|word| reason.has(word));
    unsupported.then(|| match event.kind.as_str() {
        "AWS::FSx::FileSystem" => {
            "set `PrimarySubnetAZ` to a zone that has this type of file system, or choose another deployment type; the user guide \
             of FSx lists which zone has which"
                .to_owned()
        }
        _ => "set `PrimarySubnetAZ` to another availability zone of the region".to_owned(),
    })
}

fn exists(event: &ResourceEvent, reason: &Reason) -> Option<String> {
    let words = ["AlreadyExists", "already exists", "BucketAlreadyOwnedByYou", "EntityAlreadyExists"];
    if !words.iter().any(|word| reason.has(word)) {
        return None;
    }
    Some(if event.kind == "AWS::S3::Bucket" {
        "bucket names belong to one account in the whole world, and a deleted stack may have left its bucket: choose another \
         name, or use the bucket that is there (`pclusterctl data bucket` adopts it if it is yours)"
            .to_owned()
    } else {
        "something of this name is there already, perhaps left by a deleted stack: delete it, choose another name, or \
         import it into the stack"
            .to_owned()
    })
}

fn key_pair(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    let named = reason.has("InvalidKeyPair") || (reason.has("key pair") && reason.has("does not exist"));
    let parameter = reason.has("Key") && reason.has("parameter name") && reason.has("does not exist");
    (named || parameter).then(|| {
        "key pairs belong to a region: `aws ec2 describe-key-pairs --query 'KeyPairs[].KeyName'` lists those of this one".to_owned()
    })
}

fn capabilities(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    reason.has("Requires capabilities").then(|| {
        "this is a mistake of pclusterctl, which should have said that it knows: please report it".to_owned()
    })
}

fn certificate(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    (reason.has("CertificateNotFound") || (reason.has("certificate") && reason.has("not found"))).then(|| {
        "certificates belong to a region: `aws acm list-certificates` lists those of this one".to_owned()
    })
}

fn signal(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    let missing = reason.has("FAILURE signal")
        || reason.has("Failed to receive")
        || reason.has("WaitCondition timed out");
    missing.then(|| {
        "the instance did not finish its installation: its console output tells why (`aws ec2 get-console-output --latest \
         --instance-id ID`); a common reason is that it cannot reach the internet"
            .to_owned()
    })
}

fn slow(_: &ResourceEvent, reason: &Reason) -> Option<String> {
    let words = [
        "NotStabilized",
        "did not stabilize",
        "Throttling",
        "Rate exceeded",
        "InternalFailure",
        "ServiceInternalError",
    ];
    words
        .iter()
        .any(|word| reason.has(word))
        .then(|| "AWS could not finish this in time; deploy again".to_owned())
}
