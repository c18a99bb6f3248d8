//! Memory.

rules! {
    too_much_memory,
    memory_not_enforced,
}
