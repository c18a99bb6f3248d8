//! What a stack gave, under the names that scripts and cluster configurations use.
//!
//! Two ways of keeping it are common: a file of `export NAME=value` lines whose names are those of
//! [`names::VARIABLES`], and a flat YAML file that has the outputs under their own names. [`Outputs`] writes both, and
//! merges into files that exist.

mod format;
pub mod names;
mod read;

use crate::env_file::{EnvFile, EnvFileError};

pub use format::{OutputsFormat, UnknownFormat};
pub use read::{OutputsError, of_stack};

/// What a stack gave, and what it was made with.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Outputs {
    /// The name of the stack.
    pub stack_name: String,
    /// Its region, such as `us-east-1`.
    pub region: String,
    /// The zone of its private subnet, where it has the parameter `PrimarySubnetAZ`.
    pub primary_zone: Option<String>,
    /// Its outputs by name, in alphabetical order.
    pub outputs: Vec<(String, String)>,
}

impl Outputs {
    /// What a stack gave; the zone and the outputs come from its description.
    pub fn new(
        stack_name: impl Into<String>,
        region: impl Into<String>,
        primary_zone: Option<String>,
        outputs: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut outputs: Vec<_> = outputs.into_iter().collect();
        outputs.sort();
        let (stack_name, region) = (stack_name.into(), region.into());
        Self { stack_name, region, primary_zone, outputs }
    }

    /// The variables of a file of `export NAME=value` lines, in the order in which people read them: what the stack is,
    /// network, storage, monitoring, then all others.
    pub fn variables(&self) -> Vec<(String, String)> {
        let mut variables = vec![
            ("AWS_REGION".to_owned(), self.region.clone()),
            ("STACK_NAME".to_owned(), self.stack_name.clone()),
        ];
        variables.extend(self.primary_zone.iter().map(|zone| ("PRIMARY_AZ".to_owned(), zone.clone())));
        variables.extend(self.in_order().map(|(output, value)| (names::variable(output), value.clone())));
        variables
    }

    /// The outputs, those that are known first, in the order of [`names::VARIABLES`].
    fn in_order(&self) -> impl Iterator<Item = &(String, String)> {
        let known = names::VARIABLES
            .iter()
            .filter_map(|known| self.outputs.iter().find(|(output, _)| output == known.output));
        known.chain(self.outputs.iter().filter(|(output, _)| names::find(output).is_none()))
    }

    /// The pairs of a flat YAML file: `AWS_REGION`, `AZ`, the name of the stack as `STACK_ID_VPC`, and the outputs under
    /// their own names.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("AWS_REGION".to_owned(), self.region.clone())];
        pairs.extend(self.primary_zone.iter().map(|zone| ("AZ".to_owned(), zone.clone())));
        pairs.push(("STACK_ID_VPC".to_owned(), self.stack_name.clone()));
        // Such an output has no name that a file of variables can have.
        let named = |(output, _): &&(String, String)| pcluster_config::template::is_name(output);
        pairs.extend(self.in_order().filter(named).cloned());
        pairs
    }

    /// Puts everything into a file. A file that has some of the names of the other format gets their values as well, so
    /// that nothing in it is out of date.
    pub fn merge_into(&self, file: &mut EnvFile, format: OutputsFormat) -> Result<(), EnvFileError> {
        let (ours, others) = match format {
            OutputsFormat::Env | OutputsFormat::Json => (self.variables(), self.pairs()),
            OutputsFormat::Yaml => (self.pairs(), self.variables()),
        };
        let stale = others.iter().filter(|(name, _)| file.sets(name)).cloned().collect::<Vec<_>>();
        let all = stale.iter().chain(&ours);
        file.merge(all.map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// A file that holds nothing else.
    pub fn render(&self, format: OutputsFormat) -> Result<String, EnvFileError> {
        let mut file = EnvFile::parse(format.file_name(), "")?;
        self.merge_into(&mut file, format)?;
        Ok(file.to_string())
    }
}
