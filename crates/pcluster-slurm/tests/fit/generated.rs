//! Jobs that nobody thought of.
