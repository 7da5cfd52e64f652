//! The agent as a desk meets it: the real program, asked over its TLS WebSocket.

mod agent;
mod connection;
mod consent;
mod keystore;
mod signing;
mod token;
