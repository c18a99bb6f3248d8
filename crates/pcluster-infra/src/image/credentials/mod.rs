//! The password of the registry: from ECR to the engine, over a pipe, and nowhere else.
//!
//! Container engines ask a *credential helper* for passwords: a program `docker-credential-NAME` that is given the address
//! of a registry on standard input and answers on standard output. `pclusterctl` is such a program itself when it is called
//! by that name. For a push, the engine gets a directory of configuration that names this helper for the one registry, and
//! a directory on its `PATH` with a link to the program. Both hold nothing secret; the password is asked for by the engine
//! when it needs it, and as often as it does.

mod configuration;
mod helper;

pub use configuration::{HELPER_PROGRAM, PROFILE_VARIABLE, REGISTRY_VARIABLE};
pub use helper::{HelperAction, HelperError, NOT_FOUND, answer};

pub(in crate::image) use configuration::Configuration;
pub(in crate::image) use helper::check;
