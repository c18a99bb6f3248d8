//! Who calls AWS, and where to.

use std::fmt;

use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use pcluster_config::scalar::Fit;
use pcluster_config::scalar::patterns::REGION;

use super::patience::Strangers;
use super::{Failure, FailureKind, http, patience, profile};
use crate::sync::Integrity;

/// What a person may say about the way to AWS; what is left out comes from the environment and the profile, as with
/// every program that uses an AWS SDK.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionOptions {
    /// The region, such as `us-east-1`.
    pub region: Option<String>,
    /// The profile of the shared configuration files.
    pub profile: Option<String>,
    /// Where to send all calls instead of the services' own addresses.
    pub endpoint_url: Option<String>,
}

/// The way to AWS: credentials, region, endpoint, and how failed calls are tried again.
///
/// It is cheap to clone.
#[derive(Clone)]
pub struct Session {
    config: SdkConfig,
    region: String,
    strangers: Strangers,
}

/// Never the credentials.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("region", &self.region).finish_non_exhaustive()
    }
}

/// Whose credentials are used.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Identity {
    /// The account, 12 digits.
    pub account: String,
    /// The ARN of the user or the session of a role.
    pub arn: String,
}

impl SessionOptions {
    /// Everything from the environment.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Session {
    /// Reads the environment and the shared configuration files. Nothing is called yet, except for what tells the
    /// region on an EC2 instance.
    ///
    /// It fails when no region is set, when the profile does not exist, and when `AWS_CA_BUNDLE` names a file that
    /// cannot be used.
    pub async fn load(options: &SessionOptions) -> Result<Self, Failure> {
        profile::check(profile::meant(options.profile.as_deref()).as_deref()).await?;
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .retry_config(patience::retries())
            .timeout_config(patience::call_timeouts());
        if let Some(bundle) = std::env::var_os("AWS_CA_BUNDLE").filter(|bundle| !bundle.is_empty()) {
            loader = loader.http_client(http::trusting(bundle.as_ref())?);
        }
        if let Ok(name) = AppName::new(concat!("pclusterctl-", env!("CARGO_PKG_VERSION"))) {
            loader = loader.app_name(name);
        }
        if let Some(profile) = &options.profile {
            loader = loader.profile_name(profile);
        }
        if let Some(region) = &options.region {
            loader = loader.region(Region::new(region.clone()));
        }
        if let Some(url) = &options.endpoint_url {
            loader = loader.endpoint_url(url);
        }
        let mut config = loader.load().await;
        let region = config.region().ok_or_else(Failure::without_region)?.as_ref().to_owned();
        check_region(&region)?;
        check_endpoint(config.endpoint_url())?;
        if let Some(name) = &options.profile {
            let credentials = profile::credentials(name, &config);
            config = config.into_builder().credentials_provider(credentials).build();
        }
        Ok(Self { config, region, strangers: Strangers::default() })
    }

    /// The same way for whoever asks many questions and can do without an answer: a call takes seconds at most.
    pub(crate) fn hurried(&self) -> Self {
        let config = self
            .config
            .to_builder()
            .retry_config(patience::short_retries())
            .timeout_config(patience::short_timeouts())
            .build();
        Self { config, region: self.region.clone(), strangers: Strangers::default() }
    }

    /// Where the credentials come from.
    pub(crate) fn credentials(&self) -> Option<SharedCredentialsProvider> {
        self.config.credentials_provider()
    }

    /// Where all calls are sent instead of to the services' own addresses.
    pub fn endpoint_url(&self) -> Option<&str> {
        self.config.endpoint_url()
    }

    /// The region of all calls.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Whose credentials these are.
    pub async fn identity(&self) -> Result<Identity, Failure> {
        let answer = self
            .sts()
            .get_caller_identity()
            .send()
            .await
            .map_err(|error| Failure::of("sts", "GetCallerIdentity", &error))?;
        Ok(Identity {
            account: answer.account().unwrap_or_default().to_owned(),
            arn: answer.arn().unwrap_or_default().to_owned(),
        })
    }

    /// A client of CloudFormation.
    pub(crate) fn cloudformation(&self) -> aws_sdk_cloudformation::Client {
        use aws_sdk_cloudformation::config::Builder;
        let config = Builder::from(&self.config).retry_classifier(self.strangers.clone()).build();
        aws_sdk_cloudformation::Client::from_conf(config)
    }

