//! A preview of the program itself, asked over HTTP.
#![allow(clippy::disallowed_methods, reason = "tests look at files")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running preview; it ends with the test.
pub struct Preview {
    pub child: Child,
    pub port: u16,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub struct Got {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Got {
    fn parse(path: &str, answer: &[u8]) -> Got {
        let end = answer
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("{path}: {:?}", String::from_utf8_lossy(answer)));
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Got { status, head, body: answer[end + 4..].to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()))
    }
}

pub fn lykta() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lykta"));
    command.env("SOURCE_DATE_EPOCH", "1795478400").env("LC_ALL", "C");
    command
}

impl Preview {
    /// As the public would see the site.
    pub fn of(root: &Path) -> Preview {
        Preview::with(root, &["--no-drafts"])
    }

    pub fn with(root: &Path, arguments: &[&str]) -> Preview {
        let (child, line) = Preview::begin(root, arguments);
        let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().unwrap_or_else(|_| panic!("no address: {line}"));
        Preview { child, port }
    }

    /// The process, and the line in which it says where it listens.
    pub fn begin(root: &Path, arguments: &[&str]) -> (Child, String) {
        let mut child = lykta()
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        (child, line)
    }

    /// Sends these bytes as they are and reads all that comes back.
    pub fn raw(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Got {
        let answer =
            self.raw(format!("{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n", self.port).as_bytes());
        Got::parse(path, &answer)
    }

    /// The token that a page of the preview hands to its script.
    pub fn token(&self) -> String {
        let page = self.get("/en/").text();
        page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    /// Sends a form as a page of the preview would, with its token.
    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let token = self.token();
        let form = url::form_urlencoded::Serializer::new(String::new()).append_pair("token", &token).extend_pairs(fields).finish();
        self.send(path, &format!("http://localhost:{}", self.port), "application/x-www-form-urlencoded", &form)
    }

    pub fn send(&self, path: &str, origin: &str, media_type: &str, body: &str) -> Got {
        let headers = format!("Origin: {origin}\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n", body.len());
        Got::parse(
            path,
            &self.raw(
                format!("POST {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n{body}", self.port).as_bytes(),
            ),
        )
    }

    pub fn get(&self, path: &str) -> Got {
        self.ask("GET", path, "")
    }

    /// Asks until the page holds the text.
    pub fn wait_for(&self, path: &str, text: &str) {
        let begun = Instant::now();
        while !self.get(path).text().contains(text) {
            assert!(begun.elapsed() < Duration::from_secs(10), "{path} never held «{text}»");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

pub fn site() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("site");
    assert!(lykta().arg("init").arg(&root).stderr(Stdio::null()).status().unwrap().success());
    (folder, root)
}

/// The page without what the preview adds.
pub fn published(page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(page).into_owned();
    match text.find("<script src=\"/_lykta/preview.js\"") {
        Some(start) => {
            let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
            format!("{}{}", &text[..start], &text[end..]).into_bytes()
        }
        None => page.to_vec(),
    }
}
