//! Stacks in stacks.

use super::lab::{deploy, http, shared};

const OUTER: &str = "
Resources:
  VPC:
    Type: AWS::EC2::VPC
    Properties: {CidrBlock: 10.0.0.0/16}
  Monitoring:
    Type: AWS::CloudFormation::Stack
    DependsOn: VPC
    Properties: {TemplateURL: 'https://s3.amazonaws.com/nested-templates/inner.yaml'}
";

const INNER: &str = "
Resources:
  Topic: {Type: 'AWS::SNS::Topic'}
  Bucket: {Type: 'AWS::S3::Bucket'}
";

#[test]
#[cfg_attr(not(pcluster_tools), ignore = "needs real counterparts: run scripts/test")]
fn resources_of_nested_stacks_are_followed() {
    let aws = shared();
    http(aws, "PUT", "/nested-templates", "s3", "");
    http(aws, "PUT", "/nested-templates/inner.yaml", "s3", INNER);
    let made = deploy(aws, "outer", OUTER, &["--tag", "lab:delay=1"]).ends(0);
    insta::assert_snapshot!("nested", made.page());
    let failed =
        deploy(aws, "outer-fails", OUTER, &["--tag", "lab:fail=Bucket", "--tag", "lab:delay=1"]).ends(2);
    insta::assert_snapshot!("nested_fails", failed.page());
}
