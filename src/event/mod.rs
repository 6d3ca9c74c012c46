//! Frames bound to typed slots, clause by clause.
