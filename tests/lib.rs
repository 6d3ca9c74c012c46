//! Tests of the whole.

#[cfg(feature = "cli")]
mod cli;
mod eval;
mod gold;
mod layering;
mod rules;
mod world;
