//! Finding `${NAME}`, `${NAME:-default}` and `$NAME` in a text.

use crate::location::Span;

/// How deep defaults may stand inside defaults.
const MAX_DEPTH: usize = 8;

/// A placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placeholder<'t> {
    pub(super) span: Span,
    pub(super) name: &'t str,
    /// `${NAME}` rather than `$NAME`.
    pub(super) braced: bool,
    /// What stands after `:-`.
    pub(super) default: Option<Vec<Piece<'t>>>,
}

/// A part of a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Text(Span),
    Placeholder(Placeholder<'t>),
}

/// What begins like a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found<'t> {
    Good(Placeholder<'t>),
    Bad(Span, Problem),
}

/// Why something that begins like a placeholder is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Unclosed,
    NoName,
    Operator,
    TooDeep,
    /// The default cannot be read as the rest of the scalar it stands in.
    Default,
    /// The default of an unquoted scalar begins with a quote.
    QuotedDefault,
}

impl Found<'_> {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Good(placeholder) => placeholder.span,
            Self::Bad(span, _) => *span,
        }
    }
}

impl Problem {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Unclosed => "no closing brace follows on this line",
            Self::NoName => "this is not the name of a variable",
            Self::Operator => "only `:-` may follow the name",
            Self::TooDeep => "defaults are nested too deeply here",
            Self::Default => "the default does not fit into the quotes around it",
            Self::QuotedDefault => "these quotes would become part of the text",
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Unclosed => "close it with `}` on the same line",
            Self::NoName => {
                "a name consists of letters, digits and `_` and does not begin with a digit; \
                 for a literal `${` set a variable to `$` and write `${THAT_VARIABLE}{`"
            }
            Self::Operator => "write `${NAME}` or `${NAME:-default}`; everything else needs a shell",
            Self::TooDeep => "set the variables instead of nesting their defaults",
            Self::Default => "write the default without quotes and escapes",
            Self::QuotedDefault => "write the quotes around the whole placeholder",
        }
    }
}

/// Whether a text contains a placeholder with braces, such as `${NAME}` or `${NAME:-default}`.
///
/// ```
/// use pcluster_config::template::contains_placeholder;
///
/// assert!(contains_placeholder("s3://${S3_BUCKET_NAME}/data/"));
/// assert!(!contains_placeholder("^[a-z]+$"));
/// ```
pub fn contains_placeholder(text: &str) -> bool {
    text.contains("${") && scan(text).iter().any(|found| matches!(found, Found::Good(good) if good.braced))
}

/// Whether a text is one placeholder with braces and nothing else.
///
/// ```
/// use pcluster_config::template::is_placeholder;
///
/// assert!(is_placeholder("${PRIVATE_SUBNET_ID}"));
/// assert!(!is_placeholder("${STACK_NAME}-data"));
/// ```
pub fn is_placeholder(text: &str) -> bool {
    text.starts_with("${")
        && matches!(scan(text).as_slice(), [Found::Good(only)] if only.span == Span::new(0, text.len()))
}

/// The places of all placeholders with braces, in the order of the text; one inside another is part of it.
pub(crate) fn placeholder_spans(text: &str) -> Vec<Span> {
    let good = scan(text).into_iter().filter_map(|found| match found {
        Found::Good(placeholder) if placeholder.braced => Some(placeholder.span),
        _ => None,
    });
    good.collect()
}

/// The length of the shell name at the start of a text, or 0.
pub(super) fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(first) if first.is_ascii_alphabetic() || *first == b'_' => bytes
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')
            .unwrap_or(bytes.len()),
        _ => 0,
    }
}

/// Whether the whole text is a name of a variable: letters, digits and `_`, and no digit first.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && name_length(text) == text.len()
}

/// Finds everything that begins like a placeholder, in the order of the text. A placeholder stands on one line.
pub(super) fn scan(text: &str) -> Vec<Found<'_>> {
    let mut scanner = Scanner { text, frames: Vec::new(), found: Vec::new() };
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = match byte {
            b'$' => scanner.dollar(at),
            b'}' if !scanner.frames.is_empty() => scanner.close(at),
            b'\n' | b'\r' => {
                scanner.give_up();
                at + 1
            }
            _ => at + 1,
        };
    }
    scanner.give_up();
    scanner.found
}

