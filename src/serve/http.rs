//! HTTP/1.1 as far as a preview needs it: one request a connection, with limits of size and time. A body is read for a
//! POST to the preview's own addresses alone.
//!
//! Each connection has a thread for as long as its request takes, so that a silent or slow client stops nobody; live
//! clients give theirs back. A connection that says too much or too little is closed.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Answer, Asked, OWN, Peer};

/// The largest head of a request, in bytes.
const LARGEST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 100;
/// What an absolute target begins with.
const SCHEME: &str = "http://";
/// The largest body, in bytes: a form with a title in it is far smaller.
const LARGEST_BODY: usize = 64 << 10;
/// How long a client has for its request as a whole.
const FOR_THE_REQUEST: Duration = Duration::from_secs(10);
/// A client that reads nothing for so long has left.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many requests are read and answered at once. For one more, the connection that has been at its request longest is
/// closed, so that silent ones hold up nobody; where all are being answered, it waits with the system.
const MOST_AT_ONCE: usize = 512;

/// A request whose head has been read.
pub struct Request {
    pub asked: Asked,
    /// `Sec-WebSocket-Key` of a client that asks for an upgrade.
    pub socket_key: Option<String>,
    pub stream: TcpStream,
}

/// How many requests are under way, and whether new ones are still taken.
#[derive(Default)]
pub struct Traffic {
    open: AtomicUsize,
    closed: AtomicBool,
    /// Connections whose request is not whole yet, in the order in which they came.
    asking: Mutex<BTreeMap<u64, TcpStream>>,
}

impl Traffic {
    /// Takes no more requests, and waits until those under way are answered, though not for ever.
    pub fn close(&self, patience: Duration) {
        const STEP: Duration = Duration::from_millis(10);
        self.closed.store(true, Ordering::Release);
        let mut waited = Duration::ZERO;
        while self.open.load(Ordering::Acquire) > 0 && waited < patience {
            thread::sleep(STEP);
            waited += STEP;
        }
    }

    /// Closes the connection that has been at its request longest, if there is one.
    fn make_room(&self) {
        if let Some((_, silent)) = self.asking.lock().expect("never poisoned").pop_first() {
            let _ = silent.shutdown(Shutdown::Both);
        }
    }
}

/// Accepts connections until the process ends, and hands each sound request on. Others are answered with 4xx here.
pub fn accept(listener: &TcpListener, traffic: &Traffic, handle: &(dyn Fn(Request) -> io::Result<()> + Sync)) {
    let open = &traffic.open;
    thread::scope(|scope| {
        for number in 0.. {
            let stream = match listener.accept() {
                Ok((stream, _)) => stream,
                // Out of file handles, or the client has left already: wait a moment and go on.
                Err(_) => {
                    thread::sleep(Duration::from_millis(20));
                    continue;
                }
            };
            if traffic.closed.load(Ordering::Acquire) {
                continue;
            }
            while open.load(Ordering::Acquire) >= MOST_AT_ONCE {
                traffic.make_room();
                thread::sleep(Duration::from_millis(5));
            }
            open.fetch_add(1, Ordering::AcqRel);
            let spawned = thread::Builder::new().spawn_scoped(scope, move || {
                // A client that has left is no fault.
                let _ = serve(stream, number, traffic, handle);
                open.fetch_sub(1, Ordering::AcqRel);
            });
            if spawned.is_err() {
                open.fetch_sub(1, Ordering::AcqRel);
            }
        }
    });
}

fn serve(stream: TcpStream, number: u64, traffic: &Traffic, handle: &(dyn Fn(Request) -> io::Result<()> + Sync)) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_write_timeout(Some(PATIENCE))?;
    traffic.asking.lock().expect("never poisoned").insert(number, stream.try_clone()?);
    let request = read(stream);
    traffic.asking.lock().expect("never poisoned").remove(&number);
    match request? {
        Ok(request) => handle(request),
        Err(Refused { mut stream, head_only, status, why }) => {
            let answer = Answer {
                status,
                headers: vec![("Content-Type", "text/plain; charset=utf-8".into())],
                body: format!("{why}\n").into_bytes(),
            };
            write(&mut stream, head_only, &answer)
        }
    }
}

/// A request that is not handed on, and why.
struct Refused {
    stream: TcpStream,
    head_only: bool,
    status: u16,
    why: &'static str,
}

