//! TLS with an authority of one's own, a password, a key and a certificate of the client: they open
//! the archive, and wrong ones are clear errors that say no secret.
//!
//! A proxy speaks TLS with the certificate of `tests/cluster/tls`, which is for 127.0.0.1 and holds
//! for a hundred years. The keys there are for these tests alone.

use super::proxy::Proxy;
use super::{ids, node, run, twins};
use crate::harness::{Archive, Ran};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn pem(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/cluster/tls").join(name)
}

/// A proxy that speaks TLS; to those alone who have a certificate of this authority, if one is
/// named.
fn tls(node: &str, of_clients: Option<&str>) -> Proxy {
    let certificate = CertificateDer::from_pem_file(pem("node.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_file(pem("node-key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let config = config.with_safe_default_protocol_versions().unwrap();
    let config = if let Some(authority) = of_clients {
        let mut roots = RootCertStore::empty();
        let authority = CertificateDer::from_pem_file(pem(authority)).unwrap();
        roots.add(authority).unwrap();
        let verifier =
            WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
        config.with_client_cert_verifier(verifier.unwrap())
    } else {
        config.with_no_client_auth()
    };
    let config = config.with_single_cert(vec![certificate], key).unwrap();
    Proxy::with_tls(node, config)
}

/// Writes a file of secrets that only its owner may read.
fn secrets(archive: &Archive, text: &str) {
    let file = archive.beside("secrets.toml");
    fs::write(&file, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    }
}

fn run_secure(archive: &Archive, arguments: &[&str]) -> Ran {
    let config = archive.beside("secure.toml");
    let mut all = vec!["--config", config.to_str().unwrap()];
    all.extend(arguments);
    archive.run(&all)
}

#[test]
fn an_archive_behind_tls_opens_with_its_authority_and_password_alone() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    let expected = ids(&archive, "far", &["zeppelins"]);
    let proxy = tls(&node, None);
    let plain = fs::read_to_string(archive.beside("dateline.toml")).unwrap();
    let secure = plain.replace(&node, proxy.address());
    // Once the file is named by the environment.
    fs::write(archive.beside("secure.toml"), &secure).unwrap();
    proxy.wants("Basic cmVhZGVyOm9wZW4gc2VzYW1l");
    secrets(
        &archive,
        &format!(
            "ca = {:?}\nuser = \"reader\"\npassword = \"open sesame\"\n",
            pem("ca.pem")
        ),
    );
    let mut command = archive.command(&archive.folder());
    command.env("DATELINE_CLUSTER_SECRETS", archive.beside("secrets.toml"));
    command.arg("--config").arg(archive.beside("secure.toml"));
    let status = command.args(["status", "far"]).output().unwrap().status;
    assert!(status.success());
    let named = "state = \"far\"\nsecrets = \"secrets.toml\"";
    let secure = secure.replace("state = \"far\"", named);
    fs::write(archive.beside("secure.toml"), &secure).unwrap();
    // base64 of `reader:open sesame`
    let basic = "Basic cmVhZGVyOm9wZW4gc2VzYW1l";
    let key = "ApiKey c2VzYW1lOmtleQ==";
    let login = "user = \"reader\"\npassword = \"open sesame\"\n";
    let own_ca = format!("ca = {:?}\n", pem("ca.pem"));
    let other_ca = format!("ca = {:?}\n", pem("other-ca.pem"));
    let search = ["search", "--in", "far", "zeppelins", "--format", "json"];

    for (wanted, login) in [(basic, login), (key, "api-key = \"c2VzYW1lOmtleQ==\"\n")] {
        proxy.wants(wanted);
        secrets(&archive, &format!("{own_ca}{login}"));
        archive.write("b.txt", format!("Beta\n\n{wanted}"));
        run_secure(&archive, &["reindex", "far"]).exits(0);
        let page = run_secure(&archive, &search).exits(0).json();
        assert_eq!(page["total"].as_u64(), Some(expected.1));
    }
    proxy.wants(basic);
    for (text, why) in [
        (format!("{other_ca}{login}"), "certificate"),
        (login.to_owned(), "certificate"),
        (own_ca.clone(), "the user or the key is wrong, or missing"),
        (
            format!("{own_ca}user = \"reader\"\npassword = \"close sesame\"\n"),
            "the user or the key is wrong, or missing",
        ),
        (
            format!("{own_ca}api-key = \"c2VzYW1lOm5v\"\n"),
            "the user or the key is wrong, or missing",
        ),
        (
            format!("ca = {:?}\n{login}", pem("missing.pem")),
            "missing.pem",
        ),
        (
            format!("ca = {:?}\n{login}", pem("node-key.pem")),
            "nothing usable in PEM",
        ),
    ] {
        secrets(&archive, &text);
        for arguments in [&search[..], &["reindex", "far"], &["status", "far"]] {
            let began = Instant::now();
            let ran = run_secure(&archive, arguments);
            assert!(!ran.succeeded(), "{text}: {}", ran.explained());
            assert!(ran.stderr().contains(why), "{text}: {}", ran.explained());
            for secret in ["sesame", "c2VzYW1l"] {
                assert!(!ran.stderr().contains(secret), "{}", ran.explained());
            }
            assert!(began.elapsed() < Duration::from_secs(30));
        }
    }
    // The certificate is for another name.
    secrets(&archive, &format!("{own_ca}{login}"));
    let other = secure.replace("https://127.0.0.1", "https://localhost");
    fs::write(archive.beside("secure.toml"), other).unwrap();
    let ran = run_secure(&archive, &search).exits(2);
    ran.says("certificate");
}

#[test]
fn a_cluster_that_asks_for_a_certificate_of_the_client_gets_it() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    twins(&archive, &node, 1);
    run(&archive, &["reindex", "far"]).exits(0);
    let proxy = tls(&node, Some("client-ca.pem"));
    let plain = fs::read_to_string(archive.beside("dateline.toml")).unwrap();
    let named = "state = \"far\"\nsecrets = \"secrets.toml\"";
    let secure = plain.replace(&node, proxy.address());
    let secure = secure.replace("state = \"far\"", named);
    fs::write(archive.beside("secure.toml"), secure).unwrap();
    let search = ["search", "--in", "far", "zeppelins", "--format", "json"];
    let own_ca = format!("ca = {:?}\n", pem("ca.pem"));
    let certificate = format!("{own_ca}certificate = {:?}\n", pem("client.pem"));

    secrets(
        &archive,
        &format!("{certificate}key = {:?}\n", pem("client-key.pem")),
    );
    let page = run_secure(&archive, &search).exits(0).json();
    assert_eq!(page["total"].as_u64(), Some(1));
    archive.write("b.txt", "Beta\n\nzeppelins sink");
    run_secure(&archive, &["reindex", "far"]).exits(0);
    let page = run_secure(&archive, &search).exits(0).json();
    assert_eq!(page["total"].as_u64(), Some(2));

    for (text, why) in [
        (own_ca.clone(), "it asks for a certificate of the client"),
        (certificate.clone(), "one of certificate and key"),
        (
            format!("{certificate}key = {:?}\n", pem("client.pem")),
            "client.pem has nothing usable in PEM",
        ),
    ] {
        secrets(&archive, &text);
        let ran = run_secure(&archive, &search);
        assert!(!ran.succeeded(), "{text}: {}", ran.explained());
        assert!(ran.stderr().contains(why), "{text}: {}", ran.explained());
    }
}
