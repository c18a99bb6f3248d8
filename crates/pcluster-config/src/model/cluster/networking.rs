//! `Networking` of the head node, of login nodes and of queues.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{ElasticIp, PlacementGroup};
use crate::scalar::{SecurityGroupId, SubnetId};

/// Where the head node is placed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct HeadNodeNetworking {
    /// Security groups beside the one that ParallelCluster makes. Not together with `SecurityGroups`.
    #[garde(dive)]
    pub additional_security_groups: Option<Vec<SecurityGroupId>>,
    /// Security groups in place of the one that ParallelCluster makes. They must let the nodes talk to each
    /// other.
    #[garde(dive)]
    pub security_groups: Option<Vec<SecurityGroupId>>,
    /// Subnet of the head node. It needs a way to AWS's services: the Internet or VPC endpoints.
    #[garde(dive)]
    pub subnet_id: SubnetId,
    /// A lasting public address: `true` allocates one, `eipalloc-...` takes one that exists. When absent, the
    /// subnet decides whether there is a public address, and a restart changes it.
    pub elastic_ip: Option<ElasticIp>,
    /// The proxy through which the head node reaches AWS's services.
    #[garde(dive)]
    pub proxy: Option<Proxy>,
}

/// Where the nodes of a login pool are placed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LoginNodesNetworking {
    /// Security groups beside the one that ParallelCluster makes. Not together with `SecurityGroups`.
    #[garde(dive)]
    pub additional_security_groups: Option<Vec<SecurityGroupId>>,
    /// Security groups in place of the one that ParallelCluster makes. They must let the nodes talk to each
    /// other.
    #[garde(dive)]
    pub security_groups: Option<Vec<SecurityGroupId>>,
    /// The one subnet of the pool. A public one makes the pool's address public.
    #[garde(length(equal = 1), dive)]
    pub subnet_ids: Vec<SubnetId>,
    /// The proxy through which the nodes reach AWS's services.
    #[garde(dive)]
    pub proxy: Option<Proxy>,
}

/// Where the nodes of a queue are placed.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct QueueNetworking {
    /// Security groups beside the one that ParallelCluster makes. Not together with `SecurityGroups`.
    #[garde(dive)]
    pub additional_security_groups: Option<Vec<SecurityGroupId>>,
    /// Security groups in place of the one that ParallelCluster makes. EFA needs them to let all traffic in
    /// from themselves and out to themselves.
    #[garde(dive)]
    pub security_groups: Option<Vec<SecurityGroupId>>,
    /// Whether the nodes get public addresses. When absent, the subnet decides. EC2 gives none to instances
    /// with several network interfaces.
    pub assign_public_ip: Option<bool>,
    /// Subnets of the nodes. Several spread the queue over zones, and then neither EFA nor a placement group
    /// works.
    #[garde(length(min = 1), dive)]
    pub subnet_ids: Vec<SubnetId>,
    /// Whether nodes are placed close together, for compute resources that do not say so themselves. Made
    /// with its defaults when absent.
    #[garde(dive)]
    pub placement_group: Option<PlacementGroup>,
    /// The proxy through which the nodes reach AWS's services.
    #[garde(dive)]
    pub proxy: Option<Proxy>,
}

/// A proxy through which nodes reach AWS's services.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct Proxy {
    /// URL of the proxy with its port, `http://10.0.0.5:3128`.
    pub http_proxy_address: Option<String>,
}
