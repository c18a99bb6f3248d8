//! Rules about sections of the whole cluster.

pub(super) mod awsbatch_unsupported;
