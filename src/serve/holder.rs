//! Who holds a port, as far as the system tells: on Linux by `/proc`, elsewhere nobody knows.

/// A program that listens where the preview would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub name: String,
    pub process: u32,
}

/// The program that listens on a port of this machine; `None` if the system does not tell, or it is another user's.
#[cfg(target_os = "linux")]
#[expect(clippy::disallowed_methods, reason = "this is an edge: the system's own books")]
pub fn of(port: u16) -> Option<Holder> {
    use std::fs;
    let inodes: Vec<String> = ["/proc/net/tcp", "/proc/net/tcp6"]
        .iter()
        .filter_map(|table| fs::read_to_string(table).ok())
        .flat_map(|table| listening(&table, port))
        .collect();
    let sockets: Vec<String> = inodes.iter().map(|inode| format!("socket:[{inode}]")).collect();
    fs::read_dir("/proc").ok()?.flatten().find_map(|entry| {
        let process: u32 = entry.file_name().to_str()?.parse().ok()?;
        let holds = fs::read_dir(entry.path().join("fd"))
            .ok()?
            .flatten()
            .filter_map(|file| fs::read_link(file.path()).ok())
            .any(|target| target.to_str().is_some_and(|target| sockets.iter().any(|socket| socket == target)));
        let name = holds.then(|| fs::read_to_string(entry.path().join("comm")).ok())??;
        Some(Holder { name: crate::diagnostics::quotable(name.trim()), process })
    })
}

#[cfg(not(target_os = "linux"))]
pub fn of(_port: u16) -> Option<Holder> {
    None
}

/// The inodes of the sockets that listen on a port, from a table such as `/proc/net/tcp`.
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "read on Linux alone"))]
fn listening(table: &str, port: u16) -> Vec<String> {
    const LISTENS: &str = "0A";
    let ending = format!(":{port:04X}");
    table
        .lines()
        .skip(1)
        .map(|line| line.split_ascii_whitespace().collect::<Vec<_>>())
        .filter(|cells| cells.len() > 9 && cells[1].ends_with(&ending) && cells[3] == LISTENS)
        .map(|cells| cells[9].to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_systems_table_is_read() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   \
                     0: 0100007F:0457 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4242 1 0 100\n   \
                     1: 0100007F:0457 0100007F:9999 01 00000000:00000000 00:00000000 00000000  1000        0 17 1 0 100\n";
        assert_eq!(super::listening(table, 1111), ["4242"]);
        assert!(super::listening(table, 1112).is_empty() && super::listening("garbage\nx y\n", 1).is_empty());
    }
}
