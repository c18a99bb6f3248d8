//! Where a job runs, and for whom.

rules! {
    unknown_partition,
    accounts_without_accounting,
    account_without_accounting,
}
