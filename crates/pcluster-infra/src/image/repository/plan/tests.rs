use std::fmt::Write as _;

use serde_json::{Value, json};

use super::*;

fn wanted() -> RepositoryWanted {
    RepositoryWanted::new("pytorch-training-custom".parse().unwrap_or_else(|error| panic!("{error}")))
}

fn found(lifecycle: Option<&Value>) -> RepositoryFound {
    RepositoryFound {
        arn: "arn:aws:ecr:us-east-1:123456789012:repository/pytorch-training-custom".into(),
        uri: "123456789012.dkr.ecr.us-east-1.amazonaws.com/pytorch-training-custom".into(),
        scan_on_push: true,
        immutable_tags: false,
        encryption: "AES256".into(),
        lifecycle: lifecycle.map(Value::to_string),
        tags: BTreeMap::from([(CREATED_BY.0.into(), CREATED_BY.1.into())]),
    }
}

/// The policy that a new repository gets.
fn own_policy(lifecycle: Lifecycle) -> Value {
    let mut wanted = wanted();
    wanted.lifecycle = Some(lifecycle);
    let plan = plan(&wanted, None);
    match plan.steps.as_slice() {
        [RepositoryStep::Create { .. }, RepositoryStep::Lifecycle { policy }] => policy.clone(),
        steps => panic!("{steps:?}"),
    }
}

/// A rule of somebody else.
fn foreign(priority: u32, selection: &Value) -> Value {
    json!({ "rulePriority": priority, "description": "ours", "selection": selection, "action": { "type": "expire" } })
}

fn rules(parts: &[Vec<Value>; 2]) -> Value {
    let rules = parts.concat();
    json!({ "rules": rules })
}

fn page(title: &str, plan: &RepositoryPlan) -> String {
    let mut page = format!("# {title}\n");
    for step in &plan.steps {
        let _ = writeln!(page, "{step}");
        if let RepositoryStep::Lifecycle { policy } = step {
            for rule in policy["rules"].as_array().into_iter().flatten() {
                let _ = writeln!(page, "    {rule}");
            }
        }
    }
    for kept in &plan.kept {
        let _ = writeln!(page, "kept: {kept}");
    }
    page.push('\n');
    page
}

#[test]
fn plans_of_a_repository() {
    let prod = json!({ "tagStatus": "tagged", "tagPrefixList": ["prod"], "countType": "imageCountMoreThan", "countNumber": 99 });
    let any = json!({ "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 5 });
    let mut strict = wanted();
    strict.immutable_tags = true;
    strict.tags.insert("team".into(), "vision".into());
    let mut shorter = wanted();
    shorter.lifecycle = Some(Lifecycle { untagged_days: 2, keep: 10 });
    let mut cleaning = strict.clone();
    cleaning.adopt_lifecycle = true;
    let mut left_alone = wanted();
    left_alone.lifecycle = None;
    let own = own_policy(Lifecycle::default());
    let mut bare = found(None);
    (bare.scan_on_push, bare.tags) = (false, BTreeMap::from([("owner".into(), "x".into())]));
    let mut immutable = found(Some(&own));
    immutable.immutable_tags = true;
    let own_rules = own["rules"].as_array().cloned().unwrap_or_default();
    let mixed = rules(&[own_rules.clone(), vec![foreign(7, &prod)]]);
    let mixed_any = rules(&[own_rules[..1].to_vec(), vec![foreign(9, &any)]]);

    let mut text = page("nothing is there", &plan(&wanted(), None));
    text += &page("nothing is there, immutable tags and one of one's own", &plan(&strict, None));
    text += &page("somebody made it by hand", &plan(&strict, Some(&bare)));
    text += &page("the same, and what is removed is said", &plan(&cleaning, Some(&bare)));
    text += &page("all is as it should be", &plan(&wanted(), Some(&found(Some(&own)))));
    text += &page("tags are immutable and stay so", &plan(&wanted(), Some(&immutable)));
    text += &page("other numbers", &plan(&shorter, Some(&found(Some(&own)))));
    let theirs = json!({ "rules": [foreign(1, &prod)] });
    text += &page("a policy of somebody else", &plan(&wanted(), Some(&found(Some(&theirs)))));
    text += &page("a rule was added to ours", &plan(&wanted(), Some(&found(Some(&mixed)))));
    text += &page(
        "their rule for all images stays the only one",
        &plan(&shorter, Some(&found(Some(&mixed_any)))),
    );
    text += &page("the policy is left alone", &plan(&left_alone, Some(&found(None))));
    insta::assert_snapshot!("plans", text);
}

#[test]
fn what_was_done_is_not_done_again() {
    let lifecycle = Lifecycle { untagged_days: 2, keep: 10 };
    let mut wanted = wanted();
    wanted.lifecycle = Some(lifecycle);
    let prod = json!({ "tagStatus": "tagged", "tagPrefixList": ["prod"], "countType": "imageCountMoreThan", "countNumber": 99 });
    let own_rules = own_policy(Lifecycle::default())["rules"].as_array().cloned().unwrap_or_default();
    for others in [vec![], vec![foreign(1, &prod)], vec![foreign(7, &prod)]] {
        let mixed = rules(&[own_rules.clone(), others]);
        let first = plan(&wanted, Some(&found(Some(&mixed))));
        let [RepositoryStep::Lifecycle { policy }] = first.steps.as_slice() else { panic!("{first:?}") };
        let again = plan(&wanted, Some(&found(Some(policy))));
        assert!(again.is_empty(), "{again:?}");
    }
}
