//! What the commands do in an account: the actions of IAM policies, and on what.

use crate::aws::{Identity, Session};

use super::DoctorOptions;

/// Actions that one command needs on one kind of thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Need {
    /// What the actions are done to: an ARN, or `*` where it does not exist yet.
    pub(super) resource: String,
    /// The actions.
    pub(super) actions: &'static [&'static str],
}

/// A command with what it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Work {
    /// The name of the check.
    pub(super) name: &'static str,
    /// What it needs.
    pub(super) needs: Vec<Need>,
}

/// Making, changing and deleting the stack itself.
const STACK: &[&str] = &[
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteChangeSet",
    "cloudformation:DeleteStack",
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStackEvents",
    "cloudformation:DescribeStackResources",
    "cloudformation:ExecuteChangeSet",
];

/// What CloudFormation does with the caller's permissions for the resources of the templates: the network, the file
/// systems, the endpoint.
const RESOURCES: &[&str] = &[
    "ec2:AllocateAddress",
    "ec2:AssociateRouteTable",
    "ec2:AssociateVpcCidrBlock",
    "ec2:AttachInternetGateway",
    "ec2:AuthorizeSecurityGroupEgress",
    "ec2:AuthorizeSecurityGroupIngress",
    "ec2:CreateInternetGateway",
    "ec2:CreateNatGateway",
    "ec2:CreateRoute",
    "ec2:CreateRouteTable",
    "ec2:CreateSecurityGroup",
    "ec2:CreateSubnet",
    "ec2:CreateTags",
    "ec2:CreateVpc",
    "ec2:CreateVpcEndpoint",
    "ec2:ModifyVpcAttribute",
    "fsx:CreateFileSystem",
    "fsx:TagResource",
    "iam:CreateServiceLinkedRole",
];

/// Making a bucket, and putting it into the state that it is to have.
const BUCKET: &[&str] = &[
    "s3:CreateBucket",
    "s3:ListBucket",
    "s3:PutBucketPolicy",
    "s3:PutBucketPublicAccessBlock",
    "s3:PutBucketVersioning",
    "s3:PutEncryptionConfiguration",
    "s3:PutLifecycleConfiguration",
];

/// Bringing data into it, and out of it.
const OBJECTS: &[&str] = &["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"];

/// An association of a file system with a bucket. FSx changes the policy of its own role for it ("Linking your file
/// system to an S3 bucket" in the FSx for Lustre guide).
const ASSOCIATIONS: &[&str] = &[
    "fsx:CreateDataRepositoryAssociation",
    "fsx:DeleteDataRepositoryAssociation",
    "iam:AttachRolePolicy",
    "iam:CreateServiceLinkedRole",
    "iam:PutRolePolicy",
];

/// Making the repository, and pushing an image ("IAM permissions for pushing an image" in the ECR guide).
const REPOSITORY: &[&str] = &[
    "ecr:BatchCheckLayerAvailability",
    "ecr:CompleteLayerUpload",
    "ecr:CreateRepository",
    "ecr:DescribeImages",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:PutImageScanningConfiguration",
    "ecr:PutLifecyclePolicy",
    "ecr:UploadLayerPart",
];

/// All commands that change something in the account.
pub(super) fn works(
    session: &Session,
    identity: &Identity,
    options: &DoctorOptions,
    bucket: &str,
) -> Vec<Work> {
    let partition = identity.arn.split(':').nth(1).unwrap_or("aws");
    let (account, region) = (&identity.account, session.region());
    let need = |resource: String, actions| Need { resource, actions };
    let everything = || "*".to_owned();
    vec![
        Work {
            name: "infra deploy",
            needs: vec![
                need(
                    format!("arn:{partition}:cloudformation:{region}:{account}:stack/{}/*", options.stack),
                    STACK,
                ),
                need(everything(), RESOURCES),
            ],
        },
        Work {
            name: "data bucket and sync",
            needs: vec![
                need(format!("arn:{partition}:s3:::{bucket}"), BUCKET),
                need(format!("arn:{partition}:s3:::{bucket}/*"), OBJECTS),
            ],
        },
        Work { name: "data associate", needs: vec![need(everything(), ASSOCIATIONS)] },
        Work {
            name: "image push",
            needs: vec![need(
                format!("arn:{partition}:ecr:{region}:{account}:repository/{}", options.repository),
                REPOSITORY,
            )],
        },
    ]
}
