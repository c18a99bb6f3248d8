//! What hostile input may cost.

/// The largest text that is read, in bytes. Configurations of hundreds of queues stay far below.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// The deepest nesting that is read. The official tool gives up a little deeper, at the end of its stack.
pub const MAX_DEPTH: usize = 400;

/// How many nodes a document may count when every alias is written out, beyond twice the nodes it really has.
pub const MAX_ALIAS_NODES: u64 = 1_000_000;

/// How many problems of one file are reported.
pub const MAX_PROBLEMS: usize = 10_000;
