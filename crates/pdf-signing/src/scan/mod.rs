//! Reading a scan once: what it is, whether it can be certified, and how to append to it.
