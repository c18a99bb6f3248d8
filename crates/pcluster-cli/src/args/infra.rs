//! `pclusterctl infra`.

mod check;
mod delete;
mod deploy;
mod outputs;
mod status;
mod template;

use clap::{Args, Subcommand};

use super::AwsArgs;

pub(crate) use check::{Check, Values};
pub(crate) use delete::Delete;
pub(crate) use deploy::Deploy;
pub(crate) use outputs::Outputs;
pub(crate) use status::Status;
pub(crate) use template::Template;

/// Make and look after what a cluster needs around it: network, storage, monitoring.
#[derive(Debug, Args)]
pub(crate) struct Infra {
    #[command(subcommand)]
    pub(crate) command: InfraCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum InfraCommand {
    // The help is that of the structs: a comment here would hide it.
    Deploy(Box<Deploy>),
    Status(Status),
    Outputs(Outputs),
    Template(Template),
    Check(Check),
    Delete(Delete),
}

impl InfraCommand {
    /// Whether one JSON object a line is wanted.
    pub(super) fn prints_json_lines(&self) -> bool {
        match self {
            Self::Deploy(args) => args.stack.json,
            Self::Status(args) => args.stack.json,
            Self::Delete(args) => args.stack.json,
            Self::Outputs(_) | Self::Template(_) | Self::Check(_) => false,
        }
    }
}

/// Which stack, and how to show what happens to it.
#[derive(Clone, Debug, Args)]
pub(crate) struct StackArgs {
    /// Name of the stack
    #[arg(long, value_name = "NAME", default_value = pcluster_infra::stack::DEFAULT_NAME, value_parser = stack_name)]
    pub(crate) stack_name: String,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    /// How often to look while something happens; less often when nothing does
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = interval, hide_short_help = true)]
    pub(crate) poll_interval: f64,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

/// The name of a stack, or its ARN. The limits are those of `CreateStack` in the API reference of CloudFormation.
fn stack_name(name: &str) -> Result<String, &'static str> {
    let letters = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    let first = name.chars().next().is_some_and(|letter| letter.is_ascii_alphabetic());
    if letters && first && name.len() <= 128 {
        Ok(name.to_owned())
    } else {
        Err(
            "the name of a stack has letters, digits and hyphens, begins with a letter and is at most 128 characters long",
        )
    }
}

fn interval(text: &str) -> Result<f64, &'static str> {
    match text.parse() {
        Ok(seconds) if (0.01..=600.0).contains(&seconds) => Ok(seconds),
        _ => Err("give a number of seconds from 0.01 to 600"),
    }
}
