//! Which images ECR removes by itself.

use serde_json::{Value, json};

/// What begins the descriptions of the rules that are ours.
const OURS: &str = "pclusterctl: ";

/// Which images of a repository are removed, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Lifecycle {
    /// Days after which an image without a tag is removed: pushing a tag again leaves the old image without one.
    pub untagged_days: u32,
    /// How many images are kept; the oldest are removed first.
    pub keep: u32,
}

/// What is done about the lifecycle policy of a repository.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum LifecyclePlan {
    /// It is as it should be.
    AsWanted,
    /// Somebody else wrote it: it is kept.
    Foreign,
    /// It is set to this.
    Set(Value),
}

impl Default for Lifecycle {
    /// Two weeks, in which a mistake is noticed, and more images than a team goes back.
    fn default() -> Self {
        Self { untagged_days: 14, keep: 30 }
    }
}

impl Lifecycle {
    /// What to do about the policy that there is.
    ///
    /// A policy without a rule of ours is somebody else's and stays as it is. In one that has such rules, these are
    /// brought up to date, and the others are kept with their priorities.
    pub(super) fn plan(self, current: Option<&str>) -> LifecyclePlan {
        let Some(current) = current else { return LifecyclePlan::Set(policy(&self.rules(1, 2))) };
        let Ok(current) = serde_json::from_str::<Value>(current) else { return LifecyclePlan::Foreign };
        let rules = current["rules"].as_array().map(Vec::as_slice).unwrap_or_default();
        let (ours, others): (Vec<&Value>, Vec<&Value>) = rules.iter().partition(|rule| is_ours(rule));
        if ours.is_empty() {
            return LifecyclePlan::Foreign;
        }
        let selects = |status: &str| others.iter().any(|rule| rule["selection"]["tagStatus"] == status);
        let last = others.iter().filter_map(|rule| rule["rulePriority"].as_u64()).max().unwrap_or(0);
        // There is one rule at most for each of these, and the one for all images comes last.
        let [untagged, any] = self.rules(free_priority(&others), last.max(1) + 1);
        let mut wanted: Vec<Value> = others.iter().map(|rule| (*rule).clone()).collect();
        if !selects("untagged") {
            wanted.push(untagged);
        }
        if !selects("any") {
            wanted.push(any);
        }
        wanted.sort_by_key(|rule| rule["rulePriority"].as_u64());
        let mut present = rules.to_vec();
        present.sort_by_key(|rule| rule["rulePriority"].as_u64());
        // Where only the numbers of our rules differ, the policy means the same.
        let bare = |rules: &[Value]| -> Vec<Value> { rules.iter().map(without_own_priority).collect() };
        if bare(&wanted) == bare(&present) {
            LifecyclePlan::AsWanted
        } else {
            LifecyclePlan::Set(policy(&wanted))
        }
    }

    fn rules(self, untagged_priority: u64, any_priority: u64) -> [Value; 2] {
        let Self { untagged_days, keep } = self;
        let untagged = json!({
            "rulePriority": untagged_priority,
            "description": format!("{OURS}remove untagged images after {untagged_days} days"),
            "selection": {
                "tagStatus": "untagged",
                "countType": "sinceImagePushed",
                "countUnit": "days",
                "countNumber": untagged_days,
            },
            "action": { "type": "expire" },
        });
        let any = json!({
            "rulePriority": any_priority,
            "description": format!("{OURS}keep the last {keep} images"),
            "selection": { "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": keep },
            "action": { "type": "expire" },
        });
        [untagged, any]
    }
}

fn policy(rules: &[Value]) -> Value {
    json!({ "rules": rules })
}

fn is_ours(rule: &Value) -> bool {
    rule["description"].as_str().is_some_and(|description| description.starts_with(OURS))
}

fn without_own_priority(rule: &Value) -> Value {
    let mut rule = rule.clone();
    if is_ours(&rule)
        && let Some(fields) = rule.as_object_mut()
    {
        fields.remove("rulePriority");
    }
    rule
}

/// The lowest priority that no rule has.
fn free_priority(rules: &[&Value]) -> u64 {
    let taken: Vec<u64> = rules.iter().filter_map(|rule| rule["rulePriority"].as_u64()).collect();
    // One of so many numbers and one more is free.
    let mut numbers = (1_u64..).take(taken.len() + 1);
    numbers.find(|number| !taken.contains(number)).unwrap_or(1)
}
