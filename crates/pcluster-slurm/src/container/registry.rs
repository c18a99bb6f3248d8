//! Images of registries.

use std::fmt;
use std::str::FromStr;

use super::ImageError;

/// An image of a registry: `[docker://][USER@][REGISTRY#]IMAGE[:TAG][@DIGEST]`.
///
/// enroot 4.0 (October 2025) and later also read Docker's way, `REGISTRY/IMAGE`, where the registry has a dot or a port in
/// its name. Earlier ones look for all of it at Docker Hub.
///
/// ```
/// use pcluster_slurm::container::{RegistryImage, Separator};
///
/// let image: RegistryImage = "nvcr.io/nvidia/pytorch:24.07-py3".parse()?;
/// assert_eq!(image.registry.as_deref(), Some("nvcr.io"));
/// assert_eq!(image.separator, Separator::Slash);
/// assert_eq!(image.to_string(), "nvcr.io/nvidia/pytorch:24.07-py3");
/// assert_eq!(image.with_hash().to_string(), "nvcr.io#nvidia/pytorch:24.07-py3");
/// # Ok::<_, pcluster_slurm::container::ImageError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegistryImage {
    /// Whether `docker://` stands in front of it, which `enroot import` needs and pyxis does not.
    pub has_scheme: bool,
    /// Whom to log in as.
    pub user: Option<String>,
    /// The host of the registry, with its port where one is given; `None` is Docker Hub.
    pub registry: Option<String>,
    /// What stands between the registry and the image.
    pub separator: Separator,
    /// The image with the folders that it is in: `nvidia/pytorch`.
    pub name: String,
    /// Its tag; `latest` where there is neither a tag nor a digest.
    pub tag: Option<String>,
    /// Its digest: `sha256:...`. enroot 4.0 and later know it.
    pub digest: Option<String>,
}

/// What stands between a registry and an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Separator {
    /// `#`, which every enroot knows.
    Hash,
    /// `/`, which enroot 4.0 and later know.
    Slash,
}

/// A private registry of Amazon ECR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ecr<'a> {
    /// The AWS account, 12 digits.
    pub account: &'a str,
    /// The region.
    pub region: &'a str,
}

impl RegistryImage {
    /// The same image, named so that every enroot finds its registry.
    #[must_use]
    pub fn with_hash(&self) -> Self {
        Self { separator: Separator::Hash, ..self.clone() }
    }

    /// The name for `enroot import`: with `docker://` and `#`.
    pub fn uri(&self) -> String {
        Self { has_scheme: true, ..self.with_hash() }.to_string()
    }

    /// The host that is asked.
    pub fn host(&self) -> &str {
        self.registry.as_deref().unwrap_or("registry-1.docker.io")
    }

    /// The account and region of a private registry of Amazon ECR, which wants a login.
    pub fn ecr(&self) -> Option<Ecr<'_>> {
        let (account, rest) =
            self.host().split_once(".dkr.ecr.").or_else(|| self.host().split_once(".dkr.ecr-fips."))?;
        let region =
            rest.strip_suffix(".amazonaws.com").or_else(|| rest.strip_suffix(".amazonaws.com.cn"))?;
        let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
        let is_region =
            !region.is_empty() && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (is_account && is_region).then_some(Ecr { account, region })
    }

    /// Whether it looks like the name of a squashfs file that lacks its path.
    pub fn looks_like_file(&self) -> bool {
        let ends = [".sqsh", ".squashfs", ".sqfs"];
        self.tag.is_none() && self.digest.is_none() && ends.iter().any(|end| self.name.ends_with(end))
    }
}

impl FromStr for RegistryImage {
    type Err = ImageError;

    fn from_str(text: &str) -> Result<Self, ImageError> {
        let (has_scheme, rest) = match text.strip_prefix("docker://") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        // The digest has an `@` in front of it as the user has one behind it.
        let (rest, digest) = match rest.rsplit_once('@').filter(|(_, digest)| digest.starts_with("sha256:")) {
            Some((rest, digest)) => (rest, Some(digest)),
            None => (rest, None),
        };
        let (user, rest) = match rest.rsplit_once('@') {
            Some((user, rest)) => (Some(user), rest),
            None => (None, rest),
        };
        let is_host = |host: &str| host.contains(['.', ':']);
        let (registry, separator, rest) = match (rest.split_once('#'), rest.split_once('/')) {
            (Some((host, rest)), _) => (Some(host), Separator::Hash, rest),
            (None, Some((host, rest))) if is_host(host) => (Some(host), Separator::Slash, rest),
            _ => (None, Separator::Hash, rest),
        };
        let (name, tag) = match rest.split_once(':') {
            Some((name, tag)) => (name, Some(tag)),
            None => (rest, None),
        };
        let fits = |text: &str, more: &str| {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.as_bytes().contains(&byte))
        };
        let lower = |text: &str| !text.bytes().any(|byte| byte.is_ascii_uppercase());
        if !fits(name, "/._-") || !lower(name) || registry.is_some_and(|host| !fits(host, ".:-_[]")) {
            return Err(ImageError::Name(
                if fits(name, "/._-") && lower(name) { rest } else { name }.to_owned(),
            ));
        }
        // `$oauthtoken` is the user of NVIDIA's registry. What is wrong may be a password, and is not said.
        if user.is_some_and(|user| !fits(user, "$._+@%~-")) {
            return Err(ImageError::User);
        }
        if let Some(tag) = tag.filter(|tag| !fits(tag, "._-")) {
            return Err(ImageError::Tag(tag.to_owned()));
        }
        let is_digest =
            |digest: &str| digest.len() == 71 && digest.bytes().skip(7).all(|byte| byte.is_ascii_hexdigit());
        if let Some(digest) = digest.filter(|digest| !is_digest(digest)) {
            return Err(ImageError::Digest(digest.to_owned()));
        }
        Ok(Self {
            has_scheme,
            user: user.map(str::to_owned),
            registry: registry.map(str::to_owned),
            separator,
            name: name.to_owned(),
            tag: tag.map(str::to_owned),
            digest: digest.map(str::to_owned),
        })
    }
}

impl fmt::Display for RegistryImage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.has_scheme {
            f.write_str("docker://")?;
        }
        if let Some(user) = &self.user {
            write!(f, "{user}@")?;
        }
        if let Some(registry) = &self.registry {
            let separator = match self.separator {
                Separator::Hash => '#',
                Separator::Slash => '/',
            };
            write!(f, "{registry}{separator}")?;
        }
        f.write_str(&self.name)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}
