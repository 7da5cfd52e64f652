//! Whole journeys, refusals and adapters, against the running stack that `STACK` describes.
//!
//! Every test founds an agency of its own, so that all run side by side.

mod adapters;
mod administration;
mod appointments;
mod books;
mod check;
mod contract_over_http;
mod delegation;
mod deliveries;
mod desk_work;
mod directory;
mod duplicates;
mod idempotency;
mod images;
mod layouts;
mod limits;
mod locked;
mod lost_answers;
mod names;
mod odd_pages;
mod orphans;
mod programs;
mod queues;
mod refusals;
mod repaired;
mod returns;
mod scene;
mod transfer;
mod walk_in;
mod withdrawal;
