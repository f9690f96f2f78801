//! Live reload: browsers hold a WebSocket each, and one thread writes to all of them.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

use base64::Engine as _;

use super::http::Request;

/// What the one thread is told.
pub enum News {
    Joined(TcpStream),
    /// There is a new version.
    Changed(u64),
    /// The present version has been looked at as a whole, so that more may have been found.
    Looked,
    /// The preview is about to end; whoever asks hears when all clients have been told.
    End(mpsc::Sender<()>),
}

/// A close frame that says «going away» (RFC 6455, 7.4.1), so that browsers know to ask for the preview again.
const GOING_AWAY: [u8; 4] = [0x88, 0x02, 0x03, 0xE9];

/// A live client that can't be written to for so long has left; the others must not wait for it.
const PATIENCE: Duration = Duration::from_millis(200);
/// How long a client hears nothing at most.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Writes to all clients until nobody can tell it anything any more. Whoever can't be written to has left.
pub fn tell(news: mpsc::Receiver<News>, most: usize, mut version: u64) {
    let mut clients: Vec<TcpStream> = Vec::new();
    loop {
        let frame = match news.recv_timeout(HEARTBEAT) {
            Ok(News::Joined(mut client)) => {
                if clients.len() >= most {
                    clients.remove(0);
                }
                // Whoever joins hears at once what the present version is.
                if send(&mut client, &text_frame(&version.to_string())) {
                    clients.push(client);
                }
                continue;
            }
            Ok(News::Changed(new)) => {
                version = new;
                text_frame(&version.to_string())
            }
            Ok(News::Looked) => text_frame("looked"),
            Ok(News::End(done)) => {
                for client in &mut clients {
                    send(client, &GOING_AWAY);
                }
                let _ = done.send(());
                return;
            }
            // A text, not a ping: a pong would be data that nobody reads.
            Err(mpsc::RecvTimeoutError::Timeout) => text_frame("still-here"),
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        };
        clients.retain_mut(|client| send(client, &frame));
    }
}

fn send(client: &mut TcpStream, frame: &[u8]) -> bool {
    client.write_all(frame).and_then(|()| client.flush()).is_ok()
}

/// A text as one frame (RFC 6455, 5.2). Texts here are short.
fn text_frame(text: &str) -> Vec<u8> {
    let length = u8::try_from(text.len()).ok().filter(|length| *length < 126).unwrap_or_default();
    let mut frame = vec![0x81, length];
    frame.extend(&text.as_bytes()[..usize::from(length)]);
    frame
}

/// Answers a handshake and hands the connection to the one thread that writes to all.
///
/// Errors: the client has left. A page of another site gets 403, since it could learn from the news what an author does.
pub fn join(request: Request, own_origin: bool, news: &mpsc::Sender<News>) -> io::Result<()> {
    let mut client = request.stream;
    let Some(key) = request.socket_key.filter(|_| own_origin) else {
        return client.write_all(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    client.set_write_timeout(Some(PATIENCE))?;
    write!(
        client,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {}\r\n\r\n",
        accept_key(&key)
    )?;
    // Where nobody listens any more, the preview is about to end.
    let _ = news.send(News::Joined(client));
    Ok(())
}

fn accept_key(key: &str) -> String {
    const MAGIC: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    base64::engine::general_purpose::STANDARD.encode(sha1_smol::Sha1::from(format!("{key}{MAGIC}")).digest().bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_handshake_answers_as_the_standard_says() {
        // The example of RFC 6455, 1.3.
        assert_eq!(super::accept_key("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assert_eq!(super::text_frame("12"), [0x81, 2, b'1', b'2']);
    }
}
