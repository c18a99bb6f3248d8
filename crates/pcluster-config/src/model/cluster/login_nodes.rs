//! `LoginNodes`.

use garde::Validate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{CustomActions, Dcv, LoginNodesIam, LoginNodesNetworking, LoginNodesSsh, NodeImage};
use crate::scalar::Int;

/// Machines for users to log in to, beside the head node.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LoginNodes {
    /// Groups of login nodes, each behind a load balancer of its own.
    #[garde(dive)]
    pub pools: Vec<LoginNodesPool>,
}

/// A group of equal login nodes behind one load balancer.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize, Validate, JsonSchema)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[garde(allow_unvalidated)]
pub struct LoginNodesPool {
    /// Name of the pool, unique in the cluster.
    pub name: String,
    /// EC2 type of the nodes.
    pub instance_type: String,
    /// Another image than that of the cluster.
    #[garde(dive)]
    pub image: Option<NodeImage>,
    /// Where the nodes are placed.
    #[garde(dive)]
    pub networking: LoginNodesNetworking,
    /// Nodes in the pool. 0 keeps the pool without any.
    #[garde(range(min = 0))]
    #[schemars(extend("x-unit" = "nodes"))]
    pub count: Int,
    /// A remote desktop. There is none when absent.
    #[garde(dive)]
    pub dcv: Option<Dcv>,
    /// How users log in. Made with its defaults when absent.
    #[garde(dive)]
    pub ssh: Option<LoginNodesSsh>,
    /// Scripts of yours that the nodes run.
    #[garde(dive)]
    pub custom_actions: Option<CustomActions>,
    /// What the nodes may do in AWS. Made with its defaults when absent.
    #[garde(dive)]
    pub iam: Option<LoginNodesIam>,
    /// Time between the notice to logged-in users that a node will stop, and its stop.
    #[garde(range(min = 3, max = 120))]
    #[schemars(extend("default" = Self::default().gracetime_period(), "x-unit" = "minutes"))]
    pub gracetime_period: Option<Int>,
}

impl LoginNodesPool {
    /// Minutes between the notice that a node will stop, and its stop.
    pub fn gracetime_period(&self) -> i64 {
        self.gracetime_period.map_or(10, Int::get)
    }
}
