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

/// A tag, within the limits that all services have (AWS, tagging best practices).
pub(crate) fn tag(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("a tag is written KEY=VALUE")?;
    if key.is_empty() || key.chars().count() > 128 {
        return Err("the key of a tag has 1 to 128 characters".to_owned());
    }
    if key.to_ascii_lowercase().starts_with("aws:") {
        return Err("tags that begin with `aws:` are set by AWS alone".to_owned());
    }
    if value.chars().count() > 256 {
        return Err("the value of a tag has 256 characters at most".to_owned());
    }
    Ok((key.to_owned(), value.to_owned()))
}
