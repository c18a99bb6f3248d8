//! `pclusterctl nccl report`.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use pcluster_config::facts::{EmbeddedCatalogue, InstanceCatalogue};
use pcluster_slurm::nccl::{Known, Log, Look, Plot, Report, Verdict, page, svg};
use serde_json::{Value, json};

use crate::args::NcclReport;
use crate::commands::inputs::Input;
use crate::commands::job::cluster;
use crate::commands::output;
use crate::exit::Outcome;
use crate::terminal::{self, ColorChoice};

/// The number of the JSON format; it changes when a field changes its meaning or goes away.
const VERSION: u32 = 1;

/// Runs the command.
pub(super) fn run(args: &NcclReport) -> anyhow::Result<Outcome> {
    let from_stdin = |path: &Path| path.as_os_str() == "-";
    let piped = args.files.iter().map(PathBuf::as_path).chain(args.cluster.as_deref());
    if piped.filter(|path| from_stdin(path)).count() > 1 {
        bail!("standard input can be one file only");
    }
    let Some(instance_types) = instance_types(args)? else { return Ok(Outcome::Incomplete) };
    #[cfg_attr(not(feature = "aws"), expect(unused_mut, reason = "there are no jobs without a Slurm"))]
    let (mut logs, mut unread) = read(args);
    #[cfg(feature = "aws")]
    {
        let (jobs, others) = super::report_of_jobs::read(&args.job, &args.slurm)?;
        logs.extend(jobs);
        unread |= others;
    }
    let known =
        Known::nothing(&EmbeddedCatalogue).with_instance_types(&instance_types).with_nodes(args.nodes);
    let report = Report::of(logs, &known);
    plot(&report, args.svg.as_deref())?;
    if args.json {
        terminal::print(&format!("{:#}\n", document(&report)?))?;
    } else {
        show(&report, args.reading.color, !args.no_plot)?;
    }
    let well = report.worst().is_none_or(Verdict::is_well);
    Ok(match (unread, well) {
        (true, _) => Outcome::Incomplete,
        (false, true) => Outcome::Clean,
        (false, false) => Outcome::Findings,
    })
}

/// A report for programs.
pub(super) fn document(report: &Report) -> anyhow::Result<Value> {
    let mut document = json!({ "version": VERSION, "verdict": report.worst() });
    let report = serde_json::to_value(report).context("cannot write JSON")?;
    if let (Value::Object(fields), Value::Object(more)) = (&mut document, report) {
        fields.extend(more);
    }
    Ok(document)
}

/// Prints a report for people.
pub(super) fn show(report: &Report, color: ColorChoice, plot: bool) -> anyhow::Result<()> {
    let look = Look::of_width(terminal::width())
        .with_color(terminal::use_color(color, &io::stdout()))
        .with_plot(plot);
    terminal::print(&page(report, look))
}

/// Writes the plot where it is wanted.
pub(super) fn plot(report: &Report, path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = path else { return Ok(()) };
    if let Some(plot) = Plot::of(report) {
        return output::write(path, &svg(&plot));
    }
    let path = path.display();
    terminal::complain(&format!("warning: {path} is not written: nothing was measured that could be drawn"));
    Ok(())
}

/// The logs that can be read and hold a test, and whether there are others, which is said.
fn read(args: &NcclReport) -> (Vec<(String, Log)>, bool) {
    let mut logs = Vec::new();
    let mut unread = false;
    for file in &args.files {
        let input = Input::from_argument(file);
        match log(&input) {
            Ok(log) => logs.push((input.name(), log)),
            Err(error) => {
                terminal::complain(&format!("error: {error:#}"));
                unread = true;
            }
        }
    }
    (logs, unread)
}

fn log(input: &Input) -> anyhow::Result<Log> {
    let context = || format!("cannot read {}", input.name());
    let log = match input {
        Input::File(path) => {
            let file = File::open(path).with_context(context)?;
            if file.metadata().with_context(context)?.is_dir() {
                bail!("cannot read {}: it is a directory", input.name());
            }
            Log::read(BufReader::new(file))
        }
        Input::Stdin => Log::read(io::stdin().lock()),
    };
    of_a_test(log.with_context(context)?, &input.name())
}

/// The log, if there is anything in it to judge.
pub(super) fn of_a_test(log: Log, name: &str) -> anyhow::Result<Log> {
    if !log.tells_of_a_test() && log.runs.iter().all(|run| run.failures.is_empty() && !run.network.is_logged)
    {
        bail!("there is no output of nccl-tests in {name}");
    }
    Ok(log)
}

/// The instance types that nodes may have; empty if nothing says so. `None` where the cluster cannot be used, which was said.
fn instance_types(args: &NcclReport) -> anyhow::Result<Option<Vec<String>>> {
    if let Some(name) = &args.instance_type {
        let name = name.to_lowercase();
        if EmbeddedCatalogue.instance(&name).is_none() {
            let nearest = EmbeddedCatalogue.nearest(&name);
            let help =
                nearest.first().map_or_else(String::new, |nearest| format!("; did you mean {nearest}?"));
            bail!("there is no instance type `{name}` in the catalogue{help}");
        }
        return Ok(Some(vec![name]));
    }
    let Some(file) = &args.cluster else { return Ok(Some(Vec::new())) };
    let Some(cluster) = cluster::read(file, &args.reading)? else { return Ok(None) };
    if let Some(name) = &args.partition
        && cluster.partition(name).is_none()
    {
        let names: Vec<&str> = cluster.partitions.iter().map(|partition| partition.name.as_str()).collect();
        bail!("the cluster has no partition `{name}`: it has {}", names.join(", "));
    }
    let wanted = |name: &str| args.partition.as_deref().is_none_or(|partition| partition == name);
    let partitions = cluster.partitions.iter().filter(|partition| wanted(&partition.name));
    let mut types: Vec<String> = partitions
        .flat_map(|partition| &partition.groups)
        .flat_map(|group| group.instance_types.clone())
        .collect();
    types.sort();
    types.dedup();
    Ok(Some(types))
}
