//! How many nodes, and which.

rules! {
    too_many_nodes,
    too_few_nodes,
    nodes_of_several_resources,
    unknown_node,
    node_list_does_not_fit,
    too_few_matching_nodes,
}
