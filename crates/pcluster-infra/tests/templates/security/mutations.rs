//! Each property is seen to fail: a template is made unsafe in one place, and the property has to notice.

use std::collections::BTreeSet;

use pcluster_infra::template::{self, Monitoring};

use super::{PROPERTIES, against};

/// Which template is changed.
#[derive(Clone, Copy)]
enum Of {
    SelfHosting,
    AmpAmg,
    DataBucket,
}
use Of::{AmpAmg, DataBucket, SelfHosting};

const EFA: &str = "EFA traffic flows within the security group of all nodes";
const OPEN: &str = "nothing is open to everybody";
const PORTS: &str = "file systems are open to nodes, on their ports";
const PRIVATE: &str = "what need not be reached from outside is in the private subnet";
const HTTPS: &str = "a load balancer speaks HTTPS where it can";
const ENCRYPTED: &str = "all data is encrypted at rest";
const KEPT: &str = "no data is lost with its stack or by an update";
const NAMES: &str = "what is kept is in nobody's way";
const BUCKETS: &str = "buckets are private, versioned, tidy and reached by TLS alone";
const METADATA: &str = "instances have version 2 of the metadata service alone";
const PASSWORDS: &str = "passwords are generated and stay in Secrets Manager";
const ROLES: &str = "roles may do what they need and no more";

