//! Job to script.
