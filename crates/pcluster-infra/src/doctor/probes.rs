//! What may be read: asked by reading, which changes nothing.

use crate::Remedy;
use crate::aws::{Denier, Failure, FailureKind, Session};

use super::{Area, Check, Teller};

/// One check for each service.
pub(super) async fn all(teller: &Teller<'_>, session: &Session) -> Vec<Check> {
    let (cloudformation, fsx, s3, ecr) = tokio::join!(
        teller.ask(Area::Permissions, "read cloudformation", async {
            of_answers("read cloudformation", cloudformation(session).await)
        }),
        teller.ask(Area::Permissions, "read fsx", async { of_answers("read fsx", fsx(session).await) }),
        teller.ask(Area::Permissions, "read s3", async { of_answers("read s3", s3(session).await) }),
        teller.ask(Area::Permissions, "read ecr", async { of_answers("read ecr", ecr(session).await) }),
    );
    [cloudformation, fsx, s3, ecr].concat()
}

type Answers = Vec<Result<(), Failure>>;

fn answer<T>(answer: Result<T, Failure>) -> Result<(), Failure> {
    match answer {
        Ok(_) => Ok(()),
        // Whoever is told that something is missing was allowed to ask.
        Err(failure) if failure.kind == FailureKind::NotFound => Ok(()),
        Err(failure) => Err(failure),
    }
}

async fn cloudformation(session: &Session) -> Answers {
    const SERVICE: &str = "cloudformation";
    let client = session.cloudformation();
    let template = r#"{"Resources":{"Handle":{"Type":"AWS::CloudFormation::WaitConditionHandle"}}}"#;
    let (describe, list, validate) = tokio::join!(
        client.describe_stacks().stack_name("pclusterctl-doctor").send(),
        client.list_stacks().send(),
        client.validate_template().template_body(template).send(),
    );
    vec![
        answer(describe.map_err(|error| Failure::of(SERVICE, "DescribeStacks", &error))),
        answer(list.map_err(|error| Failure::of(SERVICE, "ListStacks", &error))),
        answer(validate.map_err(|error| Failure::of(SERVICE, "ValidateTemplate", &error))),
    ]
}

async fn fsx(session: &Session) -> Answers {
    let client = session.fsx();
    let (systems, associations) = tokio::join!(
        client.describe_file_systems().max_results(1).send(),
        client.describe_data_repository_associations().max_results(1).send(),
    );
    vec![
        answer(systems.map_err(|error| Failure::of("fsx", "DescribeFileSystems", &error))),
        answer(
            associations.map_err(|error| Failure::of("fsx", "DescribeDataRepositoryAssociations", &error)),
        ),
    ]
}

async fn s3(session: &Session) -> Answers {
    let list = session.s3().list_buckets().max_buckets(1).send().await;
    vec![answer(list.map_err(|error| Failure::of("s3", "ListBuckets", &error)))]
}

/// The token is asked for, as there is no other way to know, and dropped.
async fn ecr(session: &Session) -> Answers {
    let client = session.ecr();
    let (repositories, token) = tokio::join!(
        client.describe_repositories().max_results(1).send(),
        client.get_authorization_token().send()
    );
    vec![
        answer(repositories.map_err(|error| Failure::of("ecr", "DescribeRepositories", &error))),
        answer(token.map_err(|error| Failure::of("ecr", "GetAuthorizationToken", &error))),
    ]
}

fn of_answers(name: &'static str, answers: Answers) -> Check {
    let check = Check::new(Area::Permissions, name);
    let failures: Vec<Failure> = answers.into_iter().filter_map(Result::err).collect();
    if let Some(failure) = failures.iter().find(|failure| failure.kind != FailureKind::Denied) {
        return check.failure(failure);
    }
    let actions: Vec<String> = failures.iter().map(|failure| format!("`{}`", failure.action())).collect();
    match failures.first() {
        None => check.ok("allowed"),
        // A bucket that is named can be used without the list of all.
        Some(failure) if failure.operation == "ListBuckets" => check
            .warning("the list of buckets may not be read")
            .help(format!("allow {}; everything but that list works without it", actions.join(", "))),
        Some(failure) => {
            let help = match failure.denial().and_then(|denial| denial.denier()) {
                Some(Denier::Identity) | None => {
                    format!("allow {} in a policy of this identity", actions.join(", "))
                }
                // Where something else stands against it, the first one has the reason.
                Some(_) => failure.help().unwrap_or_default(),
            };
            check.failed(failure.to_string()).help(help)
        }
    }
}