/// Reads a request, head and body. Errors: the client left, or took too long.
#[expect(clippy::disallowed_methods, reason = "a time limit needs a clock, and this is an edge")]
fn read(mut stream: TcpStream) -> io::Result<Result<Request, Refused>> {
    let begun = Instant::now();
    let mut head = Vec::new();
    // Whoever asks for a head gets no body, whatever else is wrong with the request.
    let refused = |stream: TcpStream, head: &[u8], (status, why): (u16, &'static str)| {
        let head_only = head.trim_ascii_start().starts_with(b"HEAD ");
        Ok(Err(Refused { stream, head_only, status, why }))
    };
    let mut buffer = [0; 2048];
    loop {
        let left = FOR_THE_REQUEST.checked_sub(begun.elapsed()).filter(|left| !left.is_zero()).ok_or(io::ErrorKind::TimedOut)?;
        stream.set_read_timeout(Some(left))?;
        let count = stream.read(&mut buffer)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.extend_from_slice(&buffer[..count]);
        if head.len() > LARGEST_HEAD {
            return refused(stream, &head, (431, "the request is too long"));
        }
        let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        match parsed.parse(&head) {
            Ok(httparse::Status::Partial) => {}
            Ok(httparse::Status::Complete(length)) => {
                let Understood { mut asked, body, waits, socket_key } = match understood(&parsed) {
                    Ok(understood) => understood,
                    Err(why) => return refused(stream, &head, why),
                };
                asked.body = head.split_off(length);
                if waits && asked.body.len() < body {
                    stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
                }
                // An IPv4 address may come in the clothes of an IPv6 one.
                let (near, far) = (stream.local_addr()?, stream.peer_addr()?.ip().to_canonical());
                let near = SocketAddr::new(near.ip().to_canonical(), near.port());
                asked.reached = near.to_string();
                asked.peer = if far.is_loopback() || far == near.ip() { Peer::Here } else { Peer::Elsewhere };
                while asked.body.len() < body {
                    let left =
                        FOR_THE_REQUEST.checked_sub(begun.elapsed()).filter(|left| !left.is_zero()).ok_or(io::ErrorKind::TimedOut)?;
                    stream.set_read_timeout(Some(left))?;
                    let count = stream.read(&mut buffer)?;
                    if count == 0 {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                    asked.body.extend_from_slice(&buffer[..count]);
                }
                asked.body.truncate(body);
                return Ok(Ok(Request { asked, socket_key, stream }));
            }
            Err(httparse::Error::TooManyHeaders) => return refused(stream, &head, (431, "the request has too many headers")),
            Err(_) => return refused(stream, &head, (400, "this is no HTTP request")),
        }
    }
}

/// What a head says.
struct Understood {
    /// What an answer depends on.
    asked: Asked,
    /// How many bytes the body has.
    body: usize,
    /// Whether the client sends its body only when it has heard that it is wanted.
    waits: bool,
    socket_key: Option<String>,
}

/// What a request's head says; else a status and why.
///
/// A body is refused but where the preview's own forms lead, since nothing else takes one.
fn understood(parsed: &httparse::Request) -> Result<Understood, (u16, &'static str)> {
    let header = |name: &str| {
        let mut values = parsed
            .headers
            .iter()
            .filter(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| String::from_utf8_lossy(header.value).into_owned());
        // A header that stands twice says nothing for certain.
        match (values.next(), values.next()) {
            (Some(value), None) => Some(value),
            _ => None,
        }
    };
    let has = |name: &str| parsed.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name));
    let count = parsed.headers.iter().filter(|header| header.name.eq_ignore_ascii_case("Host")).count();
    if count > 1 || count == 0 && parsed.version == Some(1) {
        return Err((400, "a request names one host"));
    }
    let target = parsed.path.unwrap_or_default();
    // A client that takes us for a proxy writes the whole address; then the host that it names there counts.
    let (host, target) = match target.get(..SCHEME.len()) {
        Some(scheme) if scheme.eq_ignore_ascii_case(SCHEME) => {
            let rest = &target[SCHEME.len()..];
            let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
            (Some(host.to_owned()), path)
        }
        _ => (header("Host"), target),
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let path = if path.is_empty() { "/" } else { path };
    let method = parsed.method.unwrap_or_default();
    let length = match (has("Content-Length"), header("Content-Length")) {
        (false, _) => 0,
        // Digits alone: a sign or a list means different lengths to different readers.
        (true, Some(length)) if !length.is_empty() && length.bytes().all(|b| b.is_ascii_digit()) => length.parse().unwrap_or(usize::MAX),
        (true, _) => return Err((400, "the length of the body is not clear")),
    };
    if has("Transfer-Encoding") || length > 0 && !(method == "POST" && path.starts_with(OWN)) {
        return Err((400, "requests here have no body"));
    }
    if length > LARGEST_BODY {
        return Err((413, "the body is too large"));
    }
    let asked = Asked {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        host,
        origin: header("Origin"),
        known: header("If-None-Match"),
        range: header("Range"),
        only_if: header("If-Range"),
        languages: header("Accept-Language"),
        media_type: header("Content-Type"),
        ..Asked::default()
    };
    let waits = header("Expect").is_some_and(|what| what.eq_ignore_ascii_case("100-continue"));
    Ok(Understood { asked, body: length, waits, socket_key: header("Sec-WebSocket-Key") })
}

/// Writes an answer and closes, so that no browser holds a thread. Pages of other sites can neither frame nor embed it.
pub fn write(stream: &mut TcpStream, head_only: bool, answer: &Answer) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\n\
         X-Frame-Options: SAMEORIGIN\r\nCross-Origin-Resource-Policy: same-origin\r\n",
        answer.status,
        reason(answer.status),
    );
    // These have no body by definition, and a length would speak of the page that is not sent.
    let has_body = !matches!(answer.status, 204 | 304);
    if has_body {
        head.push_str(&format!("Content-Length: {}\r\n", answer.body.len()));
    }
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {}\r\n", value.replace(['\r', '\n'], "")));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if !head_only && has_body {
        stream.write_all(&answer.body)?;
    }
    stream.flush()?;
    stream.shutdown(Shutdown::Write)?;
    // What the client still sends is read for a moment, or the system would throw the answer away with it.
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    let mut rest = [0; 4096];
    for _ in 0..64 {
        if matches!(stream.read(&mut rest), Ok(0) | Err(_)) {
            break;
        }
    }
    Ok(())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        206 => "Partial Content",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        416 => "Range Not Satisfiable",
        422 => "Unprocessable Content",
        431 => "Request Header Fields Too Large",
        _ => "Internal Server Error",
    }
}
