//! Text to tree.

mod builder;
mod comment;
mod nodes;
mod open;
mod tag;

use granit_parser::{Parser, options};

use crate::allow::Comment;
use crate::diagnostic::Diagnostic;

use super::gate;
use super::limits::{MAX_DEPTH, MAX_PROBLEMS};
use super::prepared::Prepared;
use super::tree::{NodeId, Tree};

use builder::Builder;

/// What was read.
pub(crate) struct Parsed<'t> {
    pub(crate) tree: Tree<'t>,
    /// The document; `None` where the text is no YAML at all.
    pub(crate) root: Option<NodeId>,
    pub(crate) problems: Vec<Diagnostic>,
    /// Whether placeholders stand where values are.
    pub(crate) has_placeholders: bool,
    /// Whether a placeholder stands where it is no YAML.
    pub(crate) excused: bool,
    /// The comments that may speak to this tool.
    pub(crate) comments: Vec<Comment<'t>>,
}

/// Reads a text as the official loader does.
pub(crate) fn parse<'t>(prepared: &'t Prepared<'_>) -> Parsed<'t> {
    let mut builder = Builder::new(prepared);
    let depth = MAX_DEPTH;
    let options = options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        flow_nesting_limit: depth,
        block_nesting_limit: depth,
    };
    let mut failed = false;
    for event in Parser::new_from_str_with_options(&prepared.parsed, options) {
        let read = match event {
            Ok((event, span)) => {
                builder.tag = span.tag_span().map(|tag| builder.span(&tag));
                builder.event(event, builder.span(&span))
            }
            Err(error) => Err(builder.syntax_error(&error)),
        };
        if let Err(problem) = read {
            builder.problems.push(*problem);
            failed = true;
            break;
        }
        if builder.problems.len() >= MAX_PROBLEMS {
            failed = true;
            break;
        }
    }
    if !failed {
        gate::tabs(prepared, &builder.opaque, &mut builder.problems);
        builder.check_weight();
    }
    let root = if failed { None } else { builder.root };
    // Without a whole document nobody knows where its comments stand.
    let comments = if root.is_some() { comment::of(prepared, &builder.opaque) } else { Vec::new() };
    Parsed {
        tree: builder.tree,
        root,
        problems: builder.problems,
        has_placeholders: builder.has_placeholders,
        excused: builder.excused,
        comments,
    }
}
