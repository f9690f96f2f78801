//! Earlier versions of a file, from git, where there is one. Without it nothing is lost but the words that changed.

use std::path::Path;
use std::process::{Command, Stdio};

/// The most versions that are looked through.
const MOST: usize = 1_000;

/// The texts that a file had, newest first, as far as `enough` wants them. Errors: why there is no history.
pub fn versions(root: &Path, path: &str, mut enough: impl FnMut(&str) -> bool) -> Result<(), String> {
    let log = run(root, &["log", "-z", "--no-ext-diff", "--no-textconv", "--follow", "--name-only", "--format=commit %H", "--", path])?;
    let mut commit = "";
    let mut count = 0;
    // A name stands on a line of its own, and is not quoted, whatever it holds.
    for line in log.split('\0').map(|line| line.trim_start_matches('\n')).filter(|line| !line.is_empty()) {
        if let Some(hash) = line.strip_prefix("commit ") {
            commit = hash;
            continue;
        }
        count += 1;
        let Ok(text) = run(root, &["show", "--no-ext-diff", "--no-textconv", &format!("{commit}:{line}")]) else { continue };
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        if enough(&text) || count >= MOST {
            return Ok(());
        }
    }
    match run(root, &["rev-parse", "--is-shallow-repository"]) {
        Ok(answer) if answer.trim() == "true" => {
            Err("this clone of the repository lacks what is older; `git fetch --unshallow` brings it".to_owned())
        }
        _ if count == 0 => Err(format!("git knows no earlier version of {path}")),
        _ => Ok(()),
    }
}

/// A folder from somebody else may hold a repository within it whose configuration names programs to run: it is no
/// repository to us. Of any other, neither programs that show a text otherwise nor a network are asked.
const SETTINGS: [&str; 5] =
    ["core.quotePath=false", "safe.bareRepository=explicit", "log.showSignature=false", "core.fsmonitor=false", "core.hooksPath=/dev/null"];

fn run(root: &Path, arguments: &[&str]) -> Result<String, String> {
    let mut git = Command::new("git");
    // A hook of git's is told where the repository lies as seen from the folder that it runs in, which is not the site's.
    if super::environment("GIT_WORK_TREE").is_none() {
        git.env_remove("GIT_DIR");
    }
    let output = git
        .arg("-C")
        .arg(root)
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
