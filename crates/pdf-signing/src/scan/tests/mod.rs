//! `inspect` against the generator of scans, which knows what it made.

mod hostile;
mod layouts;
mod qpdf;
mod random;
mod work;
