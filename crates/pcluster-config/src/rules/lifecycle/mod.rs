//! Rules about what is going away.

crate::rules::rules! {
    a1_on_alinux2023,
    awsbatch_goes_away,
    development_settings,
    login_key_goes_away,
    operating_system_goes_away,
    previous_generation_instance_type,
}
