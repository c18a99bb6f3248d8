//! Requests from options as they stand on a command line.

use pcluster_slurm::job::{Place, Request};
use pcluster_slurm::script::options::{Resolved, SlurmVersion, Tool, apply, by_letter, resolve};

/// What options ask for. Blanks separate them; quotes are not known here.
pub(crate) fn request(options: &str) -> Request {
    let mut request = Request::default();
    let mut words = options.split_whitespace();
    while let Some(word) = words.next() {
        let (option, value) = if let Some(long) = word.strip_prefix("--") {
            let (name, value) =
                long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
            let Resolved::Known(option) = resolve(name, Tool::Sbatch, SlurmVersion::NEWEST) else {
                panic!("{word} is no option")
            };
            (option, value)
        } else {
            let letter = word.chars().nth(1).expect("an option");
            let option = by_letter(letter, Tool::Sbatch).expect("an option");
            let value = word.get(2..).filter(|value| !value.is_empty());
            (option, value.or_else(|| words.next()))
        };
        apply(&mut request, option, value, Place::default()).unwrap_or_else(|bad| panic!("{word}: {bad:?}"));
    }
    request
}
