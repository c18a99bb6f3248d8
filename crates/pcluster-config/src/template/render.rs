//! Filling a template.

use std::collections::HashSet;
use std::fmt;

use crate::diagnostic::{Diagnostic, Severity};
use crate::location::{Path, Span};

use super::drop::DroppedSection;
use super::filling::Filling;
use super::key_pattern::KeyPattern;
use super::placeholder::{Found, Piece, Placeholder, scan};
use super::rule;
use super::shadow::Shadow;
use super::sites::Sites;
use super::tree::Tree;
use super::variables::{Origin, Variables};
use super::yaml;

/// The largest template, in bytes.
const MAX_TEMPLATE: usize = 16 * 1024 * 1024;

/// How a template is filled.
#[derive(Clone, Debug, Default)]
pub struct RenderOptions {
    /// The sections to leave out if a variable in them is not set, or empty.
    pub drop_unset: Vec<KeyPattern>,
}

/// A filled template. Its `Debug` output leaves the text out, which holds values.
#[derive(Clone, PartialEq)]
pub struct Rendered {
    /// The text. Where it is not [complete](Rendered::is_complete), placeholders are left in it, or all of them.
    pub text: String,
    /// What is wrong, with spans in the template.
    pub diagnostics: Vec<Diagnostic>,
    /// What was put in, in the order of the template.
    pub substitutions: Vec<Substitution>,
    /// The names of the variables that neither the template nor another variable uses.
    pub unused: Vec<String>,
    /// The sections that were left out.
    pub dropped: Vec<DroppedSection>,
}

/// A placeholder for which a value was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    /// The name of the variable.
    pub name: String,
    /// The placeholder in the template.
    pub span: Span,
    /// Where the value comes from.
    pub origin: Origin,
}

impl Rendered {
    /// Whether everything was put in, and the text may be used.
    pub fn is_complete(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity < Severity::Error)
    }
}

impl fmt::Debug for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rendered")
            .field("diagnostics", &self.diagnostics)
            .field("substitutions", &self.substitutions)
            .field("unused", &self.unused)
            .field("dropped", &self.dropped)
            .finish_non_exhaustive()
    }
}

/// Puts the values of variables into a YAML template.
///
/// A value never becomes more than the text of the scalar that its placeholder stands in: it is quoted where YAML
/// would read it as anything else. Numbers in their usual form, `true` and `false` stay what they are. Comments are
/// left alone, values are not searched for placeholders, and all that is missing is reported at once.
///
/// ```
/// use pcluster_config::template::{RenderOptions, Variables, render};
///
/// let mut variables = Variables::new();
/// variables.set("SUBNET", "subnet-0a1b")?;
/// variables.set("COUNT", "4")?;
/// variables.set("NOTE", "ours: #1")?;
/// let template = "SubnetId: ${SUBNET}\nMaxCount: ${COUNT:-2}\nNote: ${NOTE}  # ${LATER}\n";
/// let rendered = render("cluster.yaml.template", template, &variables, &RenderOptions::default());
///
/// assert!(rendered.is_complete());
/// assert_eq!(rendered.text, "SubnetId: subnet-0a1b\nMaxCount: 4\nNote: 'ours: #1'  # ${LATER}\n");
/// # Ok::<(), pcluster_config::template::SetError>(())
/// ```
pub fn render(
    template_name: &str,
    template: &str,
    variables: &Variables,
    options: &RenderOptions,
) -> Rendered {
    let failed = |rule: &'static str, span: Option<Span>, problem: String, help: String| Rendered {
        text: template.to_owned(),
        diagnostics: vec![
            Diagnostic::new(rule, Severity::Error, Path::root(), problem).at(span, "").help(help),
        ],
        substitutions: Vec::new(),
        unused: Vec::new(),
        dropped: Vec::new(),
    };
    let too_large = || {
        let help = "templates and all that is put into them have at most 16 MiB";
        failed(rule::TOO_LARGE, None, format!("{template_name} is too large, or becomes it"), help.to_owned())
    };
    if template.len() > MAX_TEMPLATE {
        return too_large();
    }
    let found = scan(template);
    let Some(shadow) = Shadow::new(template, &found) else {
        let problem = format!("{template_name} uses more letters than a template can");
        return failed(rule::TOO_LARGE, None, problem, String::from("split it"));
    };
    let tree = match Tree::parse(&shadow.text) {
        Ok(tree) => tree,
        Err(error) => {
            let help = format!("{}; placeholders count as words here", yaml::explain(&error));
            let span = yaml::place(&error, template);
            return failed(rule::NOT_YAML, Some(span), format!("{template_name} is not YAML"), help);
        }
    };
    let sites = Sites::new(template, &tree, &found);
    let Some(mut filling) = Filling::new(template, &shadow, &tree, &found, &sites, variables) else {
        return too_large();
    };
    filling.drop_sections(&options.drop_unset);
    filling.fill();
    let text = filling.text();
    Rendered {
        text,
        unused: unused(variables, &found, &sites),
        diagnostics: filling.reporter.finish(),
        substitutions: filling.substitutions,
        dropped: filling.drops.sections,
    }
}

/// The names of the variables that no placeholder, comments aside, and no other variable refers to.
fn unused(variables: &Variables, found: &[Found<'_>], sites: &Sites) -> Vec<String> {
    fn note<'t>(placeholder: &Placeholder<'t>, names: &mut HashSet<&'t str>) {
        names.insert(placeholder.name);
        for piece in placeholder.default.iter().flatten() {
            if let Piece::Placeholder(inner) = piece {
                note(inner, names);
            }
        }
    }
    let mut names = HashSet::new();
    let scalars = sites.scalars.iter().flat_map(|(_, placeholders)| placeholders.clone());
    for index in scalars.chain(sites.misplaced.iter().copied()) {
        if let Some(Found::Good(placeholder)) = found.get(index) {
            note(placeholder, &mut names);
        }
    }
    variables
        .iter()
        .filter(|variable| !variable.is_referenced() && !names.contains(variable.name()))
        .map(|variable| variable.name().to_owned())
        .collect()
}

#[cfg(test)]
#[path = "render_tests.rs"]
mod tests;
