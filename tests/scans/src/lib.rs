//! Scans made for the demo and the tests.
