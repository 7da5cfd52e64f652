//! Building incremental updates from a plan.
