//! What is found, what is not, and what is not searched for.

use proptest::prelude::*;

use super::{super::fixtures, *};

fn search(text: &str) -> Search {
    text.parse().unwrap()
}

/// Trần Thị Bình's diploma, 127/ĐT, of case 01K8E5V3YJ9X0W6P2R4T7Q1Z5B, with the check code
/// 0000-0000-0000-0007.
fn numbered() -> Case {
    let case = fixtures::with_scan().submit(fixtures::official("officer"), fixtures::at(2)).unwrap();
    let case = case.prepare_signature(fixtures::handed()).unwrap();
    case.sign(fixtures::signature()).unwrap().number(fixtures::issued()).unwrap()
}

#[test]
fn a_case_is_found_by_what_people_type_of_it() {
    let case = numbered();
    for found in [
        "Trần Thị Bình",
        "tran thi binh",
        "BÌNH trần",
        "  binh ",
        "tốt nghiệp",
        "bang tot",
        "bình bằng",
        "127",
        "127/ĐT",
        "127/dt binh",
        "1Z5B",
        "ct-7q1z5b",
        "CT-7QIZ5B",
        "01K8E5V3YJ9X0W6P2R4T7Q1Z5B",
        "0000-0000-0000-0007",
        "0000 0000 0000 0007",
        "oooo-0007",
    ] {
        assert!(search(found).finds(&case), "{found}");
    }
    for missed in [
        "Trần Thị Bích",
        "binh khai sinh",
        "27",
        "12",
        "1127",
        "128",
        "Z5B",
        "8E5V",
        "0000-0008",
        "127 khong",
    ] {
        assert!(!search(missed).finds(&case), "{missed}");
    }
}

/// The same rows as the console's tests read.
#[test]
fn a_case_is_found_as_the_table_of_examples_says() {
    let mut case = numbered();
    case.request.requester.name = "Y'Mẫu Thị Đào".to_owned();
    let table: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/values/search.json")).unwrap();
    for row in table["finds"].as_array().unwrap() {
        assert_eq!(
            Some(search(row["typed"].as_str().unwrap()).finds(&case)),
            row["found"].as_bool(),
            "{row}"
        );
    }
}

#[test]
fn a_case_without_number_or_code_is_found_by_its_names_alone() {
    let case = fixtures::draft();
    assert!(search("binh").finds(&case) && search("1z5b").finds(&case));
    assert!(!search("127").finds(&case) && !search("0007").finds(&case));
}

#[test]
fn a_personal_number_is_not_searched_for_however_it_is_written() {
    for number in [
        "001099000001",
        "001 099 000 001",
        "001.099.000.001",
        "Bình 001099-000001",
        "012345678",
        "cmnd 012 345 678",
        "０１２３４５６７８",
    ] {
        assert_eq!(number.parse::<Search>(), Err(InvalidSearch::PersonalNumber), "{number}");
    }
    // A tax code, a register number with its year, a phone number.
    for other in ["0100109106", "0100109106-001", "127/2026", "0912345678", "12345678", "0000000000000007"] {
        assert!(other.parse::<Search>().is_ok(), "{other}");
    }
}

#[test]
fn a_search_has_something_to_find_and_an_end() {
    for nothing in ["", "   ", "\u{301}", &"a".repeat(LONGEST_SEARCH + 1)] {
        assert_eq!(nothing.parse::<Search>(), Err(InvalidSearch::Length), "{nothing:?}");
    }
    assert!("ă".repeat(LONGEST_SEARCH).parse::<Search>().is_ok());
    assert_eq!(format!("{:?}", search("Bình")), "Search(…)");
}

#[test]
fn a_filter_lets_through_what_was_received_on_its_day_of_its_type() {
    let case = fixtures::draft();
    let of = |day: &str, code: &str| CaseFilter {
        received_on: Some(day.parse().unwrap()),
        document_type: Some(code.to_owned()),
        search: None,
    };
    assert!(of("2026-11-23", "bang-tot-nghiep").lets_through(&case));
    assert!(!of("2026-11-24", "bang-tot-nghiep").lets_through(&case));
    assert!(!of("2026-11-23", "khac").lets_through(&case));
    assert!(CaseFilter::default().is_empty() && CaseFilter::default().lets_through(&case));
    assert!(!of("2026-11-23", "khac").is_empty());

    // Received at 00:30 in Vietnam, when it is still the day before in UTC.
    let early = fixtures::at(0) - jiff::SignedDuration::from_mins(510);
    let request = case.request.clone();
    let case = Case::open(case.id, &fixtures::agency(), request, fixtures::official("officer"), early);
    assert!(of("2026-11-23", "bang-tot-nghiep").lets_through(&case));
}

proptest! {
    #[test]
    fn a_case_is_found_by_its_own_names(name in "[A-ZĐ][a-zăâđêôơưạảấầ]{1,6}( [A-ZĐ][a-zăâđêôơưạảấầ]{1,6}){0,4}") {
        let mut case = fixtures::draft();
        case.request.requester.name = name.clone();
        prop_assert!(search(&name.to_uppercase()).finds(&case));
        prop_assert!(search(&folded(&name)).finds(&case));
    }

    #[test]
    fn whatever_is_typed_is_searched_for_or_refused(text in "\\PC{0,120}") {
        if let Ok(search) = text.parse::<Search>() {
            let mut case = numbered();
            case.request.original_name = text;
            prop_assert!(!search.words.is_empty() && search.finds(&case));
        }
    }
}
