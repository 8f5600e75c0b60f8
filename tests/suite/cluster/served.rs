//! A server, and the library, with archives on a cluster.

use super::proxy::{Fault, Proxy};
use super::{name_there, node, run, twins};
use crate::harness::{Archive, sample_corpus};
use crate::serve::server::{PATIENCE, Server};
use dateline::cluster::generations::{Cluster, Spread};
use dateline::cluster::secrets::Secrets;
use dateline::config::SearchSettings;
use dateline::index::IndexStore;
use dateline::index::elsewhere::address::Address;
use dateline::serve::{ArchiveSource, Desk, Sources};
use serde_json::Value;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

fn waits_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(
            began.elapsed() < PATIENCE,
            "not within {PATIENCE:?}: {what}"
        );
        sleep(Duration::from_millis(100));
    }
}

fn serve(archive: &Archive) -> Server {
    let config = archive.beside("dateline.toml");
    Server::with(archive, &["--config", config.to_str().unwrap()])
}

/// An answer without what differs from one archive to another.
fn answer(server: &Server, path: &str) -> Value {
    let text = server.get(path).is(200).json().to_string();
    let text = super::everything::same(&text);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_server_answers_from_a_cluster_as_from_a_local_index() {
    let Some(node) = node() else { return };
    let archive = sample_corpus();
    twins(&archive, &node, 1);
    for name in ["near", "far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    let server = serve(&archive);
    for path in [
        "/api/search?q=troops&copies=show",
        "/api/search?q=tro%3Fps&copies=show",
        "/api/search?q=troosp&copies=show",
        "/api/timeline?q=troops",
        "/api/facets?q=troops&by=year,source",
        "/api/terms?q=troops",
    ] {
        let [near, far] = ["near", "far"].map(|name| answer(&server, &format!("{path}&in={name}")));
        assert_eq!(near, far, "{path}");
    }
    // Pages for people, and both archives at once.
    server.get("/?q=troops&in=far").is(200);
    server.get("/api/search?q=troops").is(200);
    server
        .get("/api/search?q=%3Dtroops%20%3Dtroop&in=far")
        .is(400);
}

#[test]
fn a_cluster_that_does_not_answer_makes_its_archive_unavailable_and_not_the_server() {
    let Some(node) = node() else { return };
    let archive = Archive::of(&[("a.txt", "Alpha\n\nzeppelins rise")]);
    let proxy = Proxy::before(&node);
    let text = format!(
        "[archive.near]\nfolder = \"articles\"\nindex = \"near\"\n\n\
         [archive.far]\nfolder = \"articles\"\nindex = \"opensearch+{}/{}\"\n\
         state = \"far\"\nreplicas = 0\n",
        proxy.address(),
        name_there(),
    );
    std::fs::write(archive.beside("dateline.toml"), text).unwrap();
    for name in ["near", "far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    let server = serve(&archive);
    let total = |name: &str| {
        let found = server.get(&format!("/api/search?q=zeppelins&copies=show&in={name}"));
        (found.status == 200).then(|| found.json()["total"].as_u64().unwrap())
    };
    assert_eq!((total("near"), total("far")), (Some(1), Some(1)));
    // A new generation is switched to.
    archive.write("b.txt", "Beta\n\nzeppelins fall");
    run(&archive, &["reindex", "far"]).exits(0);
    waits_until("the new generation", || total("far") == Some(2));
    assert_eq!(total("near"), Some(1));
    // It holds its connections.
    proxy.fails_always(Fault::Held);
    waits_until("it is unavailable", || {
        let found = server.get("/api/search?q=zeppelins&in=far");
        found.status == 503
    });
    let began = Instant::now();
    assert_eq!(total("near"), Some(1));
    assert!(began.elapsed() < Duration::from_secs(5));
    waits_until("others are searched", || {
        let all = server.get("/api/search?q=zeppelins&copies=show");
        all.status == 200 && all.json()["notes"].to_string().contains("cluster")
    });
    proxy.fails_always(Fault::None);
    waits_until("it is back", || total("far") == Some(2));
    // A server also starts without it.
    proxy.fails_always(Fault::Unsent);
    let other = serve(&archive);
    let near = other.get("/api/search?q=zeppelins&copies=show&in=near");
    assert_eq!(near.is(200).json()["total"], 1);
    proxy.fails_always(Fault::None);
    waits_until("it is there at last", || {
        other.get("/api/search?q=zeppelins&in=far").status == 200
    });
}

#[test]
fn the_library_opens_an_archive_on_a_cluster() {
    let Some(node) = node() else { return };
    let archive = sample_corpus();
    twins(&archive, &node, 1);
    for name in ["near", "far"] {
        run(&archive, &["reindex", name]).exits(0);
    }
    let text = std::fs::read_to_string(archive.beside("dateline.toml")).unwrap();
    let (_, address) = text.split_once("opensearch+").unwrap();
    let address = format!("opensearch+{}", address.split('"').next().unwrap());
    let address = Address::parse(&address).unwrap();
    let cluster = Cluster::new(&address, &Secrets::default(), Spread::default()).unwrap();
    let near = IndexStore::at(archive.beside("near"));
    let far = IndexStore::at(archive.beside("far")).with_articles_in(Arc::new(cluster));
    let ids = [near, far].map(|store| {
        let source = ArchiveSource {
            name: "it".to_owned(),
            folders: None,
            store,
            search: SearchSettings::default(),
            gives_files: false,
            shows_folders: false,
            shows_paths: true,
        };
        let desk = Desk::open(Sources {
            archives: vec![source],
            ..Sources::default()
        });
        let desk = desk.unwrap();
        let pairs = vec![("q".to_owned(), "troops".to_owned())];
        let mut ids = Vec::new();
        desk.each(&pairs, |article| {
            ids.push(article.id.0);
            true
        })
        .unwrap();
        ids.sort();
        let page = desk.search(&pairs).unwrap();
        assert!(page.total > 5);
        let first = &page.hits[0].article;
        assert_eq!(desk.article(&first.id.0).unwrap().body, first.body);
        ids
    });
    assert_eq!(ids[0], ids[1]);
}
