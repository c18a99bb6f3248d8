//! `pclusterctl render`

use std::io;
use std::path::Path;

use anyhow::{Context, bail};
use pcluster_config::facts::Release;
use pcluster_config::policy::Policy;
use pcluster_config::render::{HumanOptions, concise, human};
use pcluster_config::template::{KeyPattern, Origin, RenderOptions, Rendered, Variables, render};
use pcluster_config::{Report, check_bytes};

use crate::args::Render;
use crate::exit::Outcome;
use crate::terminal;

use super::checking::found;
use super::inputs::Input;
use super::output;
use super::project::{Conditions, Projects, Terms};

pub(crate) fn run(args: &Render) -> anyhow::Result<Outcome> {
    let input = Input::from_argument(&args.template);
    let template =
        String::from_utf8(input.read()?).with_context(|| format!("{} is not in UTF-8", input.name()))?;
    if let Some(output) = &args.output
        && output::is_same_file(&args.template, output)
    {
        bail!("{} is the template itself", output.display());
    }
    let Some((release, region, policy)) = settings(args)? else { return Ok(Outcome::Incomplete) };
    let Some(variables) = variables(args)? else { return Ok(Outcome::Findings) };
    let drop_unset = args.drop_unset.iter().map(|key| key.parse::<KeyPattern>()).collect::<Result<_, _>>()?;
    let rendered = render(&input.name(), &template, &variables, &RenderOptions { drop_unset });

    show(&Report::of_text(&input.name(), &template, rendered.diagnostics.clone()), args);
    if !rendered.is_complete() {
        let line = format!("{}: not filled in; nothing was written", input.name());
        terminal::complain(&line);
        return Ok(Outcome::Findings);
    }
    report_values(&rendered, &variables, args);
    match &args.output {
        Some(path) => output::write(path, &rendered.text)?,
        None => terminal::print(&rendered.text)?,
    }
    let name = args.output.as_deref().map_or_else(|| "<stdout>".into(), Path::to_string_lossy);
    let options = args.target.options(release, region.as_deref());
    let mut checked = check_bytes(&name, rendered.text.as_bytes(), &options);
    policy.apply(&mut checked);
    show(&checked, args);
    let valid = checked.is_valid();
    let release = checked.release();
    terminal::complain(&format!("checked {name} for ParallelCluster {release}: {}", found(&[&checked])));
    Ok(if valid { Outcome::Clean } else { Outcome::Findings })
}

/// A release, a region and a policy, as the settings have them.
type Said = (Option<Release>, Option<String>, Policy);

/// What the settings say about the text that comes out; `None` where they cannot be used, which was said.
fn settings(args: &Render) -> anyhow::Result<Option<Said>> {
    let mut projects = Projects::new(&args.config)?;
    let place = args.output.as_deref().unwrap_or(&args.template);
    let terms = projects.terms(&Input::from_argument(place))?;
    projects.into_reports().iter().for_each(|report| show(report, args));
    Ok(match terms {
        Terms::Check(Conditions { release, region, policy, .. }) => Some((release, region, policy)),
        // It was asked for by name.
        Terms::Excluded => Some((None, None, Policy::default())),
        Terms::Unusable => None,
    })
}

/// The values of all files and of the command line; `None` where some could not be read, which was said.
fn variables(args: &Render) -> anyhow::Result<Option<Variables>> {
    let mut variables = Variables::new();
    let mut readable = true;
    for path in &args.env_file {
        let input = Input::from_argument(path);
        let text =
            String::from_utf8(input.read()?).with_context(|| format!("{} is not in UTF-8", input.name()))?;
        let problems = variables.read_file(&input.name(), &text);
        let report = Report::of_text(&input.name(), &text, problems);
        readable &= report.is_valid();
        // The lines of such a file hold values, which may be secrets: they are not shown.
        for (line, problem) in concise(&report).lines().zip(report.diagnostics()) {
            terminal::complain(line);
            if let Some(help) = &problem.help {
                terminal::complain(&format!("  = help: {help}"));
            }
        }
    }
    for pair in &args.set {
        let name = pair.split_once('=').map_or(pair.as_str(), |(name, _)| name);
        variables.set_pair(pair).with_context(|| format!("--set {name}"))?;
    }
    Ok(readable.then_some(variables))
}

/// Says where the values came from, what was left out, and what was set in vain.
fn report_values(rendered: &Rendered, variables: &Variables, args: &Render) {
    let count = rendered.substitutions.len();
    let files: Vec<&str> = variables.files().collect();
    let mut sources = files.join(", ");
    if !args.set.is_empty() {
        sources.push_str(if sources.is_empty() { "the command line" } else { " and the command line" });
    }
    if count > 0 && sources.is_empty() {
        sources.push_str("the template's defaults");
    }
    let plural = if count == 1 { "value" } else { "values" };
    terminal::complain(&match count {
        0 => "no values put in".to_owned(),
        _ => format!("put in {count} {plural} from {sources}"),
    });
    for dropped in &rendered.dropped {
        terminal::complain(&format!("left out {}", dropped.path));
    }
    let set_in_vain = rendered.unused.iter().filter(|name| {
        variables.get(name).is_some_and(|variable| matches!(variable.origin(), Origin::CommandLine))
    });
    for name in set_in_vain {
        terminal::complain(&format!("warning: nothing uses {name}, which --set gives a value"));
    }
}

/// Findings go to standard error: standard output is for the text.
fn show(report: &Report, args: &Render) {
    let color = terminal::use_color(args.color, &io::stderr());
    terminal::complain_whole(&human(report, &HumanOptions { color, width: terminal::width() }));
}
