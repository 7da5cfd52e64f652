//! The new signature field, which is its own widget, and what hangs it into the document.

use std::collections::BTreeSet;

use super::layout::Update;
use super::parts::is_harmless;
use super::same::{not_listed, same, same_but};
use super::signature::Signature;
use crate::arrival::refusal::ArrivalRefusal;
use crate::plan::{AppendPlan, ObjectRef, PagePlan, RawDictionary, Rectangle};
use crate::scan::syntax::{Dictionary, Object};

/// What the field and widget may say: no action, no lock, no children.
const KEYS: [&[u8]; 16] = [
    b"Type", b"Subtype", b"FT", b"T", b"TU", b"V", b"F", b"Ff", b"P", b"Rect", b"AP", b"MK", b"DA", b"DR",
    b"BS", b"Border",
];
/// The signature may cover this part of a page at most, so that it cannot hide what was certified.
const LARGEST_SHARE: f32 = 0.25;

/// Checks field, page, form and catalog; gives the numbers of all objects that they account for.
///
/// # Errors
/// [`ArrivalRefusal::Object`] for the first that changes more than a new signature field must.
pub(super) fn check(
    update: &Update<'_>,
    signature: &Signature,
    plan: &AppendPlan,
) -> Result<BTreeSet<u32>, ArrivalRefusal> {
    let field = find(update, signature, plan)?;
    let mut accounted = BTreeSet::from([signature.reference.number, field.number]);
    accounted.extend(check_pages(update, field, plan)?);
    accounted.extend(check_form(update, field, plan)?);
    Ok(accounted)
}

/// The one signature field: new, with the signature as its value.
fn find(update: &Update<'_>, signature: &Signature, plan: &AppendPlan) -> Result<ObjectRef, ArrivalRefusal> {
    let mut fields = update.objects.values().filter_map(|placed| match &placed.indirect.value.object {
        Object::Dictionary(dictionary)
            if dictionary.name(b"FT").is_some() || dictionary.value(b"V").is_some() =>
        {
            Some((placed.indirect.reference, dictionary))
        }
        _ => None,
    });
    let (Some((reference, field)), None) = (fields.next(), fields.next()) else {
        return Err(ArrivalRefusal::Structure("not exactly one field"));
    };
    let refuse = |cause| Err(not_listed(reference.number, cause));
    if reference.number < plan.size || field.entries().any(|(key, _)| !KEYS.contains(&key)) {
        return refuse("the field is not new, or says more than a signature field");
    }
    if field.name(b"FT") != Some(b"Sig")
        || field.name(b"Subtype") != Some(b"Widget")
        || field.reference(b"V") != Some(signature.reference)
    {
        return refuse("the field is not the signature's");
    }
    if !field.entries().all(|(_, value)| is_harmless(&value.object)) {
        return refuse("the field holds what is no part of an appearance");
    }
    match field.object(b"T") {
        Some(Object::String(_)) => {}
        _ => return refuse("the field has no name"),
    }
    if let Some(Object::Dictionary(appearance)) = field.object(b"AP")
        && appearance.entries().any(|(key, _)| key != b"N")
    {
        return refuse("the field has more than one appearance");
    }
    Ok(reference)
}

/// Exactly one page is repeated, with the widget as its last annotation and nothing else changed.
fn check_pages(update: &Update<'_>, field: ObjectRef, plan: &AppendPlan) -> Result<Vec<u32>, ArrivalRefusal> {
    let mut pages = plan.pages.iter().filter_map(|page| Some((page, update.object(page.reference)?)));
    let (Some((page, repeated)), None) = (pages.next(), pages.next()) else {
        return Err(ArrivalRefusal::Structure("not exactly one page with the signature"));
    };
    let number = page.reference.number;
    let Object::Dictionary(dictionary) = &repeated.value.object else {
        return Err(not_listed(number, "the page is no dictionary"));
    };
    if repeated.data.is_some() || !same_but(&page.dictionary, dictionary, &[b"Annots"]) {
        return Err(not_listed(number, "more of the page has changed than its annotations"));
    }
    let annotations = page.annotations.iter();
    let listed = list(update, dictionary, b"Annots", plan).filter(|listed| {
        listed.elements.len() == page.annotations.len().saturating_add(1)
            && annotations.zip(&listed.elements).all(|(kept, found)| same(kept, found))
            && listed.elements.last() == Some(&Object::Reference(field))
    });
    let listed = listed.ok_or(not_listed(number, "more has been annotated than the signature"))?;
    check_place(update, field, page)?;
    Ok([number].into_iter().chain(listed.held_by).collect())
}

