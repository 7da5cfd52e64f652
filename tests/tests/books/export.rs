//! The export, read by two programs that nobody here wrote: openpyxl and `LibreOffice`.

use anyhow::{Context as _, Result, ensure};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use journeys::{Office, Requester};
use serde_json::{Value, json};

use super::{end_today, fetched, numbered, today};
use crate::{
    refusals::{cause, of},
    scene::{office, small_scan},
    withdrawal::decision,
};

/// Each sheet's cells by their types, as openpyxl reads them.
const OPENPYXL: &str = "import sys, io, json, base64, openpyxl, datetime\n\
    book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(sys.stdin.read())))\n\
    def cell(value):\n\
    \x20   if isinstance(value, datetime.datetime): return {'date': value.date().isoformat()}\n\
    \x20   return value\n\
    print(json.dumps({sheet.title: [[cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]\n\
    \x20   for sheet in book}))";

fn by_openpyxl(office: &Office, register: &[u8]) -> Result<Value> {
    let read = office.stack.run_python(OPENPYXL, &STANDARD.encode(register))?;
    Ok(serde_json::from_str(&read)?)
}

/// The same as `LibreOffice` reads it: its own flat XML, with the type of each cell.
fn by_libreoffice(register: &[u8]) -> Result<String> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join("register.xlsx"), register)?;
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let output = std::process::Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "fods", "register.xlsx"])
        .current_dir(folder.path())
        .output()
        .context("running soffice; `cargo xtask test` installs what infra/local/programs.txt lists")?;
    ensure!(output.status.success(), "soffice: {}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(folder.path().join("register.fods")).context("soffice converted nothing")
}

async fn exported(office: &Office, book: &str, period: Value) -> Result<(u64, Vec<u8>)> {
    let link = office.clerk.api.post(&format!("/books/{book}/export"), &period).await?.done()?;
    Ok((link["entries"].as_u64().context("no count")?, fetched(office, &link).await?))
}

#[tokio::test]
async fn a_closed_book_is_exported_with_dates_as_dates_numbers_as_numbers_and_its_total() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    let withdrawn = numbered(&office, &book).await?;
    numbered(&office, &book).await?;
    let case = withdrawn["id"].as_str().context("no identifier")?;
    office.seal(case).await?;
    office.clerk.api.post(&format!("/cases/{case}/withdraw"), &decision()).await?.done()?;
    end_today(&office, &book).await?;
    office.clerk.api.post(&format!("/books/{book}/close"), &json!({ "total": 2 })).await?.done()?;

    let (entries, register) = exported(&office, &book, json!({})).await?;
    assert_eq!(entries, 2);
    let sheets = by_openpyxl(&office, &register)?;
    let rows = sheets["Sổ chứng thực"].as_array().context("no register")?;
    let standard = certification::book::RegisterColumns::standard();
    assert_eq!(rows[0], json!(standard.heads()));
    assert_eq!(rows[1], json!(["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"]));
    let day = json!({ "date": today().to_string() });
    let line = |number: &str, note: &Value| {
        json!([number, day, "Trần Thị Bình", "Bằng tốt nghiệp", "Nguyễn Thử Nghiệm, CHỦ TỊCH", 1, 2000, note])
    };
    let note = &rows[2][7];
    assert!(note.as_str().is_some_and(|note| note.contains("45/QĐ-UBND")), "{note}");
    assert_eq!(rows[2], line("1/ĐT", note));
    assert_eq!(rows[3], line("2/ĐT", &json!(null)));
    let text = sheets.to_string();
    for expected in
        ["tổng số 2 (hai) số chứng thực, từ số 1/ĐT đến số 2/ĐT", &office.clerk.name, "AN BÌNH MỚI"]
    {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }

    let flat = by_libreoffice(&register)?;
    let dates = format!("office:value-type=\"date\" office:date-value=\"{}\"", today());
    assert_eq!(flat.matches(&dates).count(), 2, "dates");
    assert_eq!(flat.matches("office:value-type=\"float\" office:value=\"2000\"").count(), 2, "fees");
    assert_eq!(flat.matches("office:value-type=\"float\" office:value=\"1\"").count(), 2, "copies");
    for expected in ["Trần Thị Bình", "Nguyễn Thử Nghiệm, CHỦ TỊCH", "1/ĐT", "Quyển số 01/"]
    {
        assert!(flat.contains(expected), "{expected} is not in LibreOffice's reading");
    }
    Ok(())
}

