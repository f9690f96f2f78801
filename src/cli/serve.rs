//! `lykta serve`: a preview that follows what is written.

use std::io::ErrorKind;
use std::net::{AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use clap::Args;

use super::{Failure, Outcome, Root, Voice, environment, print};
use crate::ask::Reach;
use crate::config::Secret;
use crate::diagnostics::counted;
use crate::serve::answer::Audience;
use crate::serve::{Manner, PORTS, Preview, Said};
use crate::world::World;

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The port to listen on; if it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 1111)]
    port: u16,
    /// The address to listen on; any other than this machine's own lets others read drafts
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST), value_parser = address)]
    bind: IpAddr,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
    /// Leave out drafts and works whose date has not come, as the public would see the site
    #[arg(long)]
    no_drafts: bool,
    /// The command that opens a file in your editor, with {file}, {line} and {column} [default: LYKTA_EDITOR]
    #[arg(long, value_name = "COMMAND")]
    editor: Option<String>,
    /// Let the check of links ask this machine too: for tests
    #[arg(long, hide = true)]
    check_links_here: bool,
    #[command(flatten)]
    deny: super::deny::Deny,
}

/// The address that a number means, or the name that this machine has for itself.
fn address(text: &str) -> Result<IpAddr, AddrParseError> {
    let number = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    if text.eq_ignore_ascii_case("localhost") { Ok(Ipv4Addr::LOCALHOST.into()) } else { number.parse() }
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let begun = world.today();
    let manner = Manner {
        audience: if arguments.no_drafts { Audience::Public } else { Audience::Author },
        editor: arguments
            .editor
            .clone()
            .or_else(|| environment("LYKTA_EDITOR")?.into_string().ok())
            .filter(|command| !command.trim().is_empty()),
        // The browser knows better than the system of the terminal, unless somebody said it.
        speech: voice.asked,
        deny: denied(arguments.deny.clone(), world.root().to_owned(), voice)?,
        reach: if arguments.check_links_here { Reach::Anywhere } else { Reach::Outside },
        // A clock that can't be read any more stands still.
        today: Box::new(move || super::today().unwrap_or(begun)),
    };
    let (bind, port) = (arguments.bind, arguments.port);
    let preview = Preview::bind(world, manner, bind, port).map_err(|error| {
        Failure::Machine(match error.kind() {
            ErrorKind::AddrInUse => {
                let last = port.saturating_add(PORTS);
                format!("the ports {port} to {last} are all taken; end what uses them, or name another by --port")
            }
            _ => format!("can't listen on {}: {error}", SocketAddr::new(bind, port)),
        })
    })?;
    if port != 0 && preview.address.port() != port {
        let holder = match &preview.taken_by {
            Some(holder) => format!("{} (process {})", holder.name, holder.process),
            None => voice.tell("another program").into_owned(),
        };
        voice.say(format_args!("port {} is taken by {holder}; this is the next free one", port));
    }
    if !bind.is_loopback() {
        voice.complain(format_args!(
            "lykta: whoever reaches {} can read this preview, drafts included; only this machine can change something",
            bind
        ));
    }
    let address = match bind {
        // Every address of this machine is none to visit.
        bind if bind.is_unspecified() || bind == Ipv4Addr::LOCALHOST => {
            let port = preview.address.port();
            // Browsers ask the other «localhost» first, where somebody else may listen.
            let is_taken = TcpStream::connect_timeout(&(Ipv6Addr::LOCALHOST, port).into(), Duration::from_millis(200)).is_ok();
            format!("http://{}:{port}/", if is_taken { "127.0.0.1" } else { "localhost" })
        }
        _ => format!("http://{}/", preview.address),
    };
    let (wish, end) = mpsc::channel();
    let ending = Mutex::new(false);
    ctrlc::set_handler(move || {
        // Who asks twice does not want to wait.
        if std::mem::replace(&mut *ending.lock().unwrap_or_else(std::sync::PoisonError::into_inner), true) {
            std::process::exit(0);
        }
        let _ = wish.send(());
    })
    .map_err(|error| Failure::Machine(error.to_string()))?;
    let open = arguments.open;
    preview
        .run(&end, &|said| match said {
            // The threads that still wait for clients have nothing to lose.
            Said::Ended => std::process::exit(0),
            Said::Ready => {
                print(format_args!("{address}\n"));
                voice.say("the preview follows what you write; the other pages are still being looked at. End it with Ctrl-C.");
                voice.say(format_args!("the overview of all works is at {address}_lykta/"));
                if open && let Err(error) = open::that_detached(&address) {
                    voice.complain(format_args!("lykta: can't open the browser: {error}"));
                }
            }
            Said::Looked { version: 1, errors, warnings } => {
                voice.say(format_args!("all pages looked at: {}, {}", counted(errors, "error"), counted(warnings, "warning")))
            }
            Said::Looked { errors, warnings, .. } if voice.verbose => {
                voice.say(format_args!("changed: {}, {}", counted(errors, "error"), counted(warnings, "warning")))
            }
            Said::Looked { .. } => {}
            Said::Polls(reason) => {
                voice.say(format_args!("the system does not tell of all changes ({reason}); the folder is looked through instead"))
            }
        })
        .map_err(|error| Failure::Machine(format!("the preview can't begin: {error}")))?;
    Ok(ExitCode::SUCCESS)
}

/// What reads the list of words that must be nowhere each time that it is asked, since it may be edited while the preview
/// runs. Where it can't be read any more, what was read last holds, and that is told once.
///
/// Errors: it can't be read now.
fn denied(deny: super::deny::Deny, root: PathBuf, voice: Voice) -> Result<Box<dyn Fn() -> Option<Secret> + Send + Sync>, Failure> {
    let last = Mutex::new((deny.read(Some(&root), voice)?, None));
    Ok(Box::new(move || {
        let mut last = last.lock().expect("never poisoned");
        match deny.again(Some(&root)) {
            Ok(list) => *last = (list, None),
            Err(Failure::Usage(why) | Failure::Machine(why)) if last.1.as_ref() != Some(&why) => {
                voice.complain(format_args!("lykta: {}", voice.tell(&why)));
                last.1 = Some(why);
            }
            Err(_) => {}
        }
        last.0.clone()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_a_name_and_numbers() {
        for (text, number) in [("localhost", "127.0.0.1"), ("LOCALHOST", "127.0.0.1"), ("[::1]", "::1"), ("0.0.0.0", "0.0.0.0")] {
            assert_eq!(address(text).map(|address| address.to_string()).as_deref(), Ok(number));
        }
        assert!(address("example.org").is_err());
    }
}
