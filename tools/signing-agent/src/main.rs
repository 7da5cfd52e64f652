//! signing-agent: see the library for how it works, the README for how to use it.

use signing_agent::desk::Desk;
use signing_agent::keys::{KeySource, Secret, pkcs11, pkcs12};
use signing_agent::options::{self, Command, Options, Source};
use signing_agent::terminal::{Terminal, say};
use signing_agent::{identity, server, wire};
use std::convert::Infallible;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

type Failure = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let options = match options::parse(std::env::args_os().skip(1)) {
        Ok(Command::Serve(options)) => options,
        Ok(Command::Help) => {
            print!("{}", options::HELP);
            return ExitCode::SUCCESS;
        }
        Ok(Command::Version) => {
            println!("{}", wire::version_answer());
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            say(error);
            return ExitCode::from(2);
        }
    };
    match run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("Không khởi động được dịch vụ ký số: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let result = runtime.block_on(serve(options));
    // A token may still wait for a finger on its pad; the program does not.
    runtime.shutdown_background();
    result
}

/// Serves until a signal or the end of standard input says stop, be it in the middle of a question.
async fn serve(options: Options) -> Result<(), Failure> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let terminal = if reads_stdin(&options) { Some(Arc::new(Terminal::start()?)) } else { None };
    let watched = terminal.clone().filter(|_| options.stops_with_stdin);
    let end_of_input = async move {
        match watched {
            Some(terminal) => terminal.end().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = interrupt.recv() => Ok(()),
        _ = terminate.recv() => Ok(()),
        () = end_of_input => Ok(()),
        stopped = start(options, terminal) => stopped.map(|never| match never {}),
    }
}

async fn start(options: Options, terminal: Option<Arc<Terminal>>) -> Result<Infallible, Failure> {
    let keys = open_keys(options.source, terminal.as_deref()).await?;
    let folder = options.data_dir.or_else(usual_data_dir).ok_or("thiếu --data-dir")?;
    let identity = identity::open_or_make(&folder, time::OffsetDateTime::now_utc())?;
    let listener = TcpListener::bind((std::net::Ipv4Addr::LOCALHOST, options.port)).await?;
    say(format_args!("Trình duyệt cần tin cậy chứng thư {}", identity.path.display()));
    let mut stdout = std::io::stdout();
    writeln!(stdout, "READY wss://{} cert={}", listener.local_addr()?, identity.path.display())?;
    stdout.flush()?;
    let desk = Desk::new(keys, terminal, options.is_unattended);
    Ok(server::serve(listener, identity, options.origins, desk).await?)
}

/// Standard input is left alone where nobody is asked, so that the agent can run in the background.
fn reads_stdin(options: &Options) -> bool {
    let never_asks = matches!(options.source, Source::Pkcs12 { passphrase_file: Some(_), .. });
    options.stops_with_stdin || !options.is_unattended || !never_asks
}

async fn open_keys(source: Source, terminal: Option<&Terminal>) -> Result<KeySource, Failure> {
    match source {
        Source::Pkcs12 { file, passphrase_file } => {
            let content = read(&file)?;
            let passphrase = match (passphrase_file, terminal) {
                (Some(path), _) => first_line(&path)?,
                (None, Some(terminal)) => {
                    let question = format!("Mật khẩu của {}:", file.display());
                    terminal.ask_secret(&question).await.map_err(|_| "chưa nhập mật khẩu của tệp khóa")?
                }
                (None, None) => return Err("thiếu --passphrase-file".into()),
            };
            Ok(KeySource::Pkcs12(pkcs12::Keystore::open(&content, &passphrase)?))
        }
        Source::Pkcs11 { module, token, key_label, pin_file } => {
            let pin = pin_file.map(|path| first_line(&path)).transpose()?;
            let choice = pkcs11::Choice { token, certificate: key_label };
            Ok(KeySource::Pkcs11(pkcs11::Token::open(&module, choice, pin)?))
        }
    }
}

fn first_line(path: &Path) -> Result<Secret, Failure> {
    let content = Secret::new(String::from_utf8(read(path)?)?);
    Ok(Secret::new(content.lines().next().unwrap_or_default().to_owned()))
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| format!("không đọc được {}: {error}", path.display()).into())
}

/// Where desktop programs keep their data (XDG Base Directory Specification).
fn usual_data_dir() -> Option<PathBuf> {
    let folder = |variable| std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")));
    data.map(|data| data.join("signing-agent"))
}
