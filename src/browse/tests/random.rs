//! Keys, clicks and sizes at random: nothing panics.
//!
//! A failure names its seed, which gives the same keys again.

use super::stage::Stage;
use crossterm::event::{KeyCode, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::time::{Duration, Instant};

/// Numbers at random (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

#[test]
fn keys_at_random_never_panic() {
    let is_long = std::env::var("BROWSE_KEYS").is_ok_and(|value| value == "long");
    let end = Instant::now() + Duration::from_mins(10);
    let mut seed = 1;
    while seed <= 12 || is_long && Instant::now() < end {
        let fed = std::panic::catch_unwind(|| random_keys(seed, 250));
        assert!(fed.is_ok(), "seed {seed} panicked");
        seed += 1;
    }
}

fn random_keys(seed: u64, keys: usize) {
    let mut random = Random(seed * 0x9e37_79b9 + 1);
    let mut stage = Stage::new([0, 1, 5, 60, 900][usize::try_from(seed % 5).unwrap()]);
    let codes = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
    ];
    let letters = "/?nNtfsxwWycpeomMa123gGjkhl[] 撤ی👩e\u{301}\"(:*";
    for _ in 0..keys {
        let (width, height) = (random.below(220), random.below(60));
        let code = if random.below(2) == 0 {
            codes[usize::try_from(random.below(codes.len() as u64)).unwrap()]
        } else {
            let count = letters.chars().count() as u64;
            let at = usize::try_from(random.below(count)).unwrap();
            KeyCode::Char(letters.chars().nth(at).unwrap())
        };
        let modifiers = match random.below(10) {
            0 => KeyModifiers::CONTROL,
            1 => KeyModifiers::ALT,
            _ => KeyModifiers::NONE,
        };
        stage.key_with(code, modifiers);
        if random.below(20) == 0 {
            let kind = MouseEventKind::Down(MouseButton::Left);
            let (column, row) = (random.below(230), random.below(70));
            let effects = stage.state.mouse(MouseEvent {
                kind,
                column: u16::try_from(column).unwrap(),
                row: u16::try_from(row).unwrap(),
                modifiers,
            });
            stage.carry_out(effects);
        }
        if random.below(3) == 0 {
            stage.screen(
                u16::try_from(width + 1).unwrap(),
                u16::try_from(height + 1).unwrap(),
            );
        }
        stage.effects.clear();
    }
}
