//! `pclusterctl infra deploy`.

use std::path::Path;

use anyhow::anyhow;
use pcluster_infra::Session;
use pcluster_infra::env_file::EnvFile;
use pcluster_infra::outputs::{Outputs, OutputsFormat};
use pcluster_infra::stack::{
    self, ExecuteError, FollowError, Plan, Prepared, Progress, Ready, Request, Stack, Step,
};
use serde_json::json;

use super::watch::{Interrupted, Watch, listen};
use super::{follow_options, parameters, plan, wish, words};
use crate::args::Deploy;
use crate::commands::question::{agreed, declined};
use crate::commands::{aws, env_file, json_lines};
use crate::exit::{Explained, Outcome};
use crate::terminal;

/// Runs the command.
pub(super) async fn run(args: &Deploy) -> anyhow::Result<Outcome> {
    // A file that cannot be changed is known before AWS is asked.
    let outputs = args.outputs.as_deref().map(|path| Ok::<_, anyhow::Error>((path, env_file::open(path)?)));
    let outputs = outputs.transpose()?;
    let inputs = parameters::read(&args.values)?;
    let mut way = args.stack.aws.clone();
    way.region = way.region.or_else(|| inputs.region().map(str::to_owned));
    let session = aws::session(&way).await?;
    let Some(request) = wish::read(args, &inputs, &session).await? else {
        if args.stack.json {
            json_lines::print_stopped("the values for the stack are wrong")?;
        }
        return Ok(Outcome::Findings);
    };
    let run = Run { args, session, request, outputs };
    match run.deploy().await? {
        Ok(outcome) => Ok(outcome),
        Err(Interrupted) => interrupted(&args.stack.stack_name, args.stack.json),
    }
}

/// What is said to somebody who no longer wants to watch.
pub(super) fn interrupted(stack: &str, json: bool) -> anyhow::Result<Outcome> {
    let said = format!(
        "no longer watching; what AWS has begun goes on: `pclusterctl infra status --follow --stack-name {stack}` shows it"
    );
    terminal::complain(&format!("\n{said}"));
    if json {
        json_lines::print_stopped(&said)?;
    }
    Ok(Outcome::Incomplete)
}

/// What came of something that was watched to its end, or was not.
type Watched<T> = anyhow::Result<Result<T, Interrupted>>;

struct Run<'a> {
    args: &'a Deploy,
    session: Session,
    request: Request,
    /// Where the outputs go.
    outputs: Option<(&'a Path, EnvFile)>,
}

