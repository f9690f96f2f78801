//! Code of others that gives up by a panic, called so that nothing but its answer is lost.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// What a call gives; `None` if it panics, of which nothing is heard on the terminal.
pub fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    static SILENCE: Once = Once::new();
    SILENCE.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                told(panic);
            }
        }));
    });
    let before = IS_GUARDED.replace(true);
    let answer = catch_unwind(AssertUnwindSafe(call)).ok();
    IS_GUARDED.set(before);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_no_answer() {
        assert_eq!(guarded(|| 1), Some(1));
        assert_eq!(guarded(|| [1, 2][std::hint::black_box(2)]), None);
        assert_eq!(guarded(|| (guarded(|| -> u8 { panic!("silent") }), IS_GUARDED.get())), Some((None, true)));
        assert!(!IS_GUARDED.get());
    }
}
