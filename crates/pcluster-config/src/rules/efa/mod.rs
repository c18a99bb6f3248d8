//! Rules about the Elastic Fabric Adapter.

crate::rules::rules! {
    efa_in_several_zones,
    efa_off,
    efa_placement_group_undecided,
    efa_unsupported,
    efa_without_placement_group,
    gdr_without_efa,
    public_ip_with_efa,
}