impl Run<'_> {
    async fn deploy(&self) -> Watched<Outcome> {
        let options = follow_options(&self.args.stack);
        let ready = loop {
            let operation = stack::prepare(&self.session, self.request.clone(), options);
            let prepared = listen(operation, |event| match event {
                Some(event) if self.args.stack.json => json_lines::print(&event),
                _ => Ok(()),
            });
            let Ok(prepared) = prepared.await? else { return Ok(Err(Interrupted)) };
            match prepared.map_err(aws::explained)? {
                Prepared::Ready(ready) => break ready,
                Prepared::Nothing(stack) => return self.unchanged(*stack).await.map(Ok),
                Prepared::Busy(stack) => {
                    if self.attach(&stack).await?.is_err() {
                        return Ok(Err(Interrupted));
                    }
                }
                Prepared::LeftOver(stack, cause) => {
                    if self.args.stack.json {
                        json_lines::print_named("left-over", &json!({ "stack": stack, "cause": cause }))?;
                    }
                    self.say(&format!(
                        "the stack `{}` is {}: {}",
                        stack.name,
                        stack.status,
                        left_over(&stack)
                    ));
                    if let Some(cause) = cause {
                        self.say(&format!("  {cause}"));
                        if let Some(help) = &cause.help {
                            self.say(&format!("  = help: {help}"));
                        }
                    }
                    if !agreed("delete what is left of it, and make it anew?", self.args.yes).await? {
                        return declined(self.args.stack.json).map(Ok);
                    }
                    if self.clear(&stack).await?.is_err() {
                        return Ok(Err(Interrupted));
                    }
                }
                _ => anyhow::bail!("the stack is in a state that this version does not know"),
            }
        };
        self.show(&ready.plan)?;
        if self.args.dry_run {
            stack::discard(&self.session, &ready).await.map_err(aws::explained)?;
            self.say("nothing was done, as you asked");
            if self.args.stack.json {
                json_lines::print_dry_run()?;
            }
            return Ok(Ok(Outcome::Clean));
        }
        if let Err(error) = self.consent(&ready).await {
            stack::discard(&self.session, &ready).await.map_err(aws::explained)?;
            return match error.downcast::<Declined>() {
                Ok(_) => declined(self.args.stack.json).map(Ok),
                Err(error) => Err(error),
            };
        }
        self.execute(*ready).await
    }

    /// Shows what would be done.
    fn show(&self, plan: &Plan) -> anyhow::Result<()> {
        if self.args.stack.json {
            json_lines::print_named("plan", plan)
        } else {
            terminal::print(&plan::deployment(plan))
        }
    }

    /// Fails unless it may be done.
    async fn consent(&self, ready: &Ready) -> anyhow::Result<()> {
        let refused = ready.plan.refused(&self.args.allow_replacement);
        if !refused.is_empty() {
            let risks: Vec<String> = refused.iter().map(|risk| format!("\n  {}", plan::risk(risk))).collect();
            let names: Vec<String> =
                refused.iter().map(|risk| format!("--allow-replacement {}", risk.resource)).collect();
            return Err(anyhow::Error::new(Explained {
                error: anyhow!("this would take away what holds data:{}", risks.concat()),
                help: Some(format!(
                    "leave as it is what causes that, or add `{}` if you can do without",
                    names.join(" ")
                )),
            }));
        }
        for risk in &ready.plan.risks {
            self.say(&format!("warning: {}", plan::risk(risk)));
        }
        if ready.before.is_some() && !agreed("change the stack?", self.args.yes).await? {
            return Err(anyhow::Error::new(Declined));
        }
        Ok(())
    }

    async fn execute(&self, ready: Ready) -> Watched<Outcome> {
        let mut watch = Watch::new(Progress::of_plan(&ready.plan), self.args.stack.json);
        let operation = stack::execute(&self.session, ready, follow_options(&self.args.stack));
        let outcome = listen(operation, |event| watch.see(event)).await;
        watch.end();
        match outcome? {
            Err(interrupted) => Ok(Err(interrupted)),
            Ok(Ok(deployed)) => {
                let (stack, seconds) = (&deployed.stack, deployed.seconds);
                let word = words::status(stack.status.as_str());
                self.say(&format!("the stack `{}` is {word}, after {}", stack.name, words::clock(seconds)));
                self.done(stack, Some(seconds)).await?;
                Ok(Ok(Outcome::Clean))
            }
            Ok(Err(error)) => {
                if let (true, ExecuteError::Failed(_, Some(cause))) = (self.args.stack.json, &error) {
                    json_lines::print_named("cause", cause)?;
                }
                Err(aws::explained(error))
            }
        }
    }

    /// Follows what is going on already. Whether that ends well is seen by looking again.
    async fn attach(&self, stack: &Stack) -> Watched<()> {
        self.say(&format!(
            "AWS is at work on the stack `{}` already ({}); following that first",
            stack.name, stack.status
        ));
        let step = match stack.status.as_str() {
            "CREATE_IN_PROGRESS" => Step::Create,
            "DELETE_IN_PROGRESS" => Step::Delete,
            _ => Step::Update,
        };
        let mut watch = Watch::new(Progress::of_template(&self.request.template, step), self.args.stack.json);
        let operation = stack::follow(&self.session, &stack.id, follow_options(&self.args.stack));
        let outcome = listen(operation, |event| watch.see(event)).await;
        watch.end();
        match outcome? {
            Err(interrupted) => Ok(Err(interrupted)),
            Ok(Ok(_) | Err(FollowError::Missing(_))) => Ok(Ok(())),
            Ok(Err(error)) => Err(aws::explained(error)),
        }
    }

    /// Deletes a stack that was never made.
    async fn clear(&self, stack: &Stack) -> Watched<()> {
        let mut watch = Watch::new(Progress::default(), self.args.stack.json);
        let operation = stack::delete(&self.session, stack, follow_options(&self.args.stack));
        let outcome = listen(operation, |event| watch.see(event)).await;
        watch.end();
        match outcome? {
            Err(interrupted) => Ok(Err(interrupted)),
            Ok(Ok(_)) => Ok(Ok(())),
            Ok(Err(error)) => Err(aws::explained(error)),
        }
    }

    async fn unchanged(&self, stack: Stack) -> anyhow::Result<Outcome> {
        self.say(&format!(
            "nothing to do: the stack `{}` is what it is wanted to be ({})",
            stack.name, stack.status
        ));
        if !self.args.dry_run {
            self.done(&stack, None).await?;
        }
        Ok(Outcome::Clean)
    }

    async fn done(&self, stack: &Stack, seconds: Option<u64>) -> anyhow::Result<()> {
        if self.args.protect && !stack.protected {
            stack::protect(&self.session, &stack.id).await.map_err(aws::explained)?;
            self.say("it is protected from being deleted now");
        }
        if let Some((path, file)) = &self.outputs {
            self.keep_outputs(stack, path, file.clone())?;
        }
        if self.args.stack.json {
            let changed = seconds.is_some();
            json_lines::print_outcome_of(&json!({ "changed": changed, "seconds": seconds }), stack)?;
        }
        Ok(())
    }

    fn keep_outputs(&self, stack: &Stack, path: &Path, mut file: EnvFile) -> anyhow::Result<()> {
        let pairs = stack.outputs.iter().map(|output| (output.name.clone(), output.value.clone()));
        let zone = stack.parameters.get("PrimarySubnetAZ").filter(|zone| !zone.is_empty()).cloned();
        let outputs = Outputs::new(&stack.name, self.session.region(), zone, pairs);
        let format = OutputsFormat::of_file(&file);
        outputs.merge_into(&mut file, format).map_err(|error| env_file::unchanged(path, error))?;
        let what = match env_file::save(path, &file)? {
            env_file::Change::None => "has the outputs already",
            env_file::Change::Made | env_file::Change::Changed => "has the outputs now",
        };
        self.say(&format!("{} {what}", path.display()));
        Ok(())
    }

    /// Says something to people.
    fn say(&self, text: &str) {
        if !self.args.stack.json {
            terminal::complain(text);
        }
    }
}

/// The question was answered with no.
#[derive(Debug, thiserror::Error)]
#[error("the answer was no")]
struct Declined;

fn left_over(stack: &Stack) -> &'static str {
    match stack.status.as_str() {
        "DELETE_FAILED" => "an earlier deletion of it did not end",
        "ROLLBACK_FAILED" => "an earlier try to make it failed, and so did cleaning up after it",
        _ => "an earlier try to make it failed; it holds nothing but what its template keeps",
    }
}
