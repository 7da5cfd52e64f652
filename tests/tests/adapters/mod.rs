//! What the rules rely on in the stores: the contract of `documents` with S3 and of `records` with DynamoDB.

mod documents;
mod records;
