//! Whether there is anything to push.

use crate::image::engine::LocalImage;

/// What a tag of the repository points to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tagged {
    /// The digest of the manifest.
    pub digest: String,
    /// The digest of the image's configuration, which the manifest names.
    pub configuration: Option<String>,
}

/// What would be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PushPlan {
    /// The image is pushed.
    Push,
    /// The very image is there already.
    UpToDate,
    /// The tag belongs to another image, and cannot be given to this one.
    TagTaken,
}

/// Whether the local image is to be pushed. `there` is what the tag points to in the repository `uri`.
///
/// A local image is known by the digest of its configuration, which is the same wherever it goes, or by the digest of its
/// manifest, where the engine knows that.
pub fn plan(local: &LocalImage, uri: &str, there: Option<&Tagged>, immutable_tags: bool) -> PushPlan {
    let Some(there) = there else { return PushPlan::Push };
    let known_there = format!("{uri}@{}", there.digest);
    let same = there.configuration.as_ref() == Some(&local.id)
        || there.digest == local.id
        || local.repo_digests.contains(&known_there);
    match (same, immutable_tags) {
        (true, _) => PushPlan::UpToDate,
        (false, true) => PushPlan::TagTaken,
        (false, false) => PushPlan::Push,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(repo_digests: &[&str]) -> LocalImage {
        LocalImage {
            id: "sha256:c".into(),
            repo_digests: repo_digests.iter().map(ToString::to_string).collect(),
            size: None,
            architecture: None,
        }
    }

    fn there(digest: &str, configuration: Option<&str>) -> Tagged {
        Tagged { digest: digest.into(), configuration: configuration.map(str::to_owned) }
    }

    #[test]
    fn an_image_is_pushed_once() {
        let uri = "r/x";
        assert_eq!(plan(&local(&[]), uri, None, true), PushPlan::Push);
        assert_eq!(
            plan(&local(&[]), uri, Some(&there("sha256:m", Some("sha256:c"))), true),
            PushPlan::UpToDate
        );
        assert_eq!(plan(&local(&[]), uri, Some(&there("sha256:c", None)), false), PushPlan::UpToDate);
        assert_eq!(
            plan(&local(&["r/x@sha256:m"]), uri, Some(&there("sha256:m", None)), false),
            PushPlan::UpToDate
        );
        // In another repository it is another thing.
        assert_eq!(
            plan(&local(&["r/y@sha256:m"]), uri, Some(&there("sha256:m", None)), false),
            PushPlan::Push
        );
    }

    #[test]
    fn an_immutable_tag_is_not_pushed_in_vain() {
        let other = there("sha256:m", Some("sha256:other"));
        assert_eq!(plan(&local(&[]), "r/x", Some(&other), false), PushPlan::Push);
        assert_eq!(plan(&local(&[]), "r/x", Some(&other), true), PushPlan::TagTaken);
    }
}
