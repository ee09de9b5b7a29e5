"""What `deploy/` promises: HAProxy takes the file, and all files name the same things."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bone_atlas import serving
from bone_atlas.app.server import headers, ready

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
PROXY = (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
REPLICAS = {name: service for name, service in SERVICES.items() if name != "proxy"}
README = (DEPLOY / "README.md").read_text(encoding="utf-8")


def _checked(**environ: str) -> subprocess.CompletedProcess[str]:
    command = ["haproxy", "-c", "-f", str(DEPLOY / "haproxy.cfg")]
    given = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    return subprocess.run(command, env={**given, **environ}, capture_output=True, text=True, check=False)


@pytest.mark.skipif(
    shutil.which("haproxy") is None, reason="haproxy is not installed (apt-get install haproxy)"
)
def test_haproxy_takes_the_file() -> None:
    replicas = {"ATLAS_REPLICA_A": "127.0.0.1:8501", "ATLAS_REPLICA_B": "127.0.0.1:8502"}
    done = _checked(ATLAS_LISTEN="127.0.0.1:8500", **replicas)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    # With a certificate it serves HTTPS: one that is not there is told, so the line is in force.
    missing = _checked(ATLAS_CERTIFICATE="/nowhere/atlas.pem", **replicas)
    assert missing.returncode != 0
    assert "/nowhere/atlas.pem" in missing.stderr


def test_the_replicas_of_the_proxy_are_those_of_the_compose_file() -> None:
    named = re.findall(r'server \w+ "\$\{ATLAS_REPLICA_\w-([\w-]+):(\d+)\}" cookie \w+', PROXY)
    assert [name for name, _ in named] == list(REPLICAS)
    assert len(REPLICAS) == 2
    exposed = re.search(r"EXPOSE (\d+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    assert exposed
    assert {port for _, port in named} == {exposed[1]}


def test_a_reader_stays_with_a_replica_until_it_is_gone() -> None:
    backend = PROXY.partition("backend atlas")[2]
    secure, plain = re.findall(
        r"^ +cookie atlas-replica insert indirect nocache httponly (.*)$", backend, re.M
    )
    assert secure == 'secure attr "SameSite=None" attr "Partitioned"'
    assert plain == 'attr "SameSite=Lax"'
    assert "option redispatch 1" in backend
    assert f"uri {ready.PATH} " in backend
    assert "http-check disable-on-404" in backend
    assert ready.State.STOPPING.value[0] == 404
    assert "on-marked-down shutdown-sessions" in backend


def test_what_the_proxy_says_itself_carries_the_headers_too() -> None:
    lines = [line for line in PROXY.splitlines() if " string " in line]
    assert len(lines) == 2
    for line in lines:
        assert f'content-security-policy "{headers._FILE_POLICY}"' in line
        assert "x-content-type-options nosniff" in line
        assert "cache-control no-store" in line


def test_a_private_key_gets_neither_into_the_repository_nor_into_the_image() -> None:
    folder = "deploy/certificates"
    assert f"`{folder}/atlas.pem`" in README
    for name in (".gitignore", ".dockerignore"):
        assert folder in [line.rstrip("/") for line in (ROOT / name).read_text().splitlines()]


def test_every_replica_is_alive_by_its_health_and_has_time_to_stop() -> None:
    for replica in REPLICAS.values():
        assert "/_stcore/health" in replica["healthcheck"]["test"][-1]
        drain = ready.drain_seconds(replica["environment"][ready.DRAIN_SECONDS])
        assert 3 <= drain < int(replica["stop_grace_period"].rstrip("s"))
        assert "ports" not in replica, "readers come by the proxy alone"


def test_settings_are_those_that_the_atlas_reads() -> None:
    known = {serving.PUBLIC_URL, headers.FRAME_ANCESTORS, ready.DRAIN_SECONDS}
    for replica in REPLICAS.values():
        assert set(replica["environment"]) == known
    assert all(f"`{name}`" in README for name in known)
    used = set(re.findall(r"\bATLAS_\w+", PROXY))
    assert all(f"`{name}`" in README for name in used)


def test_files_that_are_named_exist() -> None:
    for replica in REPLICAS.values():
        assert (DEPLOY / replica["build"]["context"] / replica["build"]["dockerfile"]).is_file()
    for volume in SERVICES["proxy"]["volumes"]:
        assert (DEPLOY / volume.split(":")[0]).is_file()
    copied = re.findall(r"^COPY (?!--from)(\S+) ", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.M)
    assert copied
    assert all((ROOT / source).exists() for source in copied)