#[tokio::test]
async fn a_period_is_exported_alone() -> Result<()> {
    let office = office().await?;
    let book = office.book().await?;
    numbered(&office, &book).await?;
    let day = today().to_string();
    let (entries, register) = exported(&office, &book, json!({ "from": day, "to": day })).await?;
    assert_eq!(entries, 1);
    let cover = by_openpyxl(&office, &register)?["Bìa"].to_string();
    assert!(cover.contains(&today().strftime("Từ ngày %d/%m/%Y đến ngày %d/%m/%Y").to_string()), "{cover}");
    // Until the day before, if the year has one.
    if let Some(before) = today().yesterday().ok().filter(|before| before.year() == today().year()) {
        assert_eq!(exported(&office, &book, json!({ "to": before.to_string() })).await?.0, 0);
    }

    let path = format!("/books/{book}/export");
    let year = today().year();
    for (wrong, field) in [
        (json!({ "from": format!("{year}-02-01"), "to": format!("{year}-01-01") }), "to"),
        (json!({ "from": format!("{}-01-01", year + 1) }), "from"),
        (json!({ "to": format!("{}-12-31", year - 1) }), "to"),
    ] {
        let refused = office.clerk.api.post(&path, &wrong).await?.problem()?;
        assert_eq!((refused.status, &refused.facts), (422, &json!({ "field": field })), "{wrong}");
    }
    let wrong = office.clerk.api.post(&path, &json!({ "from": "01/11/2026" })).await?;
    assert_eq!(cause(wrong)?, of(422, "invalid-field"));
    Ok(())
}

#[tokio::test]
async fn the_heads_of_the_columns_are_the_agency_s() -> Result<()> {
    let office = office().await?;
    let records = office.stack.records();
    let agency = records.agency(&office.agency).await?.context("no agency")?;
    let mut heads: Vec<String> = agency.register_columns.clone().into();
    "Số thứ tự".clone_into(&mut heads[0]);
    let register_columns = certification::book::RegisterColumns::new(heads.clone())?;
    records.save_agency(&certification::agency::Agency { register_columns, ..agency }).await?;
    let (_, register) = exported(&office, &office.book().await?, json!({})).await?;
    assert_eq!(by_openpyxl(&office, &register)?["Sổ chứng thực"][0], json!(heads));
    Ok(())
}

/// W41: names as people have them, some of which a spreadsheet could take for a formula, a number or a date.
#[tokio::test]
async fn odd_names_stay_text_and_an_open_book_is_not_called_closed() -> Result<()> {
    const NAMES: [(&str, &str); 5] = [
        ("Nguyễn Thị Ánh", "=HYPERLINK(\"http://x.example\",\"Bằng\")"),
        ("=1+1", "0012345"),
        ("+84912345678", "1/2/2026"),
        ("-Trần Văn Bình", "@SUM(A1)"),
        ("Đỗ \"Ba\" O'Neil", "Giấy <b>&amp;</b>"),
    ];
    let office = office().await?;
    let book = office.book().await?;
    for (name, original) in NAMES {
        let case = office.open_case(&Requester::by_email()).await?;
        let requester = json!({ "name": name, "email": "an@thu.example.vn" });
        let change = json!({ "requester": requester, "original_name": original });
        office.officer.api.patch(&format!("/cases/{case}"), &change).await?.done()?;
        office.attach_scan(&case, small_scan()).await?;
        office.submit(&case).await?;
        office.sign(&case).await?;
        office.number(&case, &book).await?;
    }
    let (entries, register) = exported(&office, &book, json!({})).await?;
    assert_eq!(entries, 5);
    let sheets = by_openpyxl(&office, &register)?;
    let rows = sheets["Sổ chứng thực"].as_array().context("no register")?;
    let read: Vec<_> = rows[2..].iter().map(|row| (row[2].as_str(), row[3].as_str())).collect();
    assert_eq!(read, NAMES.map(|(name, original)| (Some(name), Some(original))));
    let cover = sheets["Bìa"].to_string();
    assert!(!cover.contains("khóa sổ") && cover.contains("Ngày đóng sổ (dự kiến)"), "{cover}");
    let flat = by_libreoffice(&register)?;
    assert!(!flat.contains("table:formula"), "LibreOffice reads a formula");
    assert!(flat.contains("office:value-type=\"string\""));

    // The row of the heads is as high as the head that takes most lines.
    let height = office.stack.run_python(
        "import sys, io, base64, openpyxl\n\
         sheet = openpyxl.load_workbook(io.BytesIO(base64.b64decode(sys.stdin.read())))['Sổ chứng thực']\n\
         width = {at: int(of.width) for of in sheet.column_dimensions.values() for at in range(of.min, of.max + 1)}\n\
         lines = max(-(-len(cell.value) * 12 // (10 * width[cell.column])) for cell in sheet[1])\n\
         print(lines > 1 and sheet.row_dimensions[1].height >= 15 * lines)",
        &STANDARD.encode(&register),
    )?;
    assert_eq!(height.trim(), "True");
    Ok(())
}
