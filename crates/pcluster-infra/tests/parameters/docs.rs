//! The page about parameters is what the code says. `UPDATE_DOCS=1 cargo test -p pcluster-infra --test parameters docs` writes it.

use std::fmt::Write;
use std::path::Path;

use pcluster_infra::outputs::names::VARIABLES;
use pcluster_infra::parameters::{Meant, OTHER_NAMES, RULES};
use pcluster_infra::template::{Monitoring, prerequisites};

#[test]
fn the_page_of_parameters_is_complete() {
    let page = page();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/infra-parameters.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/infra-parameters.md is out of date: run `UPDATE_DOCS=1 cargo test -p pcluster-infra --test parameters docs`"
    );
}

fn page() -> String {
    let mut page = String::from(
        "# Parameters and outputs of the stack\n\n\
         Values for the prerequisites stack come from files (`export NAME=value` lines or flat YAML) and from `--set \
         NAME=VALUE`; what is given last wins, and an argument wins over every file. They are checked before AWS is asked \
         for anything.\n",
    );
    for (at, monitoring) in Monitoring::ALL.into_iter().enumerate() {
        let template = prerequisites(monitoring);
        let common = prerequisites(Monitoring::None);
        let mut own = template
            .parameters
            .iter()
            .filter(|one| {
                at == 0 || common.parameter(&one.name).is_none_or(|of_all| of_all.default != one.default)
            })
            .peekable();
        let title =
            if at == 0 { "Parameters".to_owned() } else { format!("With `--monitoring {monitoring}`") };
        if own.peek().is_some() {
            write!(page, "\n## {title}\n\n| parameter | default | what it is |\n|---|---|---|\n").unwrap();
        }
        for one in own {
            let default = match one.default.as_deref() {
                Some("") => "empty".to_owned(),
                Some(default) => format!("`{default}`"),
                None => "none, required".to_owned(),
            };
            writeln!(page, "| `{}` | {default} | {} |", one.name, one.description.replace('|', "\\|"))
                .unwrap();
        }
    }
    page.push_str("\n## Checks\n\n| id | severity | what it finds | why |\n|---|---|---|---|\n");
    for rule in RULES {
        let documentation = rule.documentation();
        let (_, reason) = documentation.split_once("\n\n").unwrap();
        writeln!(page, "| `{}` | {} | {} | {} |", rule.id, rule.severity, rule.summary, reason.trim())
            .unwrap();
    }
    page.push_str(
        "\n## Other names\n\nThe files that the steps of a deployment leave behind can be given as they are. These names in them \
         mean something here:\n\n| name | means |\n|---|---|\n",
    );
    for (name, meant) in OTHER_NAMES {
        match meant {
            Meant::Parameter(parameter) => writeln!(page, "| `{name}` | `{parameter}` |").unwrap(),
            Meant::Region => {
                writeln!(page, "| `{name}` | the region, which must be that of the stack |").unwrap();
            }
            _ => {}
        }
    }
    let ignored =
        OTHER_NAMES.iter().filter(|(_, meant)| *meant == Meant::Nothing).map(|(name, _)| format!("`{name}`"));
    write!(
        page,
        "\nThese, the outputs below and what begins with `AWS_` are passed over: {}. Any other name draws a warning.\n",
        ignored.collect::<Vec<_>>().join(", ")
    )
    .unwrap();
    page.push_str(
        "\n## Outputs\n\n`pclusterctl infra outputs` writes `AWS_REGION`, `STACK_NAME`, `PRIMARY_AZ` and these variables; with \
         `--format yaml` it writes `AWS_REGION`, `AZ`, `STACK_ID_VPC` and the outputs under their own names.\n\n\
         | output | variable | what it holds |\n|---|---|---|\n",
    );
    for name in VARIABLES {
        writeln!(page, "| `{}` | `{}` | {} |", name.output, name.variable, name.meaning).unwrap();
    }
    page
}
