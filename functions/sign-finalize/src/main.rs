//! sign-finalize
fn main() {}
