//! Rules about who gets into the cluster, and what the nodes may do in the account.

crate::rules::rules! {
    administrator_nodes,
    allowed_ips_ignored,
    full_access_policy,
    head_node_metadata_open,
    imds_without_token,
    password_in_proxy_address,
    secret_in_script,
    secret_in_tag,
    ssh_open_to_world,
    write_access_to_every_bucket,
}

/// The name of a policy of AWS's, without its path.
fn aws_policy(arn: &str) -> Option<&str> {
    let (_, path) = arn.split_once(":iam::aws:policy/")?;
    path.rsplit('/').next()
}

/// How credentials begin, and how many letters and digits follow at least.
const CREDENTIALS: &[(&str, usize, &str)] = &[
    ("AKIA", 16, "an AWS access key"),
    ("ASIA", 16, "an AWS access key"),
    ("ghp_", 30, "a GitHub token"),
    ("ghs_", 30, "a GitHub token"),
    ("github_pat_", 30, "a GitHub token"),
    ("glpat-", 20, "a GitLab token"),
    ("hf_", 30, "a Hugging Face token"),
    ("nvapi-", 30, "a key of NVIDIA NGC"),
    ("xoxb-", 10, "a Slack token"),
    ("-----BEGIN ", 0, "a private key"),
];

/// What kind of credential a text holds, where its form leaves no doubt.
fn credential_in(text: &str) -> Option<&'static str> {
    let holds = |start: &str, count: usize| {
        text.match_indices(start).any(|(at, _)| {
            let (before, rest) = text.split_at(at);
            let word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte == b'-';
            let follows = rest.bytes().skip(start.len()).take_while(word).count();
            follows >= count && !before.ends_with(|letter: char| letter.is_ascii_alphanumeric())
        })
    };
    CREDENTIALS.iter().find(|(start, count, _)| holds(start, *count)).map(|(.., what)| *what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_known_by_their_form() {
        assert_eq!(credential_in("key=AKIAIOSFODNN7EXAMPLE"), Some("an AWS access key"));
        assert_eq!(credential_in("hf_abcdefghijklmnopqrstuvwxyz0123456789"), Some("a Hugging Face token"));
        assert_eq!(credential_in("-----BEGIN RSA PRIVATE KEY-----"), Some("a private key"));
    }

    #[test]
    fn words_that_only_begin_so_are_no_credentials() {
        assert_eq!(credential_in("ASIA"), None);
        assert_eq!(credential_in("hf_token"), None);
        assert_eq!(credential_in("MYASIAIOSFODNN7EXAMPLE"), None);
    }

    #[test]
    fn policies_of_the_account_are_not_those_of_aws() {
        assert_eq!(aws_policy("arn:aws:iam::aws:policy/service-role/A"), Some("A"));
        assert_eq!(aws_policy("arn:aws-cn:iam::aws:policy/B"), Some("B"));
        assert_eq!(aws_policy("arn:aws:iam::111122223333:policy/AdministratorAccess"), None);
    }
}
