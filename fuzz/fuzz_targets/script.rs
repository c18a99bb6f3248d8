//! Any text as a script: it is read without a panic and in bounded time, and every place is one of the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use pcluster_config::location::Span;
use pcluster_slurm::script::options::SlurmVersion;
use pcluster_slurm::script::value::{Array, Constraint};
use pcluster_slurm::script::{Parsed, parse_for};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for version in [SlurmVersion::OLDEST, SlurmVersion::NEWEST] {
        let parsed = parse_for(text, version);
        places_are_in(text, &parsed);
        let script = parsed.job.script.as_ref().expect("a script has its parts");
        assert_eq!(parsed.job.requests.len(), script.components);
        // Words cover the directive that they are of, one after the other.
        for directive in &script.directives {
            let mut end = directive.keyword.end;
            for word in &directive.words {
                assert!(word.span.start >= end && word.span.end > word.span.start, "{directive:?}");
                end = word.span.end;
                if word.is_plain {
                    assert_eq!(&text[word.span.start..word.span.end], word.text);
                }
            }
        }
        for option in &script.options {
            if let (Some(value), Some(span)) = (&option.value, option.value_span) {
                assert_eq!(&text[span.start..span.end], value, "{option:?}");
            }
        }
    }
    let _ = (Array::read(text), Constraint::read(text));
});

fn places_are_in(text: &str, parsed: &Parsed) {
    let script = parsed.job.script.as_ref().expect("a script has its parts");
    let options = script.options.iter().flat_map(|option| [option.place.span, option.place.value, option.value_span]);
    let mistakes = script.mistakes.iter().flat_map(|mistake| [mistake.place.span, mistake.place.value]);
    let alike = script.late.iter().chain(&script.look_alikes).chain(&script.foreign);
    let alike = alike.flat_map(|line| [Some(line.span), Some(line.keyword)]);
    let comments = parsed.comments.iter().flat_map(|comment| [Some(comment.span), Some(comment.covers)]);
    let spans = options.chain(mistakes).chain(alike).chain(comments).chain([script.first_command]).flatten();
    for Span { start, end } in spans.chain(script.carriage_returns.iter().copied()) {
        assert!(text.get(start..end).is_some(), "{start}..{end} is not in the text");
    }
}
