//! A small disk for one test: a tmpfs in namespaces of its own, where the machine allows that. It disappears with the
//! test.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// The bytes of a page, the unit in which a tmpfs gives out space.
pub(super) const PAGE: usize = 4096;

/// A tmpfs over a folder, which only programs run by [`SmallDisk::run`] see.
pub(super) struct SmallDisk {
    /// Keeps the namespaces until its standard input is closed.
    holder: Child,
    /// How another program enters them.
    enter: Vec<String>,
    folder: PathBuf,
}

impl SmallDisk {
    /// Mounts one over `folder`. The error is what the machine says.
    pub(super) fn over(folder: &Path) -> Result<Self, String> {
        // Anybody may mount in a user namespace of their own; without user namespaces root may.
        let by_anybody = Self::with(folder, &["--user", "--map-root-user"], &["--user"]);
        by_anybody.or_else(|first| {
            let by_root = Self::with(folder, &[], &[]);
            by_root.map_err(|second| format!("{first}; {second}"))
        })
    }

    fn with(folder: &Path, make: &[&str], enter: &[&str]) -> Result<Self, String> {
        let script = "mount -t tmpfs -o size=64m small \"$0\" && echo mounted && exec cat";
        let mut holder = Command::new("unshare")
            .args(make)
            .args(["--mount", "sh", "-c", script])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("unshare: {error}"))?;
        let mut said = String::new();
        let stdout = holder.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut said).unwrap();
        if said.trim() != "mounted" {
            let mut why = String::new();
            let mut stderr = holder.stderr.take().unwrap();
            stderr.read_to_string(&mut why).unwrap();
            holder.wait().unwrap();
            return Err(why.trim().to_owned());
        }
        let target = format!("--target={}", holder.id());
        let enter = enter.iter().map(|word| (*word).to_owned());
        let disk = Self {
            holder,
            enter: [target, "--preserve-credentials".into(), "--mount".into()]
                .into_iter()
                .chain(enter)
                .collect(),
            folder: folder.to_owned(),
        };
        match disk.run(&Command::new("true")) {
            Ok(output) if output.status.success() => Ok(disk),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Err(format!("nsenter: {error}")),
        }
    }

    /// Runs a program that sees the disk.
    pub(super) fn run(&self, command: &Command) -> std::io::Result<Output> {
        let mut inside = Command::new("nsenter");
        inside.args(&self.enter).stdin(Stdio::null());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => inside.env(name, value),
                None => inside.env_remove(name),
            };
        }
        // After entering a mount namespace the current folder is its root.
        let script = "cd \"$0\" && exec \"$@\"";
        let folder = command.get_current_dir().unwrap_or(Path::new("/"));
        inside.args(["sh", "-c", script]).arg(folder);
        inside.arg(command.get_program()).args(command.get_args());
        inside.output()
    }

    /// Changes an option of the tmpfs: its size (`size=64k`), its number of files (`nr_inodes=20`), or read-only
    /// (`ro`).
    pub(super) fn remount(&self, option: &str) {
        // By itself `mount` gives the present options again, with an owner that is nobody in a user namespace.
        let mut mount = Command::new("mount");
        mount
            .args(["--options-source=disable", "-o"])
            .arg(format!("remount,{option}"));
        let output = self.run(mount.arg(&self.folder)).unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{option}: {stderr}");
    }

    /// The bytes and the files in use on the disk.
    pub(super) fn in_use(&self) -> (usize, usize) {
        let mut stat = Command::new("stat");
        stat.args(["--file-system", "--format=%b %f %c %d"]);
        let output = self.run(stat.arg(&self.folder)).unwrap();
        let text = String::from_utf8_lossy(&output.stdout);
        let numbers = text.split_whitespace().map(str::parse);
        let numbers: Vec<usize> = numbers.map(Result::unwrap).collect();
        ((numbers[0] - numbers[1]) * PAGE, numbers[2] - numbers[3])
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        let _ = self.holder.wait();
    }
}