/// The property that fails, the template, what is replaced (its first occurrence), and by what.
const MUTATIONS: &[(&str, Of, &str, &str)] = &[
    (EFA, SelfHosting, "DestinationSecurityGroupId: !Ref SecurityGroup\n", "CidrIp: 0.0.0.0/0\n"),
    (
        EFA,
        SelfHosting,
        "SourceSecurityGroupId: !Ref SecurityGroup\n",
        "SourceSecurityGroupId: !Ref FSxSecurityGroup\n",
    ),
    (EFA, SelfHosting, "IpProtocol: \"-1\"\n      Source", "IpProtocol: tcp\n      Source"),
    (OPEN, SelfHosting, "CidrIp: !Ref AllowedIPsForLoginNodeSSH", "CidrIp: 0.0.0.0/0"),
    (OPEN, SelfHosting, "CidrIp: !Ref AllowedIPsForALB", "CidrIpv6: ::/0"),
    (OPEN, SelfHosting, "CidrIp: !Ref AllowedIPsForMonitoringSSH", "CidrIp: !Ref VPCName"),
    (OPEN, SelfHosting, "    Condition: HasMonitoringSSH\n", ""),
    (OPEN, SelfHosting, "/([89]|[12][0-9]|3[0-2])$", "/([0-9]|[12][0-9]|3[0-2])$"),
    (PORTS, SelfHosting, "FromPort: 1018", "FromPort: 1021"),
    (PORTS, SelfHosting, "IpProtocol: udp, FromPort: 20001", "IpProtocol: tcp, FromPort: 20001"),
    (PORTS, SelfHosting, "SourceSecurityGroupId: !Ref FSxSecurityGroup", "CidrIp: 10.0.0.0/16"),
    (PRIVATE, SelfHosting, "SubnetIds: [!Ref PrimaryPrivateSubnet]", "SubnetIds: [!Ref PublicSubnet]"),
    (
        PRIVATE,
        SelfHosting,
        "VPCZoneIdentifier: [!Ref PrimaryPrivateSubnet]",
        "VPCZoneIdentifier: [!Ref SecondaryPublicSubnet]",
    ),
    (HTTPS, SelfHosting, "ELBSecurityPolicy-TLS13-1-2-2021-06", "ELBSecurityPolicy-2016-08"),
    (
        HTTPS,
        SelfHosting,
        "Type: redirect\n            RedirectConfig: { Protocol: HTTPS",
        "Type: redirect\n            RedirectConfig: { Protocol: HTTP",
    ),
    (
        ENCRYPTED,
        SelfHosting,
        "AllowedValues: [PERSISTENT_1, PERSISTENT_2]",
        "AllowedValues: [PERSISTENT_1, SCRATCH_2]",
    ),
    (ENCRYPTED, SelfHosting, "      Encrypted: true\n", ""),
    (ENCRYPTED, SelfHosting, "VolumeSize: 20, Encrypted: true", "VolumeSize: 20"),
    (ENCRYPTED, DataBucket, "      BucketEncryption:\n", "      Other:\n"),
    (
        KEPT,
        SelfHosting,
        "Type: AWS::FSx::FileSystem\n    DeletionPolicy: RetainExceptOnCreate",
        "Type: AWS::FSx::FileSystem\n    DeletionPolicy: Delete",
    ),
    (
        KEPT,
        SelfHosting,
        "Type: AWS::EC2::VPC\n    DeletionPolicy: RetainExceptOnCreate",
        "Type: AWS::EC2::VPC",
    ),
    (
        KEPT,
        SelfHosting,
        "GroupDescription: File systems, for all nodes",
        "GroupDescription: !Ref HeadNodeSecurityGroup",
    ),
    (KEPT, SelfHosting, "UpdateReplacePolicy: Snapshot", "UpdateReplacePolicy: Delete"),
    (
        KEPT,
        AmpAmg,
        "Type: AWS::APS::Workspace\n    DeletionPolicy: RetainExceptOnCreate",
        "Type: AWS::APS::Workspace",
    ),
    (
        KEPT,
        AmpAmg,
        "Type: AWS::Grafana::Workspace\n    DeletionPolicy: RetainExceptOnCreate",
        "Type: AWS::Grafana::Workspace",
    ),
    (KEPT, AmpAmg, "Type: AWS::IAM::Role\n    DeletionPolicy: RetainExceptOnCreate", "Type: AWS::IAM::Role"),
    (KEPT, DataBucket, "UpdateReplacePolicy: Retain", "UpdateReplacePolicy: Delete"),
    (
        KEPT,
        DataBucket,
        "Type: AWS::S3::BucketPolicy\n    DeletionPolicy: RetainExceptOnCreate",
        "Type: AWS::S3::BucketPolicy",
    ),
    (NAMES, DataBucket, "!If [HasName, !Ref S3BucketName, !Ref AWS::NoValue]", "!Sub data-${AWS::AccountId}"),
    (NAMES, AmpAmg, "      Description: Managed Grafana reads metrics", "      RoleName: grafana"),
    (BUCKETS, DataBucket, "BlockPublicPolicy: true", "BlockPublicPolicy: false"),
    (BUCKETS, DataBucket, "BucketOwnerEnforced", "ObjectWriter"),
    (
        BUCKETS,
        DataBucket,
        "VersioningConfiguration:\n        Status: Enabled",
        "VersioningConfiguration:\n        Status: Suspended",
    ),
    (BUCKETS, DataBucket, "AbortIncompleteMultipartUpload:", "Other:"),
    (BUCKETS, DataBucket, "NoncurrentVersionExpiration:", "Other:"),
    (BUCKETS, DataBucket, "aws:SecureTransport: \"false\"", "aws:SecureTransport: \"true\""),
    (BUCKETS, DataBucket, "Effect: Deny", "Effect: Allow"),
    (METADATA, SelfHosting, "HttpTokens: required", "HttpTokens: optional"),
    (METADATA, SelfHosting, "HttpPutResponseHopLimit: 1", "HttpPutResponseHopLimit: 2"),
    (PASSWORDS, SelfHosting, "      GenerateSecretString:\n", "      SecretString: admin\n      Other:\n"),
    (PASSWORDS, SelfHosting, "PasswordLength: 32", "PasswordLength: 8"),
    (PASSWORDS, SelfHosting, "  GrafanaVersion:\n", "  GrafanaPassword:\n"),
    (
        PASSWORDS,
        SelfHosting,
        "secret='${GrafanaSecret}'",
        "secret='{{resolve:secretsmanager:${GrafanaSecret}}}'",
    ),
    (
        PASSWORDS,
        SelfHosting,
        "admin_password = \\$__file{/etc/grafana/admin-password}",
        "admin_password = secret",
    ),
    (PASSWORDS, SelfHosting, "set -euo pipefail", "set -euxo pipefail"),
    (ROLES, SelfHosting, "policy/AmazonSSMManagedInstanceCore", "policy/AdministratorAccess"),
    (ROLES, SelfHosting, "Resource: !Ref GrafanaSecret", "Resource: \"*\""),
    (ROLES, SelfHosting, "Action: s3:GetObject", "Action: s3:*"),
    (ROLES, AmpAmg, "aws:SourceAccount: !Ref AWS::AccountId", "aws:PrincipalTag/a: b"),
    (ROLES, AmpAmg, "Resource: !GetAtt AMPWorkspace.Arn", "Resource: \"*\""),
];

#[test]
fn what_makes_a_template_unsafe_is_noticed() {
    for (property, of, old, new) in MUTATIONS {
        let text = match of {
            SelfHosting => template::prerequisites(Monitoring::SelfHosting).text,
            AmpAmg => template::prerequisites(Monitoring::AmpAmg).text,
            DataBucket => template::data_bucket().text,
        };
        assert!(text.contains(old), "`{old}` is not in the template");
        let text = text.replacen(old, new, 1);
        assert!(!against(property, &text).is_empty(), "{property}: `{old}` became `{new}`");
    }
}

#[test]
fn every_property_is_seen_to_fail() {
    let known: BTreeSet<&str> = PROPERTIES.iter().map(|(name, _)| *name).collect();
    let seen: BTreeSet<&str> = MUTATIONS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(known, seen);
}
