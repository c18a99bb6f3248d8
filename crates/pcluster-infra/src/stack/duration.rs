//! How long things take.
//!
//! The figures move a progress bar and nothing else. FSx: five to fifteen minutes for a file system of Lustre, about ten
//! for OpenZFS, as people see it. The whole prerequisites stack: 15 to 20 minutes with the waiting in between, which is what the
//! guides to ParallelCluster tell. The others are rounded from what CloudFormation commonly shows.

/// What is done to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is made.
    Create,
    /// It is changed where it is.
    Update,
    /// It is removed.
    Delete,
}

/// How long a step with a resource of a type takes, in seconds.
pub fn expected(kind: &str, step: Step) -> u64 {
    let (create, delete) = match kind {
        "AWS::FSx::FileSystem" => (600, 300),
        "AWS::FSx::Volume" | "AWS::Grafana::Workspace" => (180, 120),
        "AWS::CloudFormation::Stack" => (300, 180),
        "AWS::EC2::NatGateway" => (120, 60),
        "AWS::EC2::Instance" | "AWS::CloudFormation::WaitCondition" => (180, 60),
        "AWS::ElasticLoadBalancingV2::LoadBalancer" => (180, 20),
        "AWS::IAM::InstanceProfile" => (120, 5),
        "AWS::APS::Workspace" | "AWS::EC2::VPCCidrBlock" | "AWS::EC2::EIP" => (30, 15),
        "AWS::EC2::VPCEndpoint" => (30, 60),
        "AWS::IAM::Role" | "AWS::IAM::ManagedPolicy" | "AWS::EC2::VPCGatewayAttachment" => (20, 15),
        _ => (10, 5),
    };
    match step {
        Step::Create => create,
        Step::Delete => delete,
        Step::Update if kind == "AWS::FSx::FileSystem" => 600,
        Step::Update => 15,
    }
}
