//! Files of variables are changed where they have to be and nowhere else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the helpers of a test fail like the test")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "pages of text are put together here")]

mod properties;
mod refused;
mod shell;
mod yaml;

use pcluster_infra::env_file::{EnvFile, EnvFileError};

fn merged(name: &str, text: &str, values: &[(&str, &str)]) -> Result<String, EnvFileError> {
    let mut file = EnvFile::parse(name, text)?;
    file.merge(values.iter().copied())?;
    Ok(file.to_string())
}
