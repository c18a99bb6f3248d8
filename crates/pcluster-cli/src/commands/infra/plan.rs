//! A plan, for people.

use std::fmt::Write;

use pcluster_infra::stack::{
    Action, Change, Danger, DeletionPlan, Plan, PlanAction, Replacement, Retained, Risk,
};
use pcluster_infra::template::DeletionPolicy;

use super::words::{about, count};

/// What deploying would do.
pub(super) fn deployment(plan: &Plan) -> String {
    let mut text = match plan.action {
        PlanAction::Create => format!("create the stack {} in {}\n\n", plan.stack, plan.region),
        PlanAction::Update => format!("change the stack {} in {}\n\n", plan.stack, plan.region),
    };
    let width = plan.changes.iter().map(|change| change.path().len()).max().unwrap_or(0);
    let kind_width = plan.changes.iter().map(|change| change.kind.len()).max().unwrap_or(0);
    for change in &plan.changes {
        let (path, kind, notes) = (change.path(), &change.kind, notes(change));
        let line = format!("  {:>3} {path:width$}  {kind:kind_width$}  {notes}", sign(change));
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if plan.changes.is_empty() {
        text.push_str("  no resource changes: outputs, tags or conditions do\n");
    }
    if !plan.parameters.is_empty() {
        text.push_str("\nparameters\n");
        let width = plan.parameters.iter().map(|parameter| parameter.name.len()).max().unwrap_or(0);
        for parameter in &plan.parameters {
            let name = &parameter.name;
            let _ = match (parameter.before.as_deref(), parameter.after.as_deref()) {
                (None, Some(value)) => writeln!(text, "  {name:width$}  {}", shown(value)),
                (Some(old), Some(new)) if old == new => {
                    writeln!(text, "  {name:width$}  {} (as before)", shown(new))
                }
                (Some(old), Some(new)) => writeln!(text, "  {name:width$}  {} -> {}", shown(old), shown(new)),
                (_, None) => writeln!(text, "  {name:width$}  is no longer a parameter"),
            };
        }
    }
    let [add, change, replace, remove] = plan.counts();
    let counts = [(add, "to create"), (change, "to change"), (replace, "to replace"), (remove, "to remove")];
    let counts: Vec<String> = counts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    if !counts.is_empty() {
        let _ = writeln!(text, "\n{}; {}", counts.join(", "), about(plan.expected_seconds));
    }
    text
}

/// What a resource that holds something would lose, one line each.
pub(super) fn risk(risk: &Risk) -> String {
    let id = risk.physical_id.as_ref().map(|id| format!(", {id}")).unwrap_or_default();
    let what = match risk.danger {
        Danger::Replaced => "would be replaced by an empty one",
        Danger::MayBeReplaced => "may be replaced by an empty one",
        Danger::Removed => "would be removed from the stack",
    };
    let because = match risk.because.as_slice() {
        [] => String::new(),
        names => format!(" because of {}", names.join(", ")),
    };
    let retention = match risk.retention {
        policy if policy.retains() => "; the one that is there stays, outside of the stack".to_owned(),
        DeletionPolicy::Snapshot => "; a last backup of it stays".to_owned(),
        _ => format!("; {} would be lost", risk.data),
    };
    format!("`{}` ({}{id}) {what}{because}{retention}", risk.resource, risk.kind)
}

/// What deleting would do.
pub(super) fn deletion(plan: &DeletionPlan, region: &str) -> String {
    let mut text = format!("delete the stack {} in {region}\n\n", plan.stack.name);
    let resources = || plan.deleted.iter().chain(plan.retained.iter().map(|retained| &retained.resource));
    let width = resources().map(|resource| resource.resource.len()).max().unwrap_or(0);
    let kind_width = resources().map(|resource| resource.kind.len()).max().unwrap_or(0);
    for resource in &plan.deleted {
        let (name, kind, id) = (&resource.resource, &resource.kind, &resource.physical_id);
        let _ =
            writeln!(text, "{}", format!("{:>7} {name:width$}  {kind:kind_width$}  {id}", "-").trim_end());
    }
    let snapshots: Vec<&Retained> =
        plan.retained.iter().filter(|retained| !retained.retention.retains()).collect();
    for Retained { resource, .. } in &snapshots {
        let (name, kind, id) = (&resource.resource, &resource.kind, &resource.physical_id);
        let _ =
            writeln!(text, "{:>7} {name:width$}  {kind:kind_width$}  {id}, a last backup of it stays", "-");
    }
    let kept = kept(plan);
    for Retained { resource, .. } in &kept {
        let (name, kind, id) = (&resource.resource, &resource.kind, &resource.physical_id);
        let line = format!("{:>7} {name:width$}  {kind:kind_width$}  {id}", "stays");
        let _ = writeln!(text, "{}", line.trim_end());
    }
    let deleted = plan.deleted.len() + snapshots.len();
    let _ = writeln!(
        text,
        "\n{} to delete, {} to keep",
        count(deleted, "resource", "resources"),
        count(kept.len(), "resource", "resources")
    );
    text
}

/// What stayed of a stack that is gone, and how to get rid of it or back to it.
pub(super) fn leftovers(plan: &DeletionPlan) -> String {
    let kept = kept(plan);
    if kept.is_empty() {
        return String::new();
    }
    let mut text =
        "what stays, and goes on costing what it costs, in an order in which it can be deleted:\n".to_owned();
    for Retained { resource, delete_with, .. } in kept {
        let line = format!("  {} ({}) {}", resource.resource, resource.kind, resource.physical_id);
        let _ = writeln!(text, "{}", line.trim_end());
        if let Some(command) = delete_with {
            let _ = writeln!(text, "    delete it: {command}");
        }
    }
    text.push_str(
        "a stack can take it in again: aws cloudformation create-change-set --change-set-type IMPORT\n",
    );
    text
}

fn kept(plan: &DeletionPlan) -> Vec<&Retained> {
    plan.retained.iter().filter(|retained| retained.retention.retains()).collect()
}

fn sign(change: &Change) -> &'static str {
    match (change.action, change.replacement) {
        (Action::Add, _) => "+",
        (Action::Import, _) => "<-",
        (Action::Remove, _) => "-",
        (Action::Modify | Action::Dynamic, Replacement::No) => "~",
        (Action::Modify | Action::Dynamic, _) => "-/+",
        _ => "?",
    }
}

fn notes(change: &Change) -> String {
    let because = |replacement: bool| {
        let names = change
            .properties
            .iter()
            .filter(|property| !replacement || property.replacement != Replacement::No);
        names.map(|property| property.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    match (change.action, change.replacement) {
        (Action::Modify, Replacement::No) => because(false),
        (Action::Modify, Replacement::Maybe) => format!("may be replaced: {}", because(true)),
        (Action::Modify, Replacement::Yes) => format!("replaced: {}", because(true)),
        (Action::Dynamic, _) => "AWS cannot say before it does it".to_owned(),
        _ => String::new(),
    }
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "(empty)" } else { value }
}
