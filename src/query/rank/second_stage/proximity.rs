//! Proximity: how close together two words of a query are in one field.

/// The closeness of two neighbouring words of the query in one field, from 0 to 1 (after Tao & Zhai
/// 2007): 1 for neighbours in the query's order, 1/d at a distance of d. The reverse order adds 1
/// to the distance. 0 if a word is missing. Both lists of positions ascend.
pub(super) fn closeness(first: &[u32], second: &[u32]) -> f64 {
    let mut nearest = u32::MAX;
    let mut rest = second.iter().peekable();
    let mut before: Option<u32> = None;
    for &at in first {
        while let Some(&&next) = rest.peek() {
            if next > at {
                break;
            }
            before = Some(next);
            rest.next();
        }
        if let Some(&&next) = rest.peek() {
            nearest = nearest.min(next - at);
        }
        if let Some(previous) = before {
            nearest = nearest.min((at - previous).saturating_add(1));
        }
    }
    if nearest == u32::MAX {
        0.0
    } else {
        1.0 / f64::from(nearest.max(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closeness_is_the_inverse_of_the_smallest_distance() {
        for (first, second, expected) in [
            (&[4][..], &[5][..], 1.0),
            (&[4], &[6], 0.5),
            (&[5], &[4], 0.5),
            (&[1, 20, 90], &[40, 94], 0.25),
            (&[1], &[], 0.0),
            (&[7], &[7], 1.0),
        ] {
            assert!(
                (closeness(first, second) - expected).abs() < 1e-9,
                "{first:?} {second:?}"
            );
        }
    }
}
