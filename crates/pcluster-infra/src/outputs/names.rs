//! The variable that each output of a stack becomes.

/// An output of the stacks of this crate, and the variable that it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Name {
    /// The output of the stack.
    pub output: &'static str,
    /// The variable.
    pub variable: &'static str,
    /// What it holds.
    pub meaning: &'static str,
}

const fn name(output: &'static str, variable: &'static str, meaning: &'static str) -> Name {
    Name { output, variable, meaning }
}

/// The outputs with variables of their own, in the order in which they are written. An output that is not among them
/// becomes a variable by its own words: `WorkspaceArn` becomes `WORKSPACE_ARN`.
pub const VARIABLES: &[Name] = &[
    name("VPC", "VPC_ID", "the network"),
    name("PublicSubnet", "PUBLIC_SUBNET_ID", "the subnet of head and login nodes with public addresses"),
    name("SecondaryPublicSubnet", "SECONDARY_PUBLIC_SUBNET_ID", "a public subnet in another zone"),
    name("PrimaryPrivateSubnet", "PRIVATE_SUBNET_ID", "the subnet of compute nodes"),
    name("SecurityGroup", "SECURITY_GROUP_ID", "the security group that lets EFA through"),
    name("HeadNodeSecurityGroup", "HEAD_NODE_SECURITY_GROUP_ID", "the security group of head nodes"),
    name("ComputeNodeSecurityGroup", "COMPUTE_NODE_SECURITY_GROUP_ID", "the security group of compute nodes"),
    name("LoginNodeSecurityGroup", "LOGIN_NODE_SECURITY_GROUP_ID", "the security group of login nodes"),
    name(
        "MonitoringSecurityGroup",
        "MONITORING_SECURITY_GROUP_ID",
        "the security group of the monitoring instance",
    ),
    name("ALBSecurityGroup", "ALB_SECURITY_GROUP_ID", "the security group of the load balancer"),
    name("FSxSecurityGroup", "FSX_SECURITY_GROUP_ID", "the security group of the file systems"),
    name("FSxLustreFilesystemId", "FSX_LUSTRE_ID", "the Lustre file system"),
    name("FSxLustreFilesystemMountname", "FSX_LUSTRE_MOUNT_NAME", "the name that it is mounted by"),
    name("FSxLustreFilesystemDNSname", "FSX_LUSTRE_DNS", "its address"),
    name("FSxORootVolumeId", "FSX_OPENZFS_ROOT_VOLUME_ID", "the root volume of the OpenZFS file system"),
    name("FSxOFilesystemId", "FSX_OPENZFS_ID", "the OpenZFS file system"),
    name("S3BucketName", "S3_BUCKET_NAME", "the bucket"),
    name("ALBDNSName", "ALB_DNS_NAME", "the address of the load balancer before Grafana"),
    name("AMPWorkspaceId", "AMP_WORKSPACE_ID", "the workspace of Amazon Managed Service for Prometheus"),
    name("AMPWorkspaceArn", "AMP_WORKSPACE_ARN", "its ARN"),
    name("AMPPrometheusEndpoint", "AMP_ENDPOINT", "the address of that workspace"),
    name("AMPRemoteWritePolicyArn", "AMP_POLICY_ARN", "the policy that lets nodes write metrics to it"),
    name("AMPQueryPolicyArn", "AMP_QUERY_POLICY_ARN", "the policy that lets Grafana read them"),
    name("ManagedGrafanaWorkspaceId", "GRAFANA_WORKSPACE_ID", "the workspace of Amazon Managed Grafana"),
    name("ManagedGrafanaWorkspaceEndpoint", "GRAFANA_URL", "the address of that workspace"),
    name("MonitoringType", "MONITORING_TYPE", "the kind of monitoring"),
    name("GrafanaAccessInstructions", "GRAFANA_ACCESS_INSTRUCTIONS", "how to sign in there"),
];

/// What is known about an output.
pub fn find(output: &str) -> Option<&'static Name> {
    VARIABLES.iter().find(|name| name.output == output)
}

/// The variable that an output becomes.
pub fn variable(output: &str) -> String {
    find(output).map_or_else(|| by_words(output), |name| name.variable.to_owned())
}

/// Words of a name such as `FSxRootVolumeId`, in capitals with `_` between them.
fn by_words(output: &str) -> String {
    let characters: Vec<char> = output.chars().collect();
    let mut variable = String::new();
    for (at, character) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(at + 1);
        // A capital begins a word behind a small letter or a digit, and before one at the end of an abbreviation.
        let begins = character.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if begins {
            variable.push('_');
        }
        variable.push(if character.is_ascii_alphanumeric() { character.to_ascii_uppercase() } else { '_' });
    }
    if variable.starts_with(|first: char| first.is_ascii_digit()) {
        variable.insert(0, '_');
    }
    variable
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_outputs_become_variables_by_their_words() {
        for (output, expected) in [
            ("WorkspaceArn", "WORKSPACE_ARN"),
            ("ALBListenerArn", "ALB_LISTENER_ARN"),
            ("S3BucketArn", "S3_BUCKET_ARN"),
            ("Name2Id", "NAME2_ID"),
            ("VPC", "VPC_ID"),
            ("2nd", "_2ND"),
        ] {
            assert_eq!(variable(output), expected);
        }
    }

    #[test]
    fn no_output_and_no_variable_stands_twice() {
        for (at, one) in VARIABLES.iter().enumerate() {
            let mut others = VARIABLES.iter().skip(at + 1);
            assert!(
                !others.any(|other| other.output == one.output || other.variable == one.variable),
                "{one:?}"
            );
        }
    }
}
