//! Rules about data that gets lost.

crate::rules::rules! {
    ephemeral_volume_hides_directory,
    home_deleted_with_cluster,
    lustre_scratch_1,
    scratch_lustre_for_lasting_data,
    striped_volumes_for_lasting_data,
}

/// Names of directories that promise to keep what is in them.
const LASTING: [&str; 12] = [
    "home",
    "checkpoint",
    "checkpoints",
    "ckpt",
    "ckpts",
    "results",
    "models",
    "projects",
    "archive",
    "backup",
    "backups",
    "users",
];

/// Whether a mount directory promises to keep what is in it.
fn is_lasting(dir: &str) -> bool {
    dir.split(['/', '-', '_', '\n']).any(|part| LASTING.contains(&part))
}
