//! For tests: how the time that a work takes grows with its input. It is the processor's time of one thread, so that a busy
//! machine changes little.

use std::time::Duration;

/// How much larger the second input is. What grows by the square takes 64 times as long.
const LARGER: usize = 8;
/// How many times as long it may take: twice what grows with its input alone.
const LONGER: u32 = 16;
/// What is too short to be measured.
const NOTHING: Duration = Duration::from_millis(10);
/// How often a measurement that something has disturbed is taken again.
const MOST_TRIES: usize = 3;

/// Asserts that a work takes a time that grows with its input alone, from a size on, in bytes or in whatever it counts.
pub fn is_of_input_alone(name: &str, size: usize, work: impl Fn(usize)) {
    let mut took = Vec::new();
    for _ in 0..MOST_TRIES {
        let (small, large) = (time_of(|| work(size)), time_of(|| work(size * LARGER)));
        if large <= small * LONGER + NOTHING {
            return;
        }
        took.push((small, large));
    }
    panic!("{name}: with {LARGER} times as much it takes more than {LONGER} times as long: {took:?}");
}

fn time_of(work: impl FnOnce()) -> Duration {
    let begun = now();
    work();
    now().saturating_sub(begun)
}

#[cfg(unix)]
fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::try_from(time).expect("a thread's time is not before its beginning")
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "a test of time")]
fn now() -> Duration {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("it is after 1970")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks at each of the pairs of so many things.
    fn pairs(count: usize) {
        let sum = (0..count).flat_map(|a| (0..count).map(move |b| std::hint::black_box(a ^ b))).fold(0, usize::wrapping_add);
        std::hint::black_box(sum);
    }

    #[test]
    #[should_panic(expected = "it takes more than 16 times as long")]
    fn what_grows_by_the_square_is_told() {
        is_of_input_alone("pairs", 400, pairs);
    }

    #[test]
    fn what_grows_with_its_input_is_not() {
        is_of_input_alone("pairs of two hundred", 200, |count| (0..count / 100).for_each(|_| pairs(100)));
    }
}
