//! What rules look at.

use super::{Facts, Finding};
use crate::cluster::Partition;
use crate::fit::{Fit, Misfit};
use crate::job::{Assignment, ContainerRequest, Job, Request, Step};
use crate::script::Script;

/// What a job, or one component of a heterogeneous job, asks Slurm for.
pub(crate) struct RequestView<'a> {
    pub(crate) job: &'a Job,
    pub(crate) request: &'a Request,
    /// Its position among the components.
    pub(crate) index: usize,
    /// The partitions it may run in, as far as they are known: those it names, else the default one. Empty without a
    /// cluster.
    pub(crate) partitions: Vec<&'a Partition>,
    /// How it fits the partitions that hold it; empty where something does not fit.
    pub(crate) fits: Vec<Fit>,
    /// What does not fit.
    pub(crate) misfits: Vec<Misfit>,
}

/// A program that the script runs.
pub(crate) struct StepView<'a> {
    pub(crate) job: &'a Job,
    pub(crate) step: &'a Step,
    /// The partitions that the first component of the job may run in.
    pub(crate) partitions: &'a [&'a Partition],
}

/// An environment variable that the job sets.
pub(crate) struct VariableView<'a> {
    pub(crate) job: &'a Job,
    pub(crate) variable: &'a Assignment,
    /// The partitions that the first component of the job may run in.
    pub(crate) partitions: &'a [&'a Partition],
}

/// What options of pyxis ask for, of the job or of one `srun`.
pub(crate) struct ContainerView<'a> {
    pub(crate) job: &'a Job,
    pub(crate) container: &'a ContainerRequest,
    /// The `srun` whose options they are; none for the job as a whole.
    pub(crate) step: Option<&'a Step>,
    /// The partitions that the job, or the component, may run in.
    pub(crate) partitions: &'a [&'a Partition],
}

/// A script, with what it is made of.
pub(crate) struct ScriptView<'a> {
    pub(crate) job: &'a Job,
    pub(crate) script: &'a Script,
}

macro_rules! subjects {
    ($($(#[$doc:meta])* $one:ident | $each:ident ($subject:ty);)+) => {
        /// A part of a job that rules look at.
        pub(crate) enum Subject<'a> {
            $($(#[$doc])* $one($subject),)+
        }

        /// What a rule looks at, and how. With `...Each` it may have more than one thing to say.
        #[allow(dead_code, reason = "not every subject has rules of both kinds")]
        pub(crate) enum Check {
            $(
                $(#[$doc])* $one(for<'a> fn(&$subject, &Facts<'_>) -> Option<Finding>),
                $each(for<'a> fn(&$subject, &Facts<'_>) -> Vec<Finding>),
            )+
        }

        impl Check {
            /// Which kind of subject it looks at, in a word.
            pub(crate) const fn subject(&self) -> &'static str {
                match self {
                    $(Self::$one(_) | Self::$each(_) => stringify!($one),)+
                }
            }

            /// What it has to say about a subject.
            pub(super) fn run(&self, subject: &Subject<'_>, facts: &Facts<'_>, say: &mut dyn FnMut(Finding)) {
                match (self, subject) {
                    $(
                        (Self::$one(check), Subject::$one(subject)) => {
                            check(subject, facts).into_iter().for_each(say);
                        }
                        (Self::$each(check), Subject::$one(subject)) => {
                            check(subject, facts).into_iter().for_each(say);
                        }
                    )+
                    _ => {}
                }
            }
        }
    };
}

subjects! {
    /// A job as a whole.
    Job | JobEach (&'a Job);
    /// A script.
    Script | ScriptEach (ScriptView<'a>);
    /// What a job, or a component of one, asks Slurm for.
    Request | RequestEach (RequestView<'a>);
    /// A program that the script runs.
    Step | StepEach (StepView<'a>);
    /// An environment variable.
    Variable | VariableEach (VariableView<'a>);
    /// A container.
    Container | ContainerEach (ContainerView<'a>);
}
