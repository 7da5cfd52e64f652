//! Every program that the sources start by name is declared in `infra/local/programs.txt`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Folders with what was installed or built.
const NOT_SOURCES: [&str; 6] = ["target", "node_modules", "dist", ".git", ".local", "test-results"];

/// Where the first argument of a call names a program, by the ending of the file.
const CALLS: [(&str, &[&str]); 4] = [
    ("rs", &["Command::new("]),
    (
        "py",
        &[
            "subprocess.run(",
            "subprocess.check_output(",
            "subprocess.check_call(",
            "subprocess.Popen(",
            "os.system(",
        ],
    ),
    (
        "ts",
        &["spawn(", "spawnSync(", "execFile(", "execFileSync(", "execSync(", "executablePath: ", "command: "],
    ),
    ("mjs", &["spawn(", "spawnSync(", "execFile(", "execFileSync(", "execSync("]),
];

/// Folders of programs. A path into one would pass by `PATH`.
const FOLDERS: [&str; 5] = ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/bin/", "/sbin/"];

/// Starts a test with another `PATH` (`xtask/src/programs.rs`).
const BY_PATH: &str = "/usr/bin/env";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn declared() -> BTreeSet<String> {
    let list = fs::read_to_string(root().join("infra/local/programs.txt")).unwrap();
    let lines = list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let programs = lines.flat_map(|line| line.split_once(": ").unwrap().1.split_whitespace());
    programs.map(|word| word.split_once('=').map_or(word, |(name, _)| name).to_owned()).collect()
}

/// Every file of the folder with one of the endings of [`CALLS`].
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !NOT_SOURCES.contains(&name.as_str()) {
                sources(&path, found);
            }
        } else if calls(&path).is_some() {
            found.push(path);
        }
    }
}

fn calls(path: &Path) -> Option<&'static [&'static str]> {
    let ending = path.extension()?.to_str()?;
    CALLS.iter().find(|(of, _)| *of == ending).map(|(_, calls)| *calls)
}

/// The programs that a source starts by a name written in it: the first word of the text after each call.
fn started(source: &str, calls: &[&str]) -> BTreeSet<String> {
    let mut started = BTreeSet::new();
    for call in calls {
        for (at, _) in source.match_indices(call) {
            let argument = source[at + call.len()..].trim_start_matches(['[', '(', ' ', '\n']);
            let Some(quote) = argument.chars().next().filter(|first| "\"'`".contains(*first)) else {
                continue;
            };
            let text = argument[1..].split(quote).next().unwrap();
            let word = text.split_whitespace().next().unwrap_or(text);
            if !word.starts_with('$') {
                started.insert(word.to_owned());
            }
        }
    }
    started
}

#[test]
fn every_program_that_is_started_by_name_is_declared() {
    let declared = declared();
    let mut undeclared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut files = Vec::new();
    sources(&root(), &mut files);
    for path in files.iter().filter(|path| !path.ends_with("xtask/tests/programs.rs")) {
        let source = fs::read_to_string(path).unwrap();
        for program in started(&source, calls(path).unwrap()) {
            if !declared.contains(&program) {
                undeclared.entry(program.clone()).or_default().push(path.display().to_string());
            }
            seen.insert(program);
        }
        for line in source.lines().filter(|line| !line.starts_with("#!")) {
            let allowed = line.replace(BY_PATH, "");
            let by_path = FOLDERS.iter().any(|folder| {
                ["\"", "'", "`"].iter().any(|quote| allowed.contains(&format!("{quote}{folder}")))
            });
            assert!(!by_path, "{}: a program is started by its path, past PATH: {line}", path.display());
        }
    }
    assert!(undeclared.is_empty(), "not in infra/local/programs.txt: {undeclared:#?}");
    // The scan sees what it should see.
    for program in ["zbarimg", "kill", "soffice", "cargo", "node"] {
        assert!(seen.contains(program), "nothing starts {program}: {seen:?}");
    }
}

#[test]
fn calls_of_programs_are_found_in_every_language() {
    let found = |ending: &str, source: &str| {
        let path = PathBuf::from(format!("source.{ending}"));
        started(source, calls(&path).unwrap()).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(found("rs", "Command::new(\n    \"zbarimg\")"), ["zbarimg"]);
    assert_eq!(found("rs", "Command::new(&stack.python)"), [""; 0]);
    assert_eq!(found("py", "subprocess.run([\"git\", \"log\"])\nos.system('tar x')"), ["git", "tar"]);
    assert_eq!(
        found("ts", "command: `node a.js`, executablePath: '/usr/bin/x', spawn(agent)"),
        ["/usr/bin/x", "node"]
    );
    assert_eq!(found("mjs", "execSync('git log')"), ["git"]);
}
