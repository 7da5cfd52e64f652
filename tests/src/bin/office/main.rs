//! `office`: an office of its own for each file of the console's browser tests, and what those tests look at
//! from outside.
//!
//! The browser tests are written in TypeScript; what they begin with is made here, by the same steps as the
//! journeys and over the same API, so that it is as real and made in seconds. What a command gives is JSON on
//! standard output.

mod arguments;
mod cases;
mod founding;
mod looking;

use std::process::ExitCode;

use anyhow::Result;
use journeys::Stack;

use crate::arguments::Command;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("office: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let command = Command::from_command_line()?;
    if let Command::Scan(scan) = &command {
        return scan.write();
    }
    let stack = Stack::from_env()?;
    let answer = match command {
        Command::Scan(_) => return Ok(()),
        Command::Found { equipped } => Box::pin(founding::found(&stack, equipped)).await?,
        Command::Cases(wanted) => Box::pin(cases::make(&stack, &wanted)).await?,
        Command::SignOut { username } => looking::sign_out(&stack, &username).await?,
        Command::Mail { address } => looking::mail(&stack, &address).await?,
        Command::Check { copy } => looking::check(&stack, &copy)?,
    };
    println!("{answer}");
    Ok(())
}
