//! Converts the schema file to JSON, and links the program at a fixed address on Linux.
//!
//! Reading the schema as TOML takes 0.12 ms, a fortieth of a search; JSON takes a tenth of that.
//!
//! A position-independent program has to relocate its tables of pointers at each start. Here they
//! are a megabyte, most of it from HTML's named characters, and relocation takes as long as a short
//! search (250 page faults, 0.85 ms of 2.04 for `dateline --version`; docs/performance.md). The
//! price of a fixed address is that the program's own code is at the same address in each process.
//! Libraries, heap and stack still are not.

use std::env::var;
use std::path::Path;

const SCHEMA: &str = "index-schema/article.toml";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={SCHEMA}");
    let schema = std::fs::read_to_string(SCHEMA).expect("the schema file is part of the sources");
    let schema: toml::Value = toml::from_str(&schema).expect("the schema file is TOML");
    let schema = serde_json::to_string(&schema).expect("values of TOML are values of JSON");
    let out = var("OUT_DIR").expect("cargo names the folder");
    std::fs::write(Path::new(&out).join("article.json"), schema).expect("the folder is writable");

    let target = |what: &str| var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