/// A `${` that is not closed yet.
struct Frame<'t> {
    start: usize,
    name: &'t str,
    pieces: Vec<Piece<'t>>,
    literal: usize,
    bad: Option<(Span, Problem)>,
}

struct Scanner<'t> {
    text: &'t str,
    frames: Vec<Frame<'t>>,
    found: Vec<Found<'t>>,
}

impl<'t> Scanner<'t> {
    fn dollar(&mut self, start: usize) -> usize {
        let rest = self.text.get(start + 1..).unwrap_or_default();
        if let Some(inside) = rest.strip_prefix('{') {
            let (name, after) = inside.split_at(name_length(inside));
            let end = start + 2 + name.len();
            if !name.is_empty() && after.starts_with('}') {
                let span = Span::new(start, end + 1);
                self.emit(Found::Good(Placeholder { span, name, braced: true, default: None }));
                return end + 1;
            }
            let operator = !name.is_empty() && after.starts_with(":-");
            let problem = if name.is_empty() { Problem::NoName } else { Problem::Operator };
            let literal = if operator { end + 2 } else { end };
            let bad = (!operator).then_some((Span::at(start), problem));
            self.frames.push(Frame { start, name, pieces: Vec::new(), literal, bad });
            return literal;
        }
        let length = name_length(rest);
        let end = start + 1 + length;
        if let Some(name) = rest.get(..length).filter(|name| !name.is_empty()) {
            let span = Span::new(start, end);
            self.emit(Found::Good(Placeholder { span, name, braced: false, default: None }));
        }
        end
    }

    fn close(&mut self, at: usize) -> usize {
        if let Some(mut frame) = self.frames.pop() {
            let span = Span::new(frame.start, at + 1);
            let found = match frame.bad {
                Some((inner, problem)) if inner.start == frame.start => Found::Bad(span, problem),
                Some((inner, problem)) => Found::Bad(inner, problem),
                None if self.frames.len() >= MAX_DEPTH => Found::Bad(span, Problem::TooDeep),
                None => {
                    if frame.literal < at {
                        frame.pieces.push(Piece::Text(Span::new(frame.literal, at)));
                    }
                    let default = Some(frame.pieces);
                    Found::Good(Placeholder { span, name: frame.name, braced: true, default })
                }
            };
            self.emit_closed(found, span);
        }
        at + 1
    }

    fn emit(&mut self, found: Found<'t>) {
        let span = found.span();
        self.emit_closed(found, span);
    }

    /// Hands what was found to the placeholder around it, or out; `whole` is the range that it takes up.
    fn emit_closed(&mut self, found: Found<'t>, whole: Span) {
        let Some(frame) = self.frames.last_mut() else {
            self.found.push(match found {
                Found::Bad(_, problem) => Found::Bad(whole, problem),
                good @ Found::Good(_) => good,
            });
            return;
        };
        match found {
            Found::Bad(span, problem) => {
                frame.bad.get_or_insert((span, problem));
                frame.pieces.clear();
            }
            Found::Good(placeholder) if frame.bad.is_none() => {
                if frame.literal < whole.start {
                    frame.pieces.push(Piece::Text(Span::new(frame.literal, whole.start)));
                }
                frame.literal = whole.end;
                frame.pieces.push(Piece::Placeholder(placeholder));
            }
            Found::Good(_) => {}
        }
    }

    /// The line ended: what is open stays open, what stands inside counts by itself.
    fn give_up(&mut self) {
        for frame in std::mem::take(&mut self.frames) {
            self.found.push(Found::Bad(Span::new(frame.start, frame.start + 2), Problem::Unclosed));
            self.found.extend(frame.pieces.into_iter().filter_map(|piece| match piece {
                Piece::Placeholder(placeholder) => Some(Found::Good(placeholder)),
                Piece::Text(_) => None,
            }));
        }
    }
}

#[cfg(test)]
#[path = "placeholder_tests.rs"]
mod tests;
