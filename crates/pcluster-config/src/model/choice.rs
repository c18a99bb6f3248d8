//! Whole numbers of which only a few are allowed.

use crate::scalar::Int;

/// A check that a number, where there is one, is one of the choices.
pub(crate) fn one_of<T: Copy + Into<Option<Int>>>(choices: &[i64]) -> impl Fn(&T, &()) -> garde::Result {
    move |number, ()| match (*number).into() {
        Some(number) if !choices.contains(&number.get()) => {
            let choices: Vec<String> = choices.iter().map(ToString::to_string).collect();
            Err(garde::Error::new(format!("not one of {}", choices.join(", "))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_no_choice_is_told_the_choices() {
        let check = one_of::<Option<Int>>(&[0, 1]);
        assert!(check(&None, &()).is_ok());
        assert!(check(&Some(Int::from(1_i64)), &()).is_ok());
        let refused = check(&Some(Int::from(2_i64)), &()).map_err(|error| error.message().to_owned());
        assert_eq!(refused, Err("not one of 0, 1".to_owned()));
    }
}
