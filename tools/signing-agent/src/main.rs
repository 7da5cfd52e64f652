//! signing-agent
fn main() {}
