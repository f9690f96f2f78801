//! The program `lykta`: its exit code is that of [`lykta::cli::run`], and nothing else happens here.

fn main() -> std::process::ExitCode {
    lykta::cli::run()
}
