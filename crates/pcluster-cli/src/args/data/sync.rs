//! `pclusterctl data sync`.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, Error, FromArgMatches, ValueEnum};
use pcluster_infra::sync::FilterRule;

use super::super::AwsArgs;

/// Bring a directory into a bucket, or what is in a bucket into a directory: only what differs.
///
/// Files are compared by size and by checksum, sent in parallel, large ones in parts, and every one is proved to have
/// arrived as it was. Whatever stops it, even a lost machine, running it again goes on: what has arrived is not sent
/// again, parts of a large file included. Nothing is removed without `--delete`.
///
/// A place in a bucket is a folder: `data sync wikitext s3://bucket/data/wikitext` makes `data/wikitext/train.txt` of
/// `wikitext/train.txt`. Keys that end with `/`, which stand for empty folders, are left alone. Of a directory that is
/// fetched into, nothing outside can be written: keys such as `../x` are refused.
///
/// Exit codes: 0 both sides are the same, 2 something could not be copied or removed; everything else was.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
#[command(after_help = "Examples:\n  \
    pclusterctl data sync ./wikitext-2 s3://parallelcluster-123456789012-us-east-1/data/wikitext-2\n  \
    pclusterctl data sync ./scripts s3://BUCKET/scripts --exclude '*' --include '*.sh' --dry-run\n  \
    pclusterctl data sync s3://BUCKET/results ./results")]
pub(crate) struct Sync {
    /// The directory, or the place in a bucket, that is copied
    #[arg(value_name = "FROM")]
    pub(crate) from: String,
    /// The place in a bucket, or the directory, that is to have the same
    #[arg(value_name = "TO")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) rules: Rules,
    /// How files of the same size are compared. Those of different sizes are always copied
    #[arg(long, value_enum, default_value_t, value_name = "HOW")]
    pub(crate) compare: Compare,
    /// The same as `--compare size`
    #[arg(long, conflicts_with = "compare")]
    pub(crate) size_only: bool,
    /// Remove from TO what FROM does not have; last, and only if nothing failed. It asks first
    #[arg(long)]
    pub(crate) delete: bool,
    /// Remove without asking, even if there is nothing at all in FROM
    #[arg(long, short, requires = "delete")]
    pub(crate) yes: bool,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Skip symbolic links. Otherwise they stand for the files and directories that they lead to
    #[arg(long)]
    pub(crate) no_follow_symlinks: bool,
    /// Print JSON for programs, one object a line; docs/json.md says which
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) aws: AwsArgs,
}

/// How files of the same size are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Compare {
    /// By checksum, for which files are read. What cannot be compared is copied
    #[default]
    Checksum,
    /// By time, as `aws s3 sync` does: what is newer than the copy is copied
    Time,
    /// Not at all
    Size,
}

/// Globs in the order in which they were given, which matters: the derive would sort them by option.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rules(pub(crate) Vec<FilterRule>);

impl Args for Rules {
    fn augment_args(command: Command) -> Command {
        let glob = |name: &'static str, help: &'static str| {
            Arg::new(name).long(name).action(ArgAction::Append).value_name("GLOB").help(help)
        };
        command
            .arg(glob(
                "exclude",
                "Leave out files whose path below FROM matches; `*` also stands for `/`, and `DIR/` for all that is below. \
                 Of several `--exclude` and `--include`, the last one that matches decides. What is left out is not \
                 removed by `--delete` either",
            ))
            .arg(glob("include", "Take files that an earlier `--exclude` leaves out"))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Rules {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        let given = |name: &str, rule: fn(String) -> FilterRule| {
            let places = matches.indices_of(name).into_iter().flatten();
            let globs = matches.get_many::<String>(name).into_iter().flatten();
            places.zip(globs.map(move |glob| rule(glob.clone()))).collect::<Vec<_>>()
        };
        let mut rules = given("exclude", FilterRule::Exclude);
        rules.extend(given("include", FilterRule::Include));
        rules.sort_by_key(|(place, _)| *place);
        Ok(Self(rules.into_iter().map(|(_, rule)| rule).collect()))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
