//! `pclusterctl infra`.

mod check;
mod delete;
mod deploy;
mod outputs;
mod parameters;
mod plan;
mod status;
mod template;
mod watch;
mod wish;
mod words;

use std::time::Duration;

use pcluster_infra::stack::FollowOptions;

use crate::args::{Infra, InfraCommand, StackArgs};
use crate::commands::aws;
use crate::exit::Outcome;

/// Runs the command.
pub(crate) fn run(args: &Infra) -> anyhow::Result<Outcome> {
    match &args.command {
        InfraCommand::Outputs(args) => outputs::run(args),
        InfraCommand::Check(args) => check::run(args),
        InfraCommand::Template(args) => template::run(args),
        InfraCommand::Deploy(args) => aws::whole(aws::block_on(deploy::run(args))),
        InfraCommand::Status(args) => aws::block_on(status::run(args)),
        InfraCommand::Delete(args) => aws::whole(aws::block_on(delete::run(args))),
    }
}

/// How the arguments want a stack to be followed.
fn follow_options(args: &StackArgs) -> FollowOptions {
    FollowOptions::every(Duration::from_secs_f64(args.poll_interval))
}
