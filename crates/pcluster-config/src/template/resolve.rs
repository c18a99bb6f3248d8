//! What the placeholders of a scalar stand for.

use std::borrow::Cow;

use granit_parser::{Event, Parser, ScalarStyle};

use crate::location::Span;

use super::placeholder::{Found, Piece, Placeholder, Problem};
use super::variables::{Lookup, Origin, Variables};
use super::yaml;

/// All values that are put into one template, in bytes.
const MAX_VALUES: usize = 16 * 1024 * 1024;

/// What one placeholder stands for. `Debug` is left out: it holds a value.
pub(super) struct Outcome<'t, 'v> {
    /// The value; `None` if a variable is missing or the placeholder is bad.
    pub(super) value: Option<Cow<'v, str>>,
    /// The variables that were used, each with the place of its placeholder.
    pub(super) used: Vec<(&'t str, Span, Origin)>,
    /// The variables that are not set.
    pub(super) missing: Vec<(&'t str, Span)>,
    pub(super) bad: Option<(Span, Problem)>,
}

/// Looks placeholders up.
pub(super) struct Resolver<'v> {
    pub(super) template: &'v str,
    pub(super) variables: &'v Variables,
    taken: usize,
}

impl<'v> Resolver<'v> {
    pub(super) fn new(template: &'v str, variables: &'v Variables) -> Self {
        Self { template, variables, taken: 0 }
    }

    /// Whether the values became more than any configuration needs.
    pub(super) fn is_exhausted(&self) -> bool {
        self.taken > MAX_VALUES
    }

    /// What a placeholder in a scalar of that style stands for.
    pub(super) fn resolve<'t>(&mut self, found: &Found<'t>, style: ScalarStyle) -> Outcome<'t, 'v> {
        let mut outcome = Outcome { value: None, used: Vec::new(), missing: Vec::new(), bad: None };
        match found {
            Found::Bad(span, problem) => outcome.bad = Some((*span, *problem)),
            Found::Good(placeholder) => {
                let value = self.value(placeholder, style, &mut outcome);
                if outcome.bad.is_none() && outcome.missing.is_empty() {
                    outcome.value = value;
                }
            }
        }
        outcome
    }

    fn value<'t>(
        &mut self,
        placeholder: &Placeholder<'t>,
        style: ScalarStyle,
        outcome: &mut Outcome<'t, 'v>,
    ) -> Option<Cow<'v, str>> {
        let variables = self.variables;
        match (variables.lookup(placeholder.name), &placeholder.default) {
            (Lookup::Value(variable), default) if default.is_none() || !variable.value().is_empty() => {
                outcome.used.push((placeholder.name, placeholder.span, variable.origin().clone()));
                self.take(variable.value().len()).then_some(Cow::Borrowed(variable.value()))
            }
            (Lookup::Unset | Lookup::Value(_), Some(pieces)) => {
                outcome.used.push((placeholder.name, placeholder.span, Origin::Default));
                let mut text = String::new();
                for (index, piece) in pieces.iter().enumerate() {
                    match piece {
                        Piece::Placeholder(inner) => text.push_str(&self.value(inner, style, outcome)?),
                        Piece::Text(span) => {
                            let raw = self.template.get(span.start..span.end).unwrap_or_default();
                            match literal(raw, style, index == 0) {
                                Ok(literal) if self.take(literal.len()) => text.push_str(&literal),
                                Ok(_) => return None,
                                Err(problem) => {
                                    outcome.bad.get_or_insert((*span, problem));
                                }
                            }
                        }
                    }
                }
                Some(Cow::Owned(text))
            }
            _ => {
                outcome.missing.push((placeholder.name, placeholder.span));
                // What else is missing in the same default is reported in the same run.
                Some(Cow::Borrowed(""))
            }
        }
    }

    fn take(&mut self, length: usize) -> bool {
        self.taken = self.taken.saturating_add(length);
        !self.is_exhausted()
    }
}

