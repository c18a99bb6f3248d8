//! Properties of configurations that are generated from the schema.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "the helpers of a test fail like the test"
)]

use garde::Validate;
use pcluster_config::diagnostic::Config;
use pcluster_config::facts::Release;
use pcluster_config::model::cluster::ClusterConfig;
use pcluster_config::model::image::ImageConfig;
use pcluster_config::schema::json_schema;
use pcluster_config::{ConfigKind, Options, check_bytes, check_cluster, check_image, to_yaml};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A small generator of numbers (xorshift), so that one seed is one configuration.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides
    }

    fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.roll(items.len())]
    }
}

/// A value that fits a schema; `wrong` is how many of a hundred values break a limit.
fn value(schema: &Value, root: &Value, dice: &mut Dice, wrong: usize) -> Value {
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        return value(root.pointer(&target[1..]).unwrap(), root, dice, wrong);
    }
    let broken = dice.roll(100) < wrong;
    if let Some(choices) = schema.get("enum").and_then(Value::as_array) {
        return if broken && choices[0].is_i64() { json!(77) } else { dice.pick(choices).clone() };
    }
    if let Some(choices) = schema.get("oneOf").and_then(Value::as_array) {
        let choice = dice.pick(choices);
        return choice.get("const").cloned().unwrap_or_else(|| choice["enum"][0].clone());
    }
    let limit = |key: &str| schema.get(key).and_then(Value::as_i64);
    match schema.get("type").and_then(Value::as_str) {
        Some("object") if schema.get("properties").is_some() => object(schema, root, dice, wrong),
        Some("object") if schema.get("additionalProperties").is_some() => json!({}),
        Some("object") => {
            json!({ "SlurmdDebug": "debug2", "Weight": 5, "yes": true, "Later": [1.5, "010", "1:30"] })
        }
        Some("array") => {
            let least = usize::try_from(limit("minItems").unwrap_or(0)).unwrap();
            let most = usize::try_from(limit("maxItems").unwrap_or(2)).unwrap();
            let count = if broken { most + 1 } else { least + dice.roll(most - least + 1) };
            (0..count).map(|_| value(&schema["items"], root, dice, wrong)).collect()
        }
        Some("integer") => {
            let (least, most) =
                (limit("minimum").unwrap_or(0), limit("maximum").unwrap_or(i64::from(u32::MAX)));
            json!(if broken { least - 1 } else { *dice.pick(&[least, most, i64::midpoint(least, most)]) })
        }
        Some("number") => json!(if broken { -0.5 } else { *dice.pick(&[0.0, 0.25, 1e21, 3.0]) }),
        Some("boolean") => json!(dice.roll(2) == 0),
        Some("string") => json!(text(schema, dice, broken)),
        _ => dice.pick(&[json!(true), json!("eipalloc-1"), json!({ "a": [1, null] }), json!(-5)]).clone(),
    }
}

fn object(schema: &Value, root: &Value, dice: &mut Dice, wrong: usize) -> Value {
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let mut object = Map::new();
    for (key, property) in schema["properties"].as_object().unwrap() {
        if required.contains(&key.as_str()) || dice.roll(3) > 0 {
            object.insert(key.clone(), value(property, root, dice, wrong));
        }
    }
    // A custom action is a script or a sequence.
    if schema["properties"].get("Sequence").is_some() {
        if dice.roll(2) == 0 {
            object.remove("Script");
            object.remove("Args");
            object.entry("Sequence").or_insert_with(|| json!([]));
        } else {
            object.remove("Sequence");
            object.entry("Script").or_insert_with(|| json!("s3://bucket/script.sh"));
        }
    }
    Value::Object(object)
}

/// Texts that YAML 1.1 would take for something else, or that need care to be written.
const HARD_TEXTS: [&str; 24] = [
    "no",
    "Yes",
    "on",
    "null",
    "~",
    "",
    "010",
    "0x1F",
    "1:30",
    "1e3",
    "1.5",
    ".5",
    "5",
    "-5",
    "+5",
    "2024-01-01",
    "=",
    "<<",
    "a: b",
    "- a",
    "#x",
    "line\nbreak\n",
    "é\u{1f600}",
    "'\"\\",
];

fn text(schema: &Value, dice: &mut Dice, broken: bool) -> String {
    let Some(pattern) = schema.get("pattern").and_then(Value::as_str) else {
        let longest = schema.get("maxLength").and_then(Value::as_u64);
        return match longest {
            Some(longest) if broken => "x".repeat(usize::try_from(longest).unwrap() + 1),
            _ if schema.get("contentMediaType").is_some() => {
                (*dice.pick(&["", "{}", "{\"a\": [1, NaN]}"])).to_owned()
            }
            _ => (*dice.pick(&HARD_TEXTS)).to_owned(),
        };
    };
    if broken {
        return "\u{1f4a5} nothing like it".to_owned();
    }
    let fitting = fitting(pattern);
    (*dice.pick(&fitting)).to_owned()
}

