//! The reasons that AWS gives, without what says nothing to anybody.

/// A reason, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Reason {
    /// What was said, without wrapping.
    pub(super) message: String,
    /// The error code of the service, or the one that the resource handler gave: `VpcLimitExceeded`, `AlreadyExists`.
    pub(super) codes: Vec<String>,
}

impl Reason {
    /// Takes apart what AWS says, which comes in several forms:
    ///
    /// - `message (Service: AmazonEC2; Status Code: 400; Error Code: X; Request ID: ...; Proxy: null)`
    /// - `Resource handler returned message: "message (Service: Ec2, Status Code: 400, Request ID: ...)" (RequestToken: ...,
    ///   HandlerErrorCode: X)`
    pub(super) fn read(text: &str) -> Self {
        let codes = ["HandlerErrorCode: ", "Error Code: "]
            .iter()
            .flat_map(|label| text.split(label).skip(1))
            .map(|rest| rest.split([',', ';', ')', ' ']).next().unwrap_or_default().to_owned())
            .filter(|code| !code.is_empty())
            .collect();
        let mut message = text.trim();
        if let Some((_, rest)) = message.split_once("Resource handler returned message: \"") {
            message = rest.rsplit_once("\" (RequestToken").map_or(rest, |(inner, _)| inner);
        }
        for label in [" (Service: ", " (RequestToken: ", " (SDK Attempt Count"] {
            message = message.split_once(label).map_or(message, |(before, _)| before);
        }
        // A blob of hundreds of characters that only `aws sts decode-authorization-message` understands.
        if let Some((before, _)) = message.split_once(" Encoded authorization failure message:") {
            message = before;
        }
        Self { message: message.trim().trim_end_matches('.').to_owned(), codes }
    }

    /// Whether a code, or the message, has this in it.
    pub(super) fn has(&self, part: &str) -> bool {
        self.codes.iter().any(|code| code.contains(part)) || contains(&self.message, part)
    }

    /// The action that was not allowed, as IAM policies name it.
    pub(super) fn denied(&self) -> Option<&str> {
        let after = |label: &str| {
            let (_, rest) = self.message.split_once(label)?;
            let action = rest.split([' ', '.', ',']).next()?;
            action.contains(':').then_some(action)
        };
        after("not authorized to perform: ").or_else(|| after("API: "))
    }
}

/// Whether a text has a part in it, in capitals or not.
fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}
