//! Numbers: ranges and choices.

use crate::schema::Whole;
use crate::source::lenient::{self, NotWhole};
use crate::source::tree::{Kind, NodeId};

use super::Checker;

impl Checker<'_, '_> {
    pub(super) fn whole(&mut self, whole: &Whole, node: NodeId) {
        let kind = self.tree.kind(node);
        let span = self.tree.span(node);
        let value = match lenient::whole(kind) {
            Ok(value) => value,
            Err(NotWhole::Infinite) => {
                let message = format!("{} must be a whole number, but this is infinite", self.name());
                return self.error("wrong-type", span, message, "", "write a whole number");
            }
            Err(NotWhole::Wrong) => {
                let help = match kind {
                    Kind::Text(text) if text.starts_with('$') => {
                        "write a placeholder with braces, `${NAME}`: others are not recognised"
                    }
                    Kind::Text(text) if text.starts_with("0o") => {
                        "write an octal number as `010`, or in decimal"
                    }
                    Kind::Text(text) if is_exponent(text) => "write the number without an exponent",
                    Kind::Text(text) if text.starts_with(|first: char| first.is_ascii_digit()) => {
                        "write only the digits of the number"
                    }
                    _ => "write a whole number",
                };
                return self.wrong_type(node, "a whole number", help);
            }
        };
        if let Kind::Float(float) = kind
            && float.fract() != 0.0
        {
            let message = format!("{} is a whole number: {float} is read as {value}", self.name());
            self.warning("fraction-dropped", span, message, "", "write a whole number");
        }
        let number = value.wide();
        if !whole.choices.is_empty() && !whole.choices.iter().any(|choice| i128::from(*choice) == number) {
            let choices: Vec<String> = whole.choices.iter().map(ToString::to_string).collect();
            let message = format!("{value} is not a choice for {}", self.name());
            let help = format!("choose one of {}", choices.join(", "));
            return self.error("not-a-choice", span, message, "", &help);
        }
        let below = whole.least.is_some_and(|least| number < i128::from(least));
        let above = whole.most.is_some_and(|most| number > i128::from(most));
        if below || above {
            let wanted = match (whole.least, whole.most) {
                (Some(least), Some(most)) => format!("from {least} to {most}"),
                (Some(least), None) => format!("{least} or more"),
                (None, most) => format!("{} or less", most.unwrap_or_default()),
            };
            let given =
                if i64::try_from(number).is_ok() { value.to_string() } else { "far beyond".to_owned() };
            let message = format!("{} must be {wanted}, but is {given}", self.name());
            self.error("out-of-range", span, message, "", &format!("write a number that is {wanted}"));
        }
    }

    pub(super) fn float(&mut self, least: Option<f64>, node: NodeId) {
        let Some(value) = lenient::number(self.tree.kind(node)) else {
            return self.wrong_type(node, "a number", "write a number such as `0.5`");
        };
        if let Some(least) = least.filter(|least| value < *least) {
            let message = format!("{} must be {least} or more, but is {value}", self.name());
            let help = format!("write a number that is {least} or more");
            self.error("out-of-range", self.tree.span(node), message, "", &help);
        }
    }
}

/// Whether a text is a number with an exponent, which YAML 1.1 takes for a text.
fn is_exponent(text: &str) -> bool {
    text.split_once(['e', 'E'])
        .is_some_and(|(number, exponent)| number.parse::<f64>().is_ok() && exponent.parse::<i32>().is_ok())
}
