"""Writes what a program is made of as a CycloneDX 1.5 document: sbom.py PACKAGE [FEATURE ...].

Components are the crates that are compiled into the package on Linux (x86-64), with their licences
and the checksums of Cargo.lock; not those that only run in the compiler. The same sources give the
same bytes: the time is SOURCE_DATE_EPOCH, the serial number follows from the content.
"""

import datetime
import json
import os
import subprocess
import sys
import tomllib
import uuid

TARGET = "x86_64-unknown-linux-gnu"


def metadata(features):
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", TARGET]
    if features:
        command += ["--features", ",".join(features)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def compiled(graph, root):
    """The ids of the packages that are linked into the root, itself among them."""
    nodes = {node["id"]: node for node in graph["resolve"]["nodes"]}
    is_macro = lambda one: any("proc-macro" in target["kind"] for target in one["targets"])
    macros = {one["id"] for one in graph["packages"] if is_macro(one)}
    found, waiting = set(), [root]
    while waiting:
        one = waiting.pop()
        if one in found or one in macros:
            continue
        found.add(one)
        for dependency in nodes[one]["deps"]:
            if any(kind["kind"] is None for kind in dependency["dep_kinds"]):
                waiting.append(dependency["pkg"])
    return found, nodes


def component(package, checksums):
    name, version = package["name"], package["version"]
    reference = f"pkg:cargo/{name}@{version}"
    one = {"type": "library", "bom-ref": reference, "name": name, "version": version, "purl": reference}
    if package["license"]:
        one["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if checksum := checksums.get((name, version)):
        one["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    return one


def main():
    name, features = sys.argv[1], sys.argv[2:]
    graph = metadata(features)
    with open("Cargo.lock", "rb") as lock:
        locked = tomllib.load(lock)["package"]
    checksums = {(one["name"], one["version"]): one.get("checksum") for one in locked}
    packages = {one["id"]: one for one in graph["packages"]}
    root = next(one["id"] for one in graph["packages"] if one["name"] == name and not one["source"])
    found, nodes = compiled(graph, root)
    components = {one: component(packages[one], checksums) for one in found}
    reference = {one: components[one]["bom-ref"] for one in found}
    own = components.pop(root)
    own["type"] = "application"
    dependencies = [
        {
            "ref": reference[one],
            "dependsOn": sorted({
                reference[dependency["pkg"]]
                for dependency in nodes[one]["deps"]
                if any(kind["kind"] is None for kind in dependency["dep_kinds"])
                and dependency["pkg"] in reference
            }),
        }
        for one in found
    ]
    time = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.UTC)
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": own},
        "components": sorted(components.values(), key=lambda one: one["bom-ref"]),
        "dependencies": sorted(dependencies, key=lambda one: one["ref"]),
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    document["serialNumber"] = f"urn:uuid:{serial}"
    json.dump(document, sys.stdout, indent=1, sort_keys=True)
    print()


main()
