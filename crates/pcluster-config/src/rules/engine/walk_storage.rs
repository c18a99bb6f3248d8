//! How subjects are found in shared storage.

use crate::model::cluster::{ClusterConfig, EbsSettings, EfsSettings, SharedStorage};
use crate::scalar::Int;

use super::walk::Visit;
use super::{At, KmsKeyView, Place, Storage, Subject, VolumeOwner, VolumeView};

/// Calls `visit` with every subject of an item of `SharedStorage`.
pub(super) fn walk_shared_storage(
    cluster: &ClusterConfig,
    storage: &SharedStorage,
    place: &Place<'_>,
    visit: &mut Visit<'_>,
) {
    visit(Subject::StorageName(At::new(&storage.name, place.key("Name"))));
    visit(Subject::SharedStorage(Storage { cluster, storage: At::new(storage, *place) }));
    if let Some(settings) = &storage.ebs_settings {
        let view = VolumeView {
            owner: VolumeOwner::Shared,
            volume_type: settings.volume_type().as_str(),
            has_type: settings.volume_type.is_some(),
            default_size: Some(EbsSettings::default().size()),
            size: settings.size.map(Int::get),
            iops: settings.iops.map(Int::get),
            throughput: settings.throughput.map(Int::get),
        };
        visit(Subject::Volume(At::new(&view, place.key("EbsSettings"))));
        let encryption = (settings.encrypted, EbsSettings::default().encrypted());
        kms_key(settings.kms_key_id.as_ref(), encryption, place.key("EbsSettings"), visit);
    }
    if let Some(settings) = &storage.efs_settings {
        visit(Subject::EfsSettings(At::new(settings, place.key("EfsSettings"))));
        let encryption = (settings.encrypted, EfsSettings::default().encrypted());
        kms_key(settings.kms_key_id.as_ref(), encryption, place.key("EfsSettings"), visit);
    }
    if let Some(settings) = &storage.fsx_lustre_settings {
        let place = place.key("FsxLustreSettings");
        visit(Subject::FsxLustreSettings(At::new(settings, place)));
        let associations = place.key("DataRepositoryAssociations");
        for (index, association) in settings.data_repository_associations.iter().flatten().enumerate() {
            visit(Subject::StorageName(At::new(&association.name, associations.index(index).key("Name"))));
        }
    }
}

/// Calls `visit` with a key of KMS, if there is one: an empty text is none.
pub(super) fn kms_key(
    key: Option<&String>,
    (encrypted, by_default): (Option<bool>, bool),
    place: Place<'_>,
    visit: &mut Visit<'_>,
) {
    if key.is_some_and(|key| !key.is_empty()) {
        visit(Subject::KmsKey(At::new(&KmsKeyView { encrypted, by_default }, place)));
    }
}
