//! Who calls AWS, and where to.

use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{AppName, BehaviorVersion, Region, SdkConfig};
use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use std::time::Duration;

use super::Failure;
use crate::sync::Integrity;

/// How often a call is tried before it has failed: enough for one call in three to be throttled or cut without a
/// command noticing.
const ATTEMPTS: u32 = 12;

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
#[derive(Clone, Debug)]
pub struct Session {
    config: SdkConfig,
    region: String,
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
    /// It fails when no region is set.
    pub async fn load(options: &SessionOptions) -> Result<Self, Failure> {
        let mut loader = aws_config::defaults(BehaviorVersion::latest())
            .retry_config(
                RetryConfig::adaptive().with_max_attempts(ATTEMPTS).with_max_backoff(Duration::from_secs(8)),
            )
            .timeout_config(TimeoutConfig::builder().connect_timeout(Duration::from_secs(10)).build());
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
        let config = loader.load().await;
        let region = config.region().ok_or_else(Failure::without_region)?.as_ref().to_owned();
        Ok(Self { config, region })
    }

    /// The region of all calls.
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Whose credentials these are.
    pub async fn identity(&self) -> Result<Identity, Failure> {
        let answer = aws_sdk_sts::Client::new(&self.config)
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
        aws_sdk_cloudformation::Client::new(&self.config)
    }

    /// A client of FSx.
    pub(crate) fn fsx(&self) -> aws_sdk_fsx::Client {
        aws_sdk_fsx::Client::new(&self.config)
    }

    /// A client of ECR.
    pub(crate) fn ecr(&self) -> aws_sdk_ecr::Client {
        aws_sdk_ecr::Client::new(&self.config)
    }

    /// A client of S3. Bucket names are put into the path where the endpoint is not AWS's own, which has no name for
    /// every bucket.
    pub(crate) fn s3(&self) -> aws_sdk_s3::Client {
        let own = self.config.endpoint_url().is_some() || std::env::var_os("AWS_ENDPOINT_URL_S3").is_some();
        let config = aws_sdk_s3::config::Builder::from(&self.config).force_path_style(own).build();
        aws_sdk_s3::Client::from_conf(config)
    }

    /// A client of S3 for data. Other than [`Session::s3`] it adds no checksums: whoever moves data gives them.
    ///
    /// The adaptive mode counts every throttled call against a rate that all calls of the client share, and comes down
    /// to one call in two seconds where some part of the calls is always throttled. So tries are spaced one by one.
    pub(crate) fn s3_data(&self) -> aws_sdk_s3::Client {
        let retries =
            RetryConfig::standard().with_max_attempts(ATTEMPTS).with_max_backoff(Duration::from_secs(8));
        let config = self
            .s3()
            .config()
            .to_builder()
            .retry_config(retries)
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
