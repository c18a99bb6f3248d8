//! The way to AWS.

use clap::Args;

/// How AWS is reached. What is left out comes from the environment and the profile, as with every AWS tool.
#[derive(Clone, Debug, Args)]
pub(crate) struct AwsArgs {
    /// Region, such as `us-east-1`; by default the one of the environment or the profile
    #[arg(long, value_parser = super::region, value_name = "REGION", help_heading = "AWS")]
    pub(crate) region: Option<String>,
    /// Profile of the shared AWS configuration
    #[arg(long, value_name = "NAME", help_heading = "AWS")]
    pub(crate) profile: Option<String>,
    /// Send all calls there instead of to AWS
    #[arg(long, value_name = "URL", help_heading = "AWS")]
    pub(crate) endpoint_url: Option<String>,
}
