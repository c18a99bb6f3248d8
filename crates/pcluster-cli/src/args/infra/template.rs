//! `pclusterctl infra template`.

use clap::{Args, ValueEnum};

/// Print the CloudFormation template of the stack, without asking AWS.
///
/// It is what `infra deploy` deploys: a network, FSx for Lustre and FSx for OpenZFS, security groups, and monitoring. Use
/// it to read what would be made, or as the start of one of your own. Any other tool can deploy it too; with all monitoring
/// but `none` it has to be allowed to make roles (`CAPABILITY_IAM`).
#[derive(Debug, Args)]
pub(crate) struct Template {
    /// What monitors the clusters
    #[arg(long, value_enum, default_value_t, value_name = "KIND")]
    pub(crate) monitoring: Monitoring,
    /// Print the template of the bucket for data and scripts instead
    #[arg(long, conflicts_with = "monitoring")]
    pub(crate) data_bucket: bool,
}

/// What monitors the clusters, and outlives them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Monitoring {
    /// Nothing
    #[default]
    None,
    /// An instance with Prometheus and Grafana behind a load balancer
    SelfHosting,
    /// Amazon Managed Service for Prometheus
    #[value(alias = "amp-only")]
    Amp,
    /// The same, with Amazon Managed Grafana
    #[value(name = "amp+amg")]
    AmpAmg,
}

impl From<Monitoring> for pcluster_infra::template::Monitoring {
    fn from(monitoring: Monitoring) -> Self {
        match monitoring {
            Monitoring::None => Self::None,
            Monitoring::SelfHosting => Self::SelfHosting,
            Monitoring::Amp => Self::Amp,
            Monitoring::AmpAmg => Self::AmpAmg,
        }
    }
}
