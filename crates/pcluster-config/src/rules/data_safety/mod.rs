//! Rules about data that gets lost.

crate::rules::rules! {
    ephemeral_volume_hides_directory,
    home_deleted_with_cluster,
    lustre_scratch_1,
    scratch_lustre_for_lasting_data,
}
