//! What a credential helper answers.

use std::fmt;
use std::str::FromStr;

use aws_sdk_ecr::Client;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::aws::{Failure, FailureKind, Session, SessionOptions};
use crate::image::Registry;

/// What a helper says about a registry that it has no password for. Engines go on without one when they read exactly this.
pub const NOT_FOUND: &str = "credentials not found in native keychain";

/// What an engine wants of a helper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HelperAction {
    /// A user name and a password.
    Get,
    /// The registries that there are passwords for.
    List,
    /// To keep a password. Nothing is kept.
    Store,
    /// To forget a password. There is none.
    Erase,
}

/// Why a helper has no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HelperError {
    /// The registry is not one of ECR.
    #[error("{NOT_FOUND}")]
    NotFound,
    /// ECR did not give a password.
    #[error(transparent)]
    Call(#[from] Failure),
}

/// A password. It is shown to nobody.
struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl FromStr for HelperAction {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "get" => Ok(Self::Get),
            "list" => Ok(Self::List),
            "store" => Ok(Self::Store),
            "erase" => Ok(Self::Erase),
            other => {
                Err(format!("a credential helper does not know `{other}`: only get, list, store and erase"))
            }
        }
    }
}

/// The answer of the helper, to be written to standard output. `input` is what the engine wrote to standard input.
///
/// A password is given for `pushed_to`, which the push that started the engine has named, and for private registries of
/// ECR, which are known by the form of their host. Nobody else gets one.
pub async fn answer(
    action: HelperAction,
    input: &str,
    pushed_to: Option<&Registry>,
    mut options: SessionOptions,
) -> Result<String, HelperError> {
    match action {
        HelperAction::List => return Ok("{}".to_owned()),
        HelperAction::Store | HelperAction::Erase => return Ok(String::new()),
        HelperAction::Get => {}
    }
    let server = input.trim();
    let registry = Registry::of(server);
    match registry.ecr_region() {
        // The token of one region is not one for another.
        Some(region) => options.region = Some(region.to_owned()),
        None if pushed_to == Some(&registry) => {}
        None => return Err(HelperError::NotFound),
    }
    let session = Session::load(&options).await?;
    let (user, Secret(password)) = token(&session.ecr()).await?;
    Ok(serde_json::json!({ "ServerURL": server, "Username": user, "Secret": password }).to_string())
}

/// Finds out whether ECR gives a password, which engines keep to themselves when it does not.
pub(in crate::image) async fn check(ecr: &Client) -> Result<(), Failure> {
    token(ecr).await.map(|_| ())
}

/// The user and the password that ECR gives; they hold for 12 hours.
async fn token(ecr: &Client) -> Result<(String, Secret), Failure> {
    let call = "GetAuthorizationToken";
    let answer =
        ecr.get_authorization_token().send().await.map_err(|error| Failure::of("ecr", call, &error))?;
    let token = answer.authorization_data().first().and_then(|data| data.authorization_token());
    let pair = token.and_then(|token| STANDARD.decode(token).ok());
    let pair = pair.and_then(|bytes| String::from_utf8(bytes).ok());
    pair.as_deref()
        .and_then(|pair| pair.split_once(':'))
        .map(|(user, password)| (user.to_owned(), Secret(password.to_owned())))
        .ok_or_else(|| Failure {
            kind: FailureKind::Other,
            service: "ecr",
            operation: call,
            code: None,
            message: "the answer holds no token".to_owned(),
        })
}
