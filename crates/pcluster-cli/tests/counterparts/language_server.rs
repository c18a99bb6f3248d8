//! An editor without a window: it speaks the Language Server Protocol with `yaml-language-server`, which serves YAML in
//! VS Code, Neovim and others.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::process::tools;

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running language server.
pub(super) struct LanguageServer {
    process: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    settings: Value,
    requests: u64,
    versions: HashMap<String, u64>,
}

impl LanguageServer {
    /// Starts it with the schemas of the setting `yaml.schemas`: a map of URIs to patterns of file names.
    pub(super) fn start(schemas: &Value) -> Self {
        let program = tools().join("node_modules/yaml-language-server/bin/yaml-language-server");
        let mut process = Command::new("node")
            .arg(program)
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed");
        let (stdin, stdout) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let (sender, messages) = channel();
        thread::spawn(move || receive(BufReader::new(stdout), &sender));
        let settings = json!({
            "yamlVersion": "1.1",
            "schemas": schemas,
            "schemaStore": { "enable": false },
            "completion": true,
            "hover": true,
            "validate": true,
        });
        let mut server = Self { process, stdin, messages, settings, requests: 0, versions: HashMap::new() };
        let capabilities = json!({
            "workspace": { "configuration": true },
            "textDocument": { "completion": { "completionItem": { "snippetSupport": true } } },
        });
        server.request(
            "initialize",
            &json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
        );
        server.notify("initialized", &json!({}));
        while server.next()["method"] != "workspace/configuration" {}
        server
    }

    /// Opens a document, or replaces its text, and returns the messages of its diagnostics with their lines, from 1.
    pub(super) fn diagnostics(&mut self, name: &str, text: &str) -> Vec<(u64, String)> {
        let uri = uri(name);
        let version = self.versions.entry(uri.clone()).or_default();
        *version += 1;
        if *version == 1 {
            let document = json!({ "uri": uri, "languageId": "yaml", "version": *version, "text": text });
            self.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        } else {
            let document = json!({ "uri": uri, "version": *version });
            let changes = json!([{ "text": text }]);
            self.notify(
                "textDocument/didChange",
                &json!({ "textDocument": document, "contentChanges": changes }),
            );
        }
        loop {
            let message = self.next();
            let parameters = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics" && parameters["uri"] == uri.as_str() {
                let diagnostics = parameters["diagnostics"].as_array().unwrap();
                let line = |diagnostic: &Value| diagnostic["range"]["start"]["line"].as_u64().unwrap() + 1;
                let message = |diagnostic: &Value| diagnostic["message"].as_str().unwrap().to_owned();
                return diagnostics
                    .iter()
                    .map(|diagnostic| (line(diagnostic), message(diagnostic)))
                    .collect();
            }
        }
    }

    /// What is offered where `|` stands in a text.
    pub(super) fn completions(&mut self, name: &str, text: &str) -> Vec<Value> {
        let parameters = self.open_at_cursor(name, text);
        let answer = self.request("textDocument/completion", &parameters);
        answer.get("items").unwrap_or(&answer).as_array().unwrap().clone()
    }

    /// What is shown for the place where `|` stands in a text.
    pub(super) fn hover(&mut self, name: &str, text: &str) -> String {
        let parameters = self.open_at_cursor(name, text);
        let answer = self.request("textDocument/hover", &parameters);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    fn open_at_cursor(&mut self, name: &str, text: &str) -> Value {
        let (before, after) = text.split_once('|').expect("a cursor");
        self.diagnostics(name, &format!("{before}{after}"));
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap().chars().count();
        json!({ "textDocument": { "uri": uri(name) }, "position": { "line": line, "character": character } })
    }

    fn request(&mut self, method: &str, parameters: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let mut message = self.next();
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].take();
            }
        }
    }

    fn notify(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.stdin.flush().unwrap();
    }

    /// The next message; what the server asks is answered.
    fn next(&mut self) -> Value {
        let message = self.messages.recv_timeout(PATIENCE).expect("an answer of the language server");
        if let (Some(id), Some(method)) = (message.get("id"), message.get("method")) {
            let result = if method == "workspace/configuration" {
                let sections = message["params"]["items"].as_array().unwrap();
                let setting = |item: &Value| {
                    if item["section"] == "yaml" { self.settings.clone() } else { Value::Null }
                };
                sections.iter().map(setting).collect()
            } else {
                Value::Null
            };
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
        }
        message
    }
}

impl Drop for LanguageServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn uri(name: &str) -> String {
    format!("file:///project/{name}")
}

/// Passes messages on until the server closes its output.
fn receive(mut stdout: BufReader<ChildStdout>, messages: &Sender<Value>) {
    let mut length = 0;
    let mut line = String::new();
    while stdout.read_line(&mut line).is_ok_and(|read| read > 0) {
        if let Some(value) = line.strip_prefix("Content-Length: ") {
            length = value.trim().parse().unwrap();
        } else if line.trim().is_empty() {
            let mut body = vec![0; length];
            stdout.read_exact(&mut body).unwrap();
            if messages.send(serde_json::from_slice(&body).unwrap()).is_err() {
                return;
            }
        }
        line.clear();
    }
}
