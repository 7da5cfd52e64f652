//! Increment A: the statement page, the form and the signer's signature.

use jiff::Timestamp;

use super::cross_reference::{self, Trailer};
use super::document::{COPY_FORMAT, CopyPlan, identifiers};
use super::error::PrepareError;
use super::fields::{self, CopyFields};
use super::image::PreparedImage;
use super::place::{Place, Shown, View};
use super::prepared::{Placed, Prepared, complete, resume};
use super::raw::{self, Dictionary};
use super::section::Section;
use super::signature_dictionary::{self, Claims};
use super::statement::{BOLD_NAME, Fonts, Layout, PAGE, REGULAR_NAME, Statement};
use super::stream::deflate;
use super::{appearance, lock, seal};
use crate::digest::DigestState;
use crate::plan::{AppendPlan, ObjectRef, PLAN_FORMAT, PagePlan, RawDictionary};

/// What the signer signs with, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct SignatureRequest {
    /// The wording of the statement page.
    pub statement: Statement,
    /// Where the signature image stands.
    pub place: Place,
    /// The signature image.
    pub image: PreparedImage,
    /// Width of the seal that comes later, in millimetres: its place is made now.
    pub seal_millimetres: f32,
    /// `/Name` of the signature: the signer's full name.
    pub name: String,
    /// `/Reason`; left out when empty.
    pub reason: String,
    /// `/Location`; left out when empty.
    pub location: String,
    /// Time of signing, `/M`.
    pub time: Timestamp,
    /// Bytes of DER to reserve for the CMS; [`CONTENTS_RESERVE`](super::CONTENTS_RESERVE) suits most.
    pub contents_reserve: usize,
}

/// Where the signature and the seal stand.
struct Spot<'a> {
    /// From 0 over the pages of the scan; their number is the statement page.
    index: usize,
    /// The page of the scan, or `None` for the statement page.
    page: Option<&'a PagePlan>,
    view: View,
    /// The widget of the signature, as shown.
    signature: Shown,
    /// The image in it, likewise.
    image: Shown,
    seal: Shown,
}

/// Objects of the increment that others refer to.
struct Numbers {
    page: ObjectRef,
    content: ObjectRef,
    fonts: [ObjectRef; 2],
    signature: ObjectRef,
    seal: ObjectRef,
    /// Text fields of number, book and date, where the agency's field does not hold them.
    texts: Option<[ObjectRef; 3]>,
    appearance: ObjectRef,
    value: ObjectRef,
}

/// Builds increment A over a scan and takes the digest that the signer signs.
///
/// # Errors
/// [`PrepareError`] names what does not fit: the plan, the place, or a text.
pub fn prepare(
    plan: &AppendPlan,
    digest: &DigestState,
    request: &SignatureRequest,
) -> Result<Prepared, PrepareError> {
    if plan.format != PLAN_FORMAT {
        return Err(PrepareError::PlanFormat { found: plan.format, expected: PLAN_FORMAT });
    }
    let hasher = resume(digest, plan.length)?;
    let mut fonts = Fonts::open()?;
    let layout = Layout::of(&request.statement, &fonts)?;
    let spot = spot(plan, request, &layout)?;

    let mut section = Section::begin(plan.length, plan.ends_with_eol, plan.size)?;
    section.free(&plan.unused);
    let numbers = Numbers::reserve(&mut section, spot.page.is_some());
    write_signature_field(&mut section, &numbers, &spot, request);
    let fields = write_fields(&mut section, &numbers, &spot, &layout);
    write_statement(&mut section, plan, &numbers, &layout, &mut fonts)?;
    let catalog = update_document(&mut section, plan, &numbers, &spot);
    let claims = Claims {
        name: &request.name,
        reason: &request.reason,
        location: &request.location,
        time: request.time,
        reserve: request.contents_reserve,
        lock: lock::certification(),
    };
    let marks = signature_dictionary::write(&mut section, numbers.value, &claims)?;

    let id = identifiers(plan.id.as_ref(), digest, &request.time.to_string())?;
    let trailer = Trailer {
        style: plan.cross_reference,
        previous: plan.startxref,
        root: plan.root,
        info: plan.info,
        id: &id,
    };
    let finished = cross_reference::finish(section, &trailer)?;
    let copy = CopyPlan {
        format: COPY_FORMAT,
        length: plan.length.saturating_add(finished.bytes.len() as u64),
        startxref: finished.startxref,
        cross_reference: plan.cross_reference,
        size: finished.size,
        root: plan.root,
        catalog,
        info: plan.info,
        id,
        fields: Some(fields),
    };
    let prepared = complete(plan.length, hasher, finished, &marks, copy);
    Ok(Prepared { placed: Some(spot.placed()), ..prepared })
}

/// Finds where the signature and the seal stand.
fn spot<'a>(
    plan: &'a AppendPlan,
    request: &SignatureRequest,
    layout: &Layout,
) -> Result<Spot<'a>, PrepareError> {
    let statement = View::upright(PAGE.0, PAGE.1);
    let last = plan.pages.len();
    let (index, page, view, signature) = match request.place {
        Place::Default => {
            let image = layout.signature.fit(request.image.width(), request.image.height());
            (last, None, statement, image)
        }
        Place::On { page, rectangle } if page == last => (last, None, statement, statement.ask(rectangle)?),
        Place::On { page: index, rectangle } => {
            let page = plan.pages.get(index).ok_or(PrepareError::NoSuchPage { page: index, last })?;
            let view = View::of(page, index)?;
            (index, Some(page), view, view.ask(rectangle)?)
        }
    };
    let image = signature.fit(request.image.width(), request.image.height());
    let seal = view.seal_beside(image, seal::points(request.seal_millimetres)?);
    let covers = |kept: Shown| signature.meets(kept) || seal.meets(kept);
    if page.is_none() && layout.kept_free.is_some_and(covers) {
        return Err(PrepareError::CoversCheck);
    }
    Ok(Spot { index, page, view, signature, image, seal })
}

