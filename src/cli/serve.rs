//! `lykta serve`: a preview that follows what is written.

use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;

use clap::Args;

use super::{Failure, Outcome, Root, Voice, complain, print};
use crate::config::Options;
use crate::serve::{Preview, Said};

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The port to listen on; if it is taken, the next free one
    #[arg(long, value_name = "N", default_value_t = 1111)]
    port: u16,
    /// The address to listen on; any other than this machine's own lets others read drafts
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,
    /// Open the preview in the browser
    #[arg(long)]
    open: bool,
    /// Leave out drafts and works whose date has not come, as the public would see the site
    #[arg(long)]
    no_drafts: bool,
}

pub fn run(arguments: &Arguments, voice: Voice) -> Outcome {
    let world = arguments.root.open()?;
    let options = Options { base_url: None, drafts: !arguments.no_drafts, future: !arguments.no_drafts };
    if !arguments.bind.is_loopback() {
        complain(format_args!("lykta: whoever reaches {} can read this preview, drafts included", arguments.bind));
    }
    let preview = Preview::bind(world, options, arguments.bind, arguments.port)
        .map_err(|error| Failure::Machine(format!("can't listen on {}:{}: {error}", arguments.bind, arguments.port)))?;
    if preview.address.port() != arguments.port {
        voice.say(format_args!("port {} is taken by another program; this is the next free one", arguments.port));
    }
    let shown_host =
        if arguments.bind == IpAddr::V4(Ipv4Addr::LOCALHOST) { "localhost".to_owned() } else { preview.address.ip().to_string() };
    let address = format!("http://{shown_host}:{}/", preview.address.port());
    ctrlc::set_handler(|| std::process::exit(0)).map_err(|error| Failure::Machine(error.to_string()))?;
    let open = arguments.open;
    preview
        .run(&|said| match said {
            Said::Ready => {
                print(format_args!("{address}\n"));
                voice.say("the preview follows what you write; the other pages are still being looked at. End it with Ctrl-C.");
                if open && let Err(error) = open::that_detached(&address) {
                    complain(format_args!("lykta: can't open the browser: {error}"));
                }
            }
            Said::Looked { version: 1, errors, warnings } => {
                voice.say(format_args!("all pages looked at: {errors} errors, {warnings} warnings"))
            }
            Said::Looked { errors, warnings, .. } if voice.verbose => {
                voice.say(format_args!("changed: {errors} errors, {warnings} warnings"))
            }
            Said::Looked { .. } => {}
            Said::Polls(reason) => {
                voice.say(format_args!("the system does not tell of all changes ({reason}); the folder is looked through instead"))
            }
        })
        .map_err(|error| Failure::Machine(format!("the preview can't begin: {error}")))?;
    Ok(ExitCode::SUCCESS)
}
