//! Which profile of the shared configuration files is used.

use aws_config::SdkConfig;
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_sdk_sts::config::SharedCredentialsProvider;

use super::{Failure, FailureKind};

/// The profile that is meant: that of the arguments, else that of the environment.
pub(super) fn meant(argument: Option<&str>) -> Option<String> {
    let variable = || std::env::var("AWS_PROFILE").ok();
    argument.map(str::to_owned).or_else(variable).filter(|name| !name.is_empty())
}

/// Fails when the shared configuration files cannot be read, or have no such profile. The SDK would go on with whatever
/// other credentials there are, perhaps those of another account.
#[expect(clippy::default_trait_access, reason = "the types are those of a crate that is not needed for more")]
pub(super) async fn check(name: Option<&str>) -> Result<(), Failure> {
    let name = name.map(str::to_owned);
    let selected = name.clone().map(Into::into);
    let files =
        aws_config::profile::load(&Default::default(), &Default::default(), &Default::default(), selected)
            .await
            .map_err(|error| {
                Failure::before(
                    FailureKind::Profile,
                    format!("the shared AWS configuration cannot be read: {error}"),
                )
            })?;
    let Some(name) = name.filter(|name| name != "default" && files.get_profile(name).is_none()) else {
        return Ok(());
    };
    let mut names: Vec<&str> = files.profiles().collect();
    names.sort_unstable();
    let known = if names.is_empty() {
        "there are none".to_owned()
    } else {
        format!("there are {}", names.join(", "))
    };
    Err(Failure::before(FailureKind::Profile, format!("there is no profile `{name}`: {known}")))
}

/// Credentials of a profile that an argument names. As with the AWS CLI, it wins over credentials in the environment;
/// with the SDK it would not.
pub(super) fn credentials(name: &str, config: &SdkConfig) -> SharedCredentialsProvider {
    let mut settings = ProviderConfig::without_region().with_region(config.region().cloned());
    if let Some(client) = config.http_client() {
        settings = settings.with_http_client(client);
    }
    let provider = ProfileFileCredentialsProvider::builder().profile_name(name).configure(&settings).build();
    SharedCredentialsProvider::new(provider)
}