/// The examples that match a pattern.
fn fitting(pattern: &str) -> Vec<&'static str> {
    const EXAMPLES: [&str; 30] = [
        "ami-12345678",
        "sg-12345678",
        "subnet-0123456789abcdef0",
        "snap-12345678",
        "vol-12345678",
        "fs-12345678",
        "fs-0123456789abcdef0",
        "fsap-0123456789abcdef0",
        "fsvol-0123456789abcdef0",
        "backup-0123456789abcdef0",
        "fc-0123456789abcdef0",
        "/shared",
        "data",
        "1:05:30",
        "23:59",
        "arn:aws:iam::123456789012:role/r",
        "arn:aws:iam::aws:policy/p",
        "arn:aws:iam::123456789012:instance-profile/i",
        "10.0.0.0/16",
        "pl-12345678",
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:s",
        "bucket-*",
        "slurm_acct",
        "us-east-1,eu-west-1",
        "arn:aws:ssm:us-east-1:123456789012:parameter/p",
        "arn:aws:imagebuilder:us-east-1:aws:image/x",
        "my-image",
        "x",
        "0.0.0.0/0",
        "/a/b c",
    ];
    let regex = regex::Regex::new(pattern).unwrap();
    let fitting: Vec<&str> = EXAMPLES.into_iter().filter(|example| regex.is_match(example)).collect();
    assert!(!fitting.is_empty(), "no example fits {pattern}");
    fitting
}

fn document(kind: ConfigKind, release: Release, seed: u64, wrong: usize) -> Value {
    let schema = json_schema(kind, release, false);
    value(&schema, &schema, &mut Dice(seed | 1), wrong)
}

/// The rules about single fields.
const FIELD_RULES: [&str; 5] = ["out-of-range", "wrong-form", "wrong-length", "not-a-choice", "not-json"];

/// The rules that make a text wrong whatever the relations between its keys are.
fn shape_errors(report: &pcluster_config::Report) -> Vec<String> {
    const SHAPE: [&str; 5] = ["unknown-key", "missing-key", "wrong-type", "null-value", "yaml-syntax"];
    let diagnostics = report.diagnostics().iter();
    diagnostics
        .filter(|diagnostic| SHAPE.contains(&diagnostic.rule) || FIELD_RULES.contains(&diagnostic.rule))
        .map(|diagnostic| format!("{}: {} ({})", diagnostic.rule, diagnostic.message, diagnostic.path))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_fits_the_schema_has_no_error_of_shape(seed: u64, image: bool, release in 0..10_usize) {
        let kind = if image { ConfigKind::Image } else { ConfigKind::Cluster };
        let release = Release::all().nth(release).unwrap();
        let text = serde_json::to_string_pretty(&document(kind, release, seed, 0)).unwrap();
        let report = check_bytes("generated.json", text.as_bytes(), &Options { release, kind: Some(kind), ..Options::default() });
        prop_assert_eq!(shape_errors(&report), Vec::<String>::new(), "{}", text);
    }

    #[test]
    fn a_model_that_is_written_and_read_is_the_same(seed: u64, image: bool) {
        let kind = if image { ConfigKind::Image } else { ConfigKind::Cluster };
        let release = Release::newest();
        let document = document(kind, release, seed, 0);
        let (yaml, model) = match kind {
            ConfigKind::Cluster => {
                let model: ClusterConfig = serde_json::from_value(document).unwrap();
                (to_yaml(&model).unwrap(), Config::Cluster(Box::new(model)))
            }
            ConfigKind::Image => {
                let model: ImageConfig = serde_json::from_value(document).unwrap();
                (to_yaml(&model).unwrap(), Config::Image(Box::new(model)))
            }
        };
        let report = check_bytes("written.yaml", yaml.as_bytes(), &Options { release, kind: Some(kind), ..Options::default() });
        prop_assert_eq!(shape_errors(&report), Vec::<String>::new(), "{}", yaml);
        if let Some(read) = report.config() {
            prop_assert_eq!(read, &model, "{}", yaml);
        }
    }

    #[test]
    fn the_attributes_of_the_model_and_the_check_of_a_text_agree(seed: u64, image: bool, wrong in 0..4_usize) {
        let kind = if image { ConfigKind::Image } else { ConfigKind::Cluster };
        // The newest release has the limits of the model itself.
        let release = Release::newest();
        let document = document(kind, release, seed, wrong);
        let (attributes, report) = match kind {
            ConfigKind::Cluster => {
                let model: ClusterConfig = serde_json::from_value(document).unwrap();
                (model.validate().err().map(|report| report.to_string()), check_cluster(&model, &Options { release, ..Options::default() }))
            }
            ConfigKind::Image => {
                let model: ImageConfig = serde_json::from_value(document).unwrap();
                (model.validate().err().map(|report| report.to_string()), check_image(&model, &Options { release, ..Options::default() }))
            }
        };
        let errors = shape_errors(&report);
        prop_assert_eq!(attributes.is_some(), !errors.is_empty(), "{:?} {:?}", attributes, errors);
    }
}
