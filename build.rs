//! Links the program at a fixed address on Linux.
//!
//! A program that may lie anywhere has its tables of pointers written anew at each start: a megabyte
//! of them here, most from HTML's named characters, which takes as long as a short search (250 page
//! faults, 0.85 ms of 2.04 for `dateline --version`; docs/performance.md). What it costs: the program's own code is at the same address in
//! each process; libraries, heap and stack still are not.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
