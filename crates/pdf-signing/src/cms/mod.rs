//! CMS signed data (RFC 5652) around a signature made elsewhere, and the certificates in it.
