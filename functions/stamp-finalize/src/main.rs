//! stamp-finalize
fn main() {}