impl Numbers {
    fn reserve(section: &mut Section, texts: bool) -> Self {
        let mut next = || section.reserve();
        Self {
            page: next(),
            content: next(),
            fonts: [next(), next()],
            signature: next(),
            seal: next(),
            texts: texts.then(|| [next(), next(), next()]),
            appearance: next(),
            value: next(),
        }
    }

    fn fields(&self) -> Vec<ObjectRef> {
        [self.signature, self.seal].into_iter().chain(self.texts.into_iter().flatten()).collect()
    }
}

impl Spot<'_> {
    fn placed(&self) -> Placed {
        Placed { page: self.index, signature: self.signature.rectangle(), seal: self.seal.rectangle() }
    }

    /// The page on which signature and seal stand.
    fn reference(&self, numbers: &Numbers) -> ObjectRef {
        self.page.map_or(numbers.page, |page| page.reference)
    }
}

fn write_signature_field(
    section: &mut Section,
    numbers: &Numbers,
    spot: &Spot<'_>,
    request: &SignatureRequest,
) {
    let widget = spot.view.widget(spot.signature);
    let page = spot.reference(numbers);
    let field = fields::signature_field(page, &widget, lock::SIGNER, "Chữ ký số của người ký chứng thực")
        .set("V", raw::reference(numbers.value))
        .set("AP", format!("<</N {}>>", raw::reference(numbers.appearance)));
    section.dictionary(numbers.signature, &field);
    // the image's box relative to the widget's, in units of the page
    let unit = spot.view.unit();
    let inside = Shown {
        x: (spot.image.x - spot.signature.x) / unit,
        y: (spot.image.y - spot.signature.y) / unit,
        width: spot.image.width / unit,
        height: spot.image.height / unit,
    };
    appearance::image(section, numbers.appearance, widget.frame, (&request.image, inside), None);
}

/// Makes the fields that the seal fills.
fn write_fields(section: &mut Section, numbers: &Numbers, spot: &Spot<'_>, layout: &Layout) -> CopyFields {
    let (statement, seal) = (numbers.page, numbers.seal);
    match (spot.page, numbers.texts) {
        (Some(page), Some(texts)) => {
            let place = (seal, page.reference, &spot.view);
            CopyFields::on_scan(section, place, spot.seal, texts, (statement, layout.fields))
        }
        _ => CopyFields::on_statement(section, seal, statement, layout.fields, spot.seal),
    }
}

/// Writes the statement page, which inherits nothing from the scan's page tree.
fn write_statement(
    section: &mut Section,
    plan: &AppendPlan,
    numbers: &Numbers,
    layout: &Layout,
    fonts: &mut Fonts,
) -> Result<(), PrepareError> {
    let content = layout.content(fonts)?;
    let [regular, bold] = numbers.fonts;
    fonts.regular.embed(section, regular)?;
    fonts.bold.embed(section, bold)?;
    section.stream(numbers.content, Dictionary::new().set("Filter", "/FlateDecode"), &deflate(&content));

    let page_box = raw::reals(&[0.0, 0.0, PAGE.0, PAGE.1]);
    let resources = format!(
        "<</Font <<{} {} {} {}>>>>",
        raw::name(REGULAR_NAME),
        raw::reference(regular),
        raw::name(BOLD_NAME),
        raw::reference(bold)
    );
    let annotations = numbers.texts.map_or_else(|| numbers.fields(), Vec::from);
    let page = Dictionary::new()
        .set("Type", "/Page")
        .set("Parent", raw::reference(plan.page_root))
        .set("MediaBox", page_box.clone())
        .set("CropBox", page_box)
        .set("Rotate", "0")
        .set("Resources", resources)
        .set("Contents", raw::reference(numbers.content))
        .set("Annots", raw::references(&annotations))
        .set("Tabs", "/R");
    section.dictionary(numbers.page, &page);
    Ok(())
}

/// Repeats the objects of the scan that must know of the new ones; returns the catalog as it then stands.
fn update_document(
    section: &mut Section,
    plan: &AppendPlan,
    numbers: &Numbers,
    spot: &Spot<'_>,
) -> RawDictionary {
    let mut kids = plan.kids.clone();
    kids.push(numbers.page);
    let root = Dictionary::repeat(&plan.page_root_dictionary)
        .set("Kids", raw::references(&kids))
        .set("Count", plan.pages.len().saturating_add(1).to_string());
    section.dictionary(plan.page_root, &root);

    if let Some(page) = spot.page {
        let mut annotations = b"[".to_vec();
        for annotation in &page.annotations {
            annotations.extend_from_slice(&annotation.0);
            annotations.push(b'\n');
        }
        let ours = [raw::reference(numbers.signature), raw::reference(numbers.seal)].join(" ");
        annotations.extend_from_slice(ours.as_bytes());
        annotations.push(b']');
        let page_dictionary = Dictionary::repeat(&page.dictionary).set("Annots", annotations);
        section.dictionary(page.reference, &page_dictionary);
    }

    let form = section.reserve();
    section.dictionary(form, &fields::form(&numbers.fields(), numbers.texts.map(|_| numbers.fonts[0])));

    let catalog = Dictionary::repeat(&plan.catalog)
        .set_if(plan.version < (1, 7), "Version", "/1.7")
        .set("AcroForm", raw::reference(form))
        .set("Perms", lock::permissions(numbers.value));
    section.dictionary(plan.root, &catalog);
    catalog.finish()
}
