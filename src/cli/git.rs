//! Earlier versions of a file, from git, where there is one. Without it nothing is lost but the words that changed.

use std::path::Path;
use std::process::{Command, Stdio};

/// The most versions that are looked through.
const MOST: usize = 1_000;

/// The texts that a file had, newest first, as far as `enough` wants them. Errors: why there is no history.
pub fn versions(root: &Path, path: &str, mut enough: impl FnMut(&str) -> bool) -> Result<(), String> {
    // Where the file lies may be a repository of its own within the site's.
    let (folder, name) = path.rsplit_once('/').unwrap_or((".", path));
    let folder = &root.join(folder);
    // What a merge has made of two versions is in none of them: `-c` names the file there too.
    let asked = ["log", "-z", "-c", "--no-ext-diff", "--no-textconv", "--follow", "--name-only", "--format=commit %H", "--", name];
    let log = run(folder, &asked)?;
    let mut commit = "";
    let mut count = 0;
    let mut lacking = None;
    // A name stands on a line of its own, and is not quoted, whatever it holds.
    for line in log.split('\0').map(|line| line.trim_start_matches('\n')).filter(|line| !line.is_empty()) {
        if let Some(hash) = line.strip_prefix("commit ") {
            commit = hash;
            continue;
        }
        count += 1;
        let text = match run(folder, &["show", "--no-ext-diff", "--no-textconv", &format!("{commit}:{line}")]) {
            Ok(text) => text,
            Err(error) => {
                lacking = Some(error);
                continue;
            }
        };
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        if enough(&text) || count >= MOST {
            return Ok(());
        }
    }
    if let Some(error) = lacking {
        return Err(error);
    }
    match run(folder, &["rev-parse", "--is-shallow-repository"]) {
        Ok(answer) if answer.trim() == "true" => {
            Err("this clone of the repository lacks what is older; `git fetch --unshallow` brings it".to_owned())
        }
        _ if count == 0 => Err(format!("git knows no earlier version of {path}")),
        _ => Ok(()),
    }
}

/// A folder from somebody else may hold a repository within it whose configuration names programs to run: it is no
/// repository to us. Of any other, neither programs that show a text otherwise nor a network are asked.
const SETTINGS: [&str; 7] = [
    "core.quotePath=false",
    "safe.bareRepository=explicit",
    "log.showSignature=false",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "diff.relative=false",
    "log.showRoot=true",
];

fn run(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut git = Command::new("git");
    // A hook of git's is told where the repository lies as seen from the folder that it runs in, which is not the site's.
    if super::environment("GIT_WORK_TREE").is_none() {
        git.env_remove("GIT_DIR");
    }
    let output = git
        .arg("-C")
        .arg(folder)
        .args(SETTINGS.iter().flat_map(|setting| ["-c", setting]))
        .arg("--no-pager")
        .args(arguments)
        // Nothing is fetched either that a repository has only in part.
        .envs([("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "")])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("git can't be run: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("git says: {}", said.lines().next().unwrap_or("nothing")));
    }
    String::from_utf8(output.stdout).map_err(|_| "git gave what is no text".to_owned())
}
