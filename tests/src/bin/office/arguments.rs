//! The command line.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};
use scans::{Layout, Scan, hostile};

const HELP: &str = "\
office found [--unequipped]                     an agency, its officials with passwords and desks, a book
office cases --office FILE --state STATE [--count N] [--layout LAYOUT] [--size BYTES] [--account NUMBER]
office scan --out FILE [--layout LAYOUT] [--size BYTES] [--hostile NAME]
office sign-out USERNAME                        withdraws every sign-in of somebody
office mail ADDRESS                             what SES has sent there
office check FILE.pdf                           what pyHanko says of its signatures";

/// What is asked for.
pub(crate) enum Command {
    /// A new office; without certificates and images when it is not equipped.
    Found { equipped: bool },
    /// Cases of an office in a state.
    Cases(Wanted),
    /// A scan in a file.
    Scan(ScanFile),
    /// The end of somebody's sign-ins.
    SignOut { username: String },
    /// The mail to an address.
    Mail { address: String },
    /// What pyHanko says of a copy.
    Check { copy: PathBuf },
}

/// The cases that are wanted.
pub(crate) struct Wanted {
    /// What `found` printed.
    pub(crate) office: PathBuf,
    /// State in the words of the API.
    pub(crate) state: String,
    /// How many.
    pub(crate) count: usize,
    /// Number of the requester's portal account; without one the copies go by e-mail.
    pub(crate) account: Option<String>,
    /// The scan of each.
    pub(crate) scan: Scan,
}

/// A scan to be written.
pub(crate) struct ScanFile {
    out: PathBuf,
    bytes: Vec<u8>,
}

impl ScanFile {
    /// Writes it.
    pub(crate) fn write(&self) -> Result<()> {
        fs::write(&self.out, &self.bytes).with_context(|| format!("writing {}", self.out.display()))
    }
}

#[derive(Default)]
struct Options {
    operand: Option<String>,
    unequipped: bool,
    office: Option<PathBuf>,
    state: Option<String>,
    count: Option<usize>,
    account: Option<String>,
    layout: Option<Layout>,
    size: Option<usize>,
    hostile: Option<String>,
    out: Option<PathBuf>,
}

impl Command {
    pub(crate) fn from_command_line() -> Result<Self> {
        let mut parser = Parser::from_env();
        let Some(Arg::Value(command)) = parser.next()? else { bail!("which command?\n{HELP}") };
        let command = command.string()?;
        let options = Options::read(&mut parser)?;
        let operand = || options.operand.clone().with_context(|| format!("an operand is missing\n{HELP}"));
        Ok(match command.as_str() {
            "found" => Self::Found { equipped: !options.unequipped },
            "cases" => Self::Cases(Wanted {
                office: options.office.clone().context("whose cases? Give --office FILE")?,
                state: options.state.clone().context("in which state? Give --state")?,
                count: options.count.unwrap_or(1),
                account: options.account.clone(),
                scan: options.scan(),
            }),
            "scan" => Self::Scan(ScanFile {
                out: options.out.clone().context("where to? Give --out FILE")?,
                bytes: options.bytes()?,
            }),
            "sign-out" => Self::SignOut { username: operand()? },
            "mail" => Self::Mail { address: operand()? },
            "check" => Self::Check { copy: operand()?.into() },
            unknown => bail!("there is no command `{unknown}`\n{HELP}"),
        })
    }
}

impl Options {
    fn read(parser: &mut Parser) -> Result<Self> {
        let mut read = Self::default();
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Value(value) if read.operand.is_none() => read.operand = Some(value.string()?),
                Arg::Long("unequipped") => read.unequipped = true,
                Arg::Long("office") => read.office = Some(parser.value()?.into()),
                Arg::Long("state") => read.state = Some(parser.value()?.string()?),
                Arg::Long("count") => read.count = Some(parser.value()?.parse()?),
                Arg::Long("account") => read.account = Some(parser.value()?.string()?),
                Arg::Long("layout") => read.layout = Some(layout(&parser.value()?.string()?)?),
                Arg::Long("size") => read.size = Some(parser.value()?.parse()?),
                Arg::Long("hostile") => read.hostile = Some(parser.value()?.string()?),
                Arg::Long("out") => read.out = Some(parser.value()?.into()),
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(read)
    }

    /// A small scan, quickly made, unless a size asks for more pixels.
    fn scan(&self) -> Scan {
        let layout = self.layout.unwrap_or(Layout::Classic);
        match self.size {
            Some(size) => Scan::diploma(layout, size),
            None => Scan { dpi: 60, ..Scan::diploma(layout, 60_000) },
        }
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        let Some(name) = &self.hostile else { return Ok(self.scan().bytes()) };
        let all = hostile();
        let file = all.iter().find(|file| file.name == *name).with_context(|| {
            let names: Vec<_> = all.iter().map(|file| file.name.as_str()).collect();
            format!("there is no hostile file `{name}`; there are:\n{}", names.join("\n"))
        })?;
        Ok(file.bytes.clone())
    }
}

/// A layout by its name in lower case: `classic`, `rotated`, `nona4`.
fn layout(name: &str) -> Result<Layout> {
    let named = |layout: &Layout| format!("{layout:?}").to_lowercase() == name;
    Layout::ALL.into_iter().find(named).with_context(|| {
        let known: Vec<_> = Layout::ALL.iter().map(|one| format!("{one:?}").to_lowercase()).collect();
        format!("there is no layout `{name}`; there are {}", known.join(", "))
    })
}
