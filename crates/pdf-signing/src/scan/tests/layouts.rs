//! Every layout is read as it was made.

use scans::{Layout, Made, Scan};

use crate::digest::Hasher;
use crate::plan::{AppendPlan, CrossReference, ObjectRef, RawValue, Rectangle};
use crate::scan::{Inspection, inspect};

fn inspected(layout: Layout, size: usize) -> (Made, Inspection) {
    let made = Scan::new(layout, size).make();
    let inspection = inspect(&made.bytes).unwrap_or_else(|refusal| panic!("{layout:?} {size}: {refusal}"));
    (made, inspection)
}

fn plan(layout: Layout) -> AppendPlan {
    inspected(layout, 200_000).1.plan
}

#[test]
fn the_plan_says_what_the_generator_knows_at_every_size() {
    for layout in Layout::ALL {
        for size in [200_000, 4_900_000, 5_100_000, 30_000_000] {
            let (made, Inspection { plan, .. }) = inspected(layout, size);
            let style =
                if made.cross_reference_stream { CrossReference::Stream } else { CrossReference::Table };
            assert_eq!(
                (plan.length, plan.startxref, plan.size, plan.cross_reference, plan.ends_with_eol),
                (made.bytes.len() as u64, made.startxref as u64, made.size, style, true),
                "{layout:?} {size}"
            );
            let boxes: Vec<_> =
                plan.pages.iter().map(|page| (page.visible, page.rotate, page.user_unit)).collect();
            let expected: Vec<_> = made
                .sheets
                .iter()
                .map(|sheet| {
                    let [x0, y0, x1, y1] = sheet.visible();
                    (Rectangle { x0, y0, x1, y1 }, sheet.rotate, sheet.user_unit)
                })
                .collect();
            assert_eq!(boxes, expected, "{layout:?} {size}");
        }
    }
}

#[test]
fn the_digest_is_that_of_the_whole_scan_and_can_be_taken_up() {
    let (made, inspection) = inspected(Layout::Classic, 200_000);
    let mut whole = Hasher::new();
    whole.update(&made.bytes);
    assert_eq!(inspection.sha256, whole.clone().finish());
    assert_eq!(inspection.state, whole.state());
}

#[test]
fn versions_ids_and_information_are_kept() {
    let plan = plan(Layout::Stream);
    assert_eq!(plan.version, (1, 7));
    assert_eq!(plan.root, ObjectRef { number: 1, generation: 0 });
    assert_eq!(plan.page_root, ObjectRef { number: 2, generation: 0 });
    assert_eq!(plan.info, Some(ObjectRef { number: 3, generation: 0 }));
    let id = RawValue(b"ChuthngThuc1001\xAA".to_vec());
    assert_eq!(plan.id, Some((id.clone(), id)));
}

#[test]
fn a_page_keeps_its_dictionary_as_it_stands_without_its_annotations() {
    let plan = plan(Layout::Updated);
    let page = plan.pages.first().unwrap();
    let keys: Vec<&str> = page.dictionary.0.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["Type", "Parent", "Resources", "Contents", "MediaBox"]);
    let resources =
        page.dictionary.0.iter().find(|(key, _)| key == "Resources").map(|(_, value)| value.0.as_slice());
    assert_eq!(resources, Some(&b"<</XObject <</Im0 4 0 R>>>>"[..]));
    let annotations: Vec<&[u8]> = page.annotations.iter().map(|value| value.0.as_slice()).collect();
    assert_eq!(annotations, [b"7 0 R"]);
}

#[test]
fn the_root_of_the_page_tree_lends_what_it_says_and_keeps_it() {
    let plan = plan(Layout::InheritedBoxes);
    let keys: Vec<&str> = plan.page_root_dictionary.0.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["Type", "MediaBox", "Rotate"]);
    assert_eq!(plan.kids, plan.pages.iter().map(|page| page.reference).collect::<Vec<_>>());
}

#[test]
fn a_nested_page_tree_gives_its_upper_nodes_as_kids_and_all_its_pages() {
    let plan = plan(Layout::NestedPages);
    assert_eq!((plan.kids.len(), plan.pages.len()), (2, 5));
}

#[test]
fn a_form_without_fields_is_dropped_and_arrays_are_given_directly() {
    for layout in [Layout::EmptyForm, Layout::IndirectArrays] {
        let plan = plan(layout);
        assert!(plan.catalog.0.iter().all(|(key, _)| key != "AcroForm"), "{layout:?}");
    }
    let plan = plan(Layout::IndirectArrays);
    let annotations: Vec<&[u8]> = plan.pages[0].annotations.iter().map(|value| value.0.as_slice()).collect();
    assert_eq!(annotations, [b"9 0 R"]);
}
