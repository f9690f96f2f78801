//! `--timings`: how long each stage of a build took, as a table, and as a trace for a browser's trace viewer.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::json;

/// One stage, from when it was entered until the next one was, counted from the start.
struct Lap {
    stage: &'static str,
    from: Duration,
    to: Duration,
}

fn laps(entered: &[(&'static str, Duration)], end: Duration) -> Vec<Lap> {
    let ends = entered.iter().skip(1).map(|(_, at)| *at).chain([end]);
    entered.iter().zip(ends).map(|(&(stage, from), to)| Lap { stage, from, to }).collect()
}

/// The stages' times in milliseconds, and their shares of the whole.
pub fn table(entered: &[(&'static str, Duration)], end: Duration) -> String {
    let mut table = String::new();
    let whole = end.as_secs_f64().max(f64::EPSILON);
    for lap in laps(entered, end) {
        let time = (lap.to - lap.from).as_secs_f64();
        let _ = writeln!(table, "  {:<10} {:>9.1} ms {:>5.1} %", lap.stage, time * 1000.0, time / whole * 100.0);
    }
    table
}

/// The same in the format of trace events, times in microseconds; `chrome://tracing` and Perfetto open it.
pub fn trace(entered: &[(&'static str, Duration)], end: Duration) -> String {
    let events: Vec<_> = laps(entered, end)
        .iter()
        .map(|lap| {
            let (from, to) = (lap.from.as_micros(), lap.to.as_micros());
            json!({ "name": lap.stage, "cat": "build", "ph": "X", "ts": from, "dur": to - from, "pid": 1, "tid": 1 })
        })
        .collect();
    json!({ "traceEvents": events, "displayTimeUnit": "ms" }).to_string() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stage_lasts_until_the_next() {
        let entered = [("read", Duration::ZERO), ("parse", Duration::from_millis(30))];
        let end = Duration::from_millis(120);
        assert_eq!(table(&entered, end), "  read            30.0 ms  25.0 %\n  parse           90.0 ms  75.0 %\n");
        let trace: serde_json::Value = serde_json::from_str(&trace(&entered, end)).unwrap();
        assert_eq!(trace["traceEvents"][1]["ts"], 30_000);
        assert_eq!(trace["traceEvents"][1]["dur"], 90_000);
    }
}