/// The text of a piece of a default, which is written as the scalar around it is.
fn literal(raw: &str, style: ScalarStyle, first: bool) -> Result<Cow<'_, str>, Problem> {
    match style {
        ScalarStyle::Plain if first && raw.starts_with(['"', '\'']) => Err(Problem::QuotedDefault),
        ScalarStyle::SingleQuoted if raw.contains('\'') => {
            if raw.replace("''", "").contains('\'') {
                return Err(Problem::Default);
            }
            Ok(Cow::Owned(raw.replace("''", "'")))
        }
        ScalarStyle::DoubleQuoted if raw.contains(['"', '\\']) => {
            unescaped(raw).ok_or(Problem::Default).map(Cow::Owned)
        }
        _ => Ok(Cow::Borrowed(raw)),
    }
}

/// The text that stands between double quotes.
fn unescaped(raw: &str) -> Option<String> {
    let quoted = format!("\"{raw}\"");
    let mut text = None;
    for event in Parser::new_from_str_with_options(&quoted, yaml::options()) {
        match event.ok()? {
            (Event::Scalar(value, ScalarStyle::DoubleQuoted, 0, None), span)
                if text.is_none() && yaml::range(&span, &quoted) == Span::new(0, quoted.len()) =>
            {
                text = Some(value.into_owned());
            }
            (
                Event::StreamStart | Event::StreamEnd | Event::DocumentStart(false, _) | Event::DocumentEnd,
                _,
            ) => {}
            _ => return None,
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::placeholder::scan;
    use super::*;

    fn resolve(template: &str, style: ScalarStyle) -> Result<String, String> {
        let mut variables = Variables::new();
        variables.set("A", "a").unwrap();
        variables.set("E", "").unwrap();
        let found = scan(template);
        let outcome = Resolver::new(template, &variables).resolve(&found[0], style);
        outcome.value.map(Cow::into_owned).ok_or_else(|| match outcome.bad {
            Some((_, problem)) => format!("{problem:?}"),
            None => outcome.missing.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(" "),
        })
    }

    #[test]
    fn a_default_holds_where_nothing_else_does() {
        let plain = |template| resolve(template, ScalarStyle::Plain);
        assert_eq!(plain("${A}"), Ok("a".into()));
        assert_eq!(plain("$E"), Ok(String::new()));
        assert_eq!(plain("${A:-$X}"), Ok("a".into()));
        assert_eq!(plain("${E:-x: ${A}, ${U:-u} #}"), Ok("x: a, u #".into()));
        assert_eq!(plain("${U:-}"), Ok(String::new()));
        assert_eq!(plain("${U:-$X ${A} ${Y}}"), Err("X Y".into()));
        assert_eq!(plain("${U}"), Err("U".into()));
        assert_eq!(plain("${U:-\"x\"}"), Err("QuotedDefault".into()));
        assert_eq!(plain("${U:-it's}"), Ok("it's".into()));
    }

    #[test]
    fn a_default_is_written_as_the_scalar_around_it() {
        let single = |template| resolve(template, ScalarStyle::SingleQuoted);
        assert_eq!(single("${U:-it''s \\n}"), Ok("it's \\n".into()));
        assert_eq!(single("${U:-it's}"), Err("Default".into()));
        let double = |template| resolve(template, ScalarStyle::DoubleQuoted);
        assert_eq!(double("${U:- it's \\\"x\\\" \\u0041\\n }"), Ok(" it's \"x\" A\n ".into()));
        assert_eq!(double("${U:-\"x\"}"), Err("Default".into()));
        assert_eq!(double("${U:-x\\}"), Err("Default".into()));
        assert_eq!(double("${U:-\\q}"), Err("Default".into()));
        assert_eq!(resolve("${U:-\"x\\n\"}", ScalarStyle::Literal), Ok("\"x\\n\"".into()));
    }

    #[test]
    fn values_together_are_bounded() {
        let mut variables = Variables::new();
        variables.set("A", &"x".repeat(100_000)).unwrap();
        let template = format!("${{U:-{}}}", "$A".repeat(100_000));
        let mut resolver = Resolver::new(&template, &variables);
        let outcome = resolver.resolve(&scan(&template)[0], ScalarStyle::Plain);
        assert!(resolver.is_exhausted() && outcome.value.is_none());
    }
}
