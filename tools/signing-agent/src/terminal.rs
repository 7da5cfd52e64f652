//! The person at the desk: questions on the terminal, one at a time.
//!
//! One thread reads standard input from start to end, so that its end is noticed at once. A line that answers
//! no question is dropped: nothing typed ahead can consent to what was not shown yet.

use crate::keys::Secret;
use rustix::termios::{self, LocalModes, OptionalActions, QueueSelector, Termios};
use std::fmt::Display;
use std::io::{self, BufRead as _, Read as _, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{oneshot, watch};

/// How long a question stands, before it counts as unanswered.
pub const TIME_TO_ANSWER: Duration = Duration::from_mins(3);
/// Longest line read, in bytes; the rest is another line.
const LONGEST_LINE: u64 = 1024;

/// Tells the person something, on standard error. Where nobody listens any more, it goes on without.
pub fn say(text: impl Display) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Standard input, read as answers.
pub struct Terminal {
    waiting: Waiting,
    end: watch::Receiver<bool>,
}

/// Who waits for the next line.
type Waiting = Arc<Mutex<Option<oneshot::Sender<Secret>>>>;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// [`TIME_TO_ANSWER`] passed.
    Late,
    /// Standard input has ended: nobody can answer.
    Ended,
}

impl Terminal {
    /// Starts to read standard input.
    ///
    /// # Errors
    /// The system's, when it starts no thread.
    pub fn start() -> io::Result<Self> {
        let waiting = Waiting::default();
        let (ended, end) = watch::channel(false);
        let thread_waiting = Arc::clone(&waiting);
        std::thread::Builder::new().name("stdin".to_owned()).spawn(move || {
            while let Some(line) = read_line() {
                let asker = lock(&thread_waiting).take();
                let is_taken = asker.is_some_and(|asker| asker.send(line).is_ok());
                if !is_taken {
                    say("Không có câu hỏi nào đang chờ trả lời.");
                }
            }
            let mut waiting = lock(&thread_waiting);
            let _ = ended.send(true);
            *waiting = None;
        })?;
        Ok(Self { waiting, end })
    }

    /// Resolves when standard input has ended.
    pub async fn end(&self) {
        let _ = self.end.clone().wait_for(|ended| *ended).await;
    }

    /// Asks, and gives the next line without its line end. Asking again, or dropping the question, takes it
    /// back.
    ///
    /// # Errors
    /// [`NoAnswer`].
    pub async fn ask(&self, question: &str) -> Result<Secret, NoAnswer> {
        let (asker, answer) = oneshot::channel();
        {
            let mut waiting = lock(&self.waiting);
            if *self.end.borrow() {
                return Err(NoAnswer::Ended);
            }
            let _ = termios::tcflush(io::stdin(), QueueSelector::IFlush);
            *waiting = Some(asker);
        }
        let _ = write!(io::stderr(), "{question} ");
        match tokio::time::timeout(TIME_TO_ANSWER, answer).await {
            Ok(Ok(line)) => Ok(Secret::new(line.trim_end_matches(['\n', '\r']).to_owned())),
            Ok(Err(_)) => Err(NoAnswer::Ended),
            Err(_) => Err(NoAnswer::Late),
        }
    }

    /// Asks for a secret: [`Self::ask`] without the answer on the screen.
    ///
    /// # Errors
    /// [`NoAnswer`].
    pub async fn ask_secret(&self, question: &str) -> Result<Secret, NoAnswer> {
        let silence = Silence::start();
        let answer = self.ask(question).await;
        drop(silence);
        answer
    }
}

fn lock(waiting: &Waiting) -> MutexGuard<'_, Option<oneshot::Sender<Secret>>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One line; empty when it is not text, `None` at the end.
fn read_line() -> Option<Secret> {
    let mut line = Secret::default();
    match io::stdin().lock().take(LONGEST_LINE).read_line(&mut line) {
        Ok(0) => None,
        Ok(_) => Some(line),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Some(Secret::default()),
        Err(_) => None,
    }
}

/// A terminal that does not echo, until this is dropped. Nothing, where standard input is no terminal.
struct Silence(Option<Termios>);

impl Silence {
    fn start() -> Self {
        let Ok(original) = termios::tcgetattr(io::stdin()) else {
            return Self(None);
        };
        let mut silent = original.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        let is_silent = termios::tcsetattr(io::stdin(), OptionalActions::Now, &silent).is_ok();
        Self(is_silent.then_some(original))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(original) = &self.0 {
            let _ = termios::tcsetattr(io::stdin(), OptionalActions::Now, original);
            say("");
        }
    }
}
