//! Tests of the whole.

#[cfg(feature = "cli")]
mod cli;
mod layering;
