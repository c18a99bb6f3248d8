//! The HTTP client of all calls.

use std::error::Error;
use std::path::Path;

use aws_sdk_sts::config::SharedHttpClient;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;

use super::{Failure, FailureKind};

/// A client that trusts the authorities of a file alone, which is what `AWS_CA_BUNDLE` stands for with every AWS tool;
/// the SDK does not read that variable. Proxies come from the environment, as with the client of the SDK.
pub(super) fn trusting(bundle: &Path) -> Result<SharedHttpClient, Failure> {
    let pem = std::fs::read(bundle).map_err(|error| refused(bundle, &error.to_string()))?;
    let trust = TrustStore::empty().with_pem_certificate(checked(bundle, pem)?);
    let context = TlsContext::builder()
        .with_trust_store(trust)
        .build()
        .map_err(|error| refused(bundle, &error.to_string()))?;
    Ok(Builder::new().build_with_connector_fn(move |settings, components| {
        let mut connector = Connector::builder()
            .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
            .tls_context(context.clone())
            .proxy_config(ProxyConfig::from_env());
        connector.set_connector_settings(settings.cloned());
        if let Some(components) = components {
            connector.set_sleep_impl(components.sleep_impl());
        }
        connector.build()
    }))
}

/// The client would panic over a file that has no certificates, or wrong ones.
fn checked(bundle: &Path, pem: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let mut count = 0;
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        let broken = |error: &dyn Error| refused(bundle, &format!("a certificate in it is broken ({error})"));
        let certificate = certificate.map_err(|error| broken(&error))?;
        webpki::anchor_from_trusted_cert(&certificate).map_err(|error| broken(&error))?;
        count += 1;
    }
    if count == 0 { Err(refused(bundle, "there is no certificate in PEM format in it")) } else { Ok(pem) }
}

fn refused(bundle: &Path, reason: &str) -> Failure {
    Failure::before(
        FailureKind::Tls,
        format!("the file {} that `AWS_CA_BUNDLE` names cannot be used: {reason}", bundle.display()),
    )
}
