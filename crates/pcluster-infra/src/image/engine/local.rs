//! What an engine knows about an image on this machine.

use std::process::Stdio;

use serde_json::Value;
use tokio::process::Command;

use super::{Engine, EngineKind};

/// An image on this machine.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct LocalImage {
    /// The digest of its configuration, or of its manifest where docker keeps images as containerd does.
    pub id: String,
    /// Digests under which it is known to be in registries: `REPOSITORY@sha256:...`.
    pub repo_digests: Vec<String>,
    /// Its size in bytes, not compressed, where the engine tells.
    pub size: Option<u64>,
    /// Its architecture as containers call it, such as `amd64`.
    pub architecture: Option<String>,
}

/// What the engine knows about an image; `None` where there is no such image.
pub(in crate::image) async fn local_image(
    engine: &Engine,
    reference: &str,
) -> std::io::Result<Option<LocalImage>> {
    let arguments: &[&str] = match engine.kind {
        EngineKind::Docker | EngineKind::Podman => &["image", "inspect"],
        EngineKind::Buildah => &["inspect", "--type", "image"],
    };
    let output = Command::new(&engine.program)
        .args(arguments)
        .arg(reference)
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output()
        .await?;
    if !output.status.success() {
        return Ok(None);
    }
    Ok(serde_json::from_slice::<Value>(&output.stdout).ok().and_then(|value| read(engine.kind, &value)))
}

/// Understands what an engine printed about an image.
fn read(kind: EngineKind, answer: &Value) -> Option<LocalImage> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if kind == EngineKind::Buildah {
        return Some(LocalImage {
            id: with_algorithm(answer["FromImageID"].as_str()?),
            repo_digests: Vec::new(),
            size: None,
            architecture: text(&answer["OCIv1"]["architecture"]),
        });
    }
    let image = answer.get(0)?;
    let repo_digests = image["RepoDigests"].as_array().map(Vec::as_slice).unwrap_or_default();
    Some(LocalImage {
        id: with_algorithm(image["Id"].as_str()?),
        repo_digests: repo_digests.iter().filter_map(text).collect(),
        size: image["Size"].as_u64(),
        architecture: text(&image["Architecture"]),
    })
}

/// Podman and buildah leave out what docker writes.
fn with_algorithm(digest: &str) -> String {
    if digest.contains(':') { digest.to_owned() } else { format!("sha256:{digest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_engine_is_understood() {
        let docker = json!([{ "Id": "sha256:aa", "RepoDigests": ["r/x@sha256:bb"], "Size": 7, "Architecture": "amd64" }]);
        let podman =
            json!([{ "Id": "aa", "RepoDigests": ["r/x@sha256:bb"], "Size": 7, "Architecture": "amd64" }]);
        let buildah = json!({ "FromImageID": "aa", "OCIv1": { "architecture": "amd64" } });
        let wanted = LocalImage {
            id: "sha256:aa".into(),
            repo_digests: vec!["r/x@sha256:bb".into()],
            size: Some(7),
            architecture: Some("amd64".into()),
        };
        assert_eq!(read(EngineKind::Docker, &docker).as_ref(), Some(&wanted));
        assert_eq!(read(EngineKind::Podman, &podman), Some(wanted.clone()));
        let wanted = LocalImage { repo_digests: Vec::new(), size: None, ..wanted };
        assert_eq!(read(EngineKind::Buildah, &buildah), Some(wanted));
        assert_eq!(read(EngineKind::Docker, &json!([])), None);
    }
}