/// The widget lies on its page, and on a small part of it.
fn check_place(update: &Update<'_>, field: ObjectRef, page: &PagePlan) -> Result<(), ArrivalRefusal> {
    let widget = update.object(field).map(|indirect| &indirect.value.object);
    let Some(Object::Dictionary(widget)) = widget else { return Err(not_listed(field.number, "no widget")) };
    if widget.value(b"P").is_some() && widget.reference(b"P") != Some(page.reference) {
        return Err(not_listed(field.number, "the signature is said to be on another page"));
    }
    let rectangle = rectangle(widget).ok_or(not_listed(field.number, "the signature has no place"))?;
    let area = |r: &Rectangle| (r.x1 - r.x0) * (r.y1 - r.y0);
    let visible = &page.visible;
    let inside = rectangle.x0 >= visible.x0
        && rectangle.y0 >= visible.y0
        && rectangle.x1 <= visible.x1
        && rectangle.y1 <= visible.y1;
    // an invisible signature has no area, wherever it is
    let harmless = area(&rectangle) == 0.0 || (inside && area(&rectangle) <= LARGEST_SHARE * area(visible));
    if harmless {
        Ok(())
    } else {
        Err(not_listed(field.number, "the signature lies off the page or covers too much of it"))
    }
}

fn rectangle(widget: &Dictionary<'_>) -> Option<Rectangle> {
    let Object::Array(elements) = widget.object(b"Rect")? else { return None };
    let numbers: Vec<f32> = elements
        .iter()
        .map(|element| {
            std::str::from_utf8(element.raw).ok()?.parse().ok().filter(|number: &f32| number.is_finite())
        })
        .collect::<Option<_>>()?;
    let [a, b, c, d] = *numbers else { return None };
    Some(Rectangle { x0: a.min(c), y0: b.min(d), x1: a.max(c), y1: b.max(d) })
}

/// The form is new, with the field as its only one; the catalog has changed in nothing else.
fn check_form(update: &Update<'_>, field: ObjectRef, plan: &AppendPlan) -> Result<Vec<u32>, ArrivalRefusal> {
    let number = plan.root.number;
    let missing = ArrivalRefusal::Structure("the form does not have the signature field");
    let Some(catalog) = update.object(plan.root) else { return Err(missing) };
    let mut accounted = vec![number];
    let Object::Dictionary(dictionary) = &catalog.value.object else {
        return Err(not_listed(number, "the catalog is no dictionary"));
    };
    // a signing program may state a later version and the extensions that it uses (7.12)
    let stated = dictionary.value(b"Version").is_none_or(|version| matches!(version.object, Object::Name(_)))
        && dictionary.object(b"Extensions").is_none_or(is_harmless);
    if !stated || !same_but(&plan.catalog, dictionary, &[b"AcroForm", b"Version", b"Extensions"]) {
        return Err(not_listed(number, "more of the catalog has changed than its form"));
    }
    let form = match dictionary.object(b"AcroForm") {
        Some(Object::Dictionary(form)) => form,
        Some(Object::Reference(place)) if place.number >= plan.size => {
            match update.object(*place).map(|indirect| &indirect.value.object) {
                Some(Object::Dictionary(form)) => {
                    accounted.push(place.number);
                    form
                }
                _ => return Err(missing),
            }
        }
        _ => return Err(not_listed(number, "the catalog has another form")),
    };
    accounted.extend(check_fields(update, form, field, plan).ok_or(missing)?);
    Ok(accounted)
}

/// The object that holds the fields, when the form does not itself; `None` when the form is not as it may be.
fn check_fields(
    update: &Update<'_>,
    form: &Dictionary<'_>,
    field: ObjectRef,
    plan: &AppendPlan,
) -> Option<Vec<u32>> {
    // signing turns the flags on (12.7.3, table 225); the form may bring its default resources
    let flags = form.integer(b"SigFlags").is_none_or(|flags| (0..=3).contains(&flags));
    let harmless = form.object(b"DR").is_none_or(is_harmless);
    let free: [&[u8]; 4] = [b"Fields", b"SigFlags", b"DR", b"DA"];
    if !flags || !harmless || !same_but(&RawDictionary::default(), form, &free) {
        return None;
    }
    let listed = list(update, form, b"Fields", plan)?;
    (listed.elements == [Object::Reference(field)]).then(|| listed.held_by.into_iter().collect())
}

/// An array, and the number of the new object that holds it when it is not direct.
struct List<'a> {
    elements: Vec<Object<'a>>,
    held_by: Option<u32>,
}

fn list<'a>(update: &Update<'a>, holder: &Dictionary<'a>, key: &[u8], plan: &AppendPlan) -> Option<List<'a>> {
    let (array, held_by) = match holder.object(key)? {
        Object::Array(elements) => (elements, None),
        Object::Reference(reference) if reference.number >= plan.size => {
            match &update.object(*reference)?.value.object {
                Object::Array(elements) => (elements, Some(reference.number)),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(List { elements: array.iter().map(|element| element.object.clone()).collect(), held_by })
}