    /// A client of FSx.
    pub(crate) fn fsx(&self) -> aws_sdk_fsx::Client {
        use aws_sdk_fsx::config::Builder;
        let config = Builder::from(&self.config).retry_classifier(self.strangers.clone()).build();
        aws_sdk_fsx::Client::from_conf(config)
    }

    /// A client of ECR.
    pub(crate) fn ecr(&self) -> aws_sdk_ecr::Client {
        use aws_sdk_ecr::config::Builder;
        let config = Builder::from(&self.config).retry_classifier(self.strangers.clone()).build();
        aws_sdk_ecr::Client::from_conf(config)
    }

    /// A client of STS.
    pub(crate) fn sts(&self) -> aws_sdk_sts::Client {
        use aws_sdk_sts::config::Builder;
        let config = Builder::from(&self.config).retry_classifier(self.strangers.clone()).build();
        aws_sdk_sts::Client::from_conf(config)
    }

    /// A client of IAM, which has one address for all regions of a partition.
    pub(crate) fn iam(&self) -> aws_sdk_iam::Client {
        use aws_sdk_iam::config::Builder;
        let config = Builder::from(&self.config).retry_classifier(self.strangers.clone()).build();
        aws_sdk_iam::Client::from_conf(config)
    }

    /// A client of S3.
    pub(crate) fn s3(&self) -> aws_sdk_s3::Client {
        aws_sdk_s3::Client::from_conf(self.s3_config().build())
    }

    /// The settings of clients of S3, for whoever needs others for some of the calls: an attempt to send a large part
    /// takes longer than [`patience`] allows. Bucket names are put into the path where the endpoint is not AWS's own,
    /// which has no name for every bucket.
    fn s3_config(&self) -> aws_sdk_s3::config::Builder {
        let own = self.config.endpoint_url().is_some() || std::env::var_os("AWS_ENDPOINT_URL_S3").is_some();
        aws_sdk_s3::config::Builder::from(&self.config)
            .force_path_style(own)
            .retry_classifier(self.strangers.clone())
    }

    /// A client of S3 for data. Other than [`Session::s3`] it adds no checksums: whoever moves data gives them.
    ///
    /// The adaptive mode counts every throttled call against a rate that all calls of the client share, and comes down
    /// to one call in two seconds where some part of the calls is always throttled. So tries are spaced one by one.
    pub(crate) fn s3_data(&self) -> aws_sdk_s3::Client {
        let config = self
            .s3_config()
            .retry_config(patience::data_retries())
            .timeout_config(patience::data_timeouts())
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
            .build();
        aws_sdk_s3::Client::from_conf(config)
    }

    /// How data is protected on its way to S3: where the connection is not encrypted, by more than a CRC.
    pub(crate) fn integrity(&self) -> Integrity {
        let own = std::env::var("AWS_ENDPOINT_URL_S3").ok();
        let url = own.as_deref().or(self.config.endpoint_url());
        if url.is_some_and(|url| url.starts_with("http://")) { Integrity::Md5 } else { Integrity::Crc64 }
    }
}

/// The environment and the profile are as free as a person types; a region becomes a part of host names.
fn check_region(region: &str) -> Result<(), Failure> {
    if REGION.fit(region) == Fit::Full {
        return Ok(());
    }
    Err(Failure::before(
        FailureKind::Region,
        format!("`{region}` is not the name of a region, such as `us-west-2`"),
    ))
}

/// The clients would find out at the first call, each in words of its own.
fn check_endpoint(url: Option<&str>) -> Result<(), Failure> {
    let Some(url) = url else { return Ok(()) };
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    if host.is_some_and(|host| !host.is_empty() && host.chars().all(|character| character.is_ascii_graphic()))
    {
        return Ok(());
    }
    Err(Failure::before(
        FailureKind::Endpoint,
        format!(
            "`{url}` is not an endpoint URL, such as `https://vpce-1.example.com` or `http://localhost:4566`"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use aws_credential_types::Credentials;

    use super::*;

    #[test]
    fn credentials_are_not_shown() {
        let credentials =
            Credentials::new("AKIAIOSFODNN7EXAMPLE", "a secret", Some("a token".into()), None, "test");
        let config =
            SdkConfig::builder().credentials_provider(SharedCredentialsProvider::new(credentials)).build();
        let session = Session { config, region: "us-east-1".to_owned(), strangers: Strangers::default() };
        assert_eq!(format!("{session:?}"), r#"Session { region: "us-east-1", .. }"#);
    }
}
