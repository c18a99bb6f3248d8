//! How many nodes, and which.

rules! {
    fewer_tasks_than_nodes,
    too_many_nodes,
    too_few_nodes,
    nodes_of_several_resources,
    unknown_node,
    node_list_does_not_fit,
    too_few_matching_nodes,
}
