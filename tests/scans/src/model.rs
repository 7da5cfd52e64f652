//! Objects of a PDF before they are laid out in a file.

/// What an object is.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// Anything but a stream, as it is written.
    Plain(String),
    /// A stream: its dictionary without the brackets and the length, and its data.
    Stream(String, Vec<u8>),
}

/// The objects of a document; the first has number 1.
#[derive(Debug, Clone, Default)]
pub(crate) struct Model {
    /// The objects in the order of their numbers.
    pub(crate) objects: Vec<Body>,
    /// Number of the catalog.
    pub(crate) root: u32,
    /// Number of the information dictionary.
    pub(crate) info: u32,
    /// More entries of the trailer.
    pub(crate) trailer: String,
}

impl Model {
    /// Keeps a number for an object that is set later.
    pub(crate) fn reserve(&mut self) -> u32 {
        self.add(Body::Plain("null".to_owned()))
    }

    /// Adds an object and gives its number.
    pub(crate) fn add(&mut self, body: Body) -> u32 {
        self.objects.push(body);
        u32::try_from(self.objects.len()).unwrap_or(u32::MAX)
    }

    /// Adds an object that is not a stream.
    pub(crate) fn plain(&mut self, text: impl Into<String>) -> u32 {
        self.add(Body::Plain(text.into()))
    }

    /// Sets an object that has a number already.
    pub(crate) fn set(&mut self, number: u32, text: impl Into<String>) {
        if let Some(body) = self.objects.get_mut(number as usize - 1) {
            *body = Body::Plain(text.into());
        }
    }

    /// Adds entries before the end of a dictionary.
    pub(crate) fn extend(&mut self, number: u32, entries: &str) {
        match self.objects.get_mut(number as usize - 1) {
            Some(Body::Plain(text)) => {
                if let Some(inside) = text.strip_suffix(">>") {
                    *text = format!("{inside}{entries}>>");
                }
            }
            Some(Body::Stream(dictionary, _)) => dictionary.push_str(entries),
            None => {}
        }
    }

    /// Entries of the trailer, `/Size` apart.
    pub(crate) fn trailer(&self) -> String {
        let id = "<43687574686E675468756331303031AA>";
        format!("/Root {} 0 R /Info {} 0 R /ID [{id} {id}]{}", self.root, self.info, self.trailer)
    }
}

/// `[a 0 R b 0 R]`
pub(crate) fn array_of(numbers: &[u32]) -> String {
    let references: Vec<String> = numbers.iter().map(|number| format!("{number} 0 R")).collect();
    format!("[{}]", references.join(" "))
}
