"""deploy/monitor.service: what systemd says of it, that each fence stands, and that the service lives within."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import deployed
import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
MOST_EXPOSED = 1.5  # of 10, as `systemd-analyze security` counts; what it lacks is told in docs/operations.md

needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze")
needs_sandbox = pytest.mark.skipif(bool(deployed.missing()), reason=deployed.missing())


def units() -> list[str]:
    """Return what the guide shows as units, or parts of units."""
    return re.findall(r"^```ini\n(.*?)^```", GUIDE, flags=re.M | re.S)


def test_the_guide_shows_the_unit_as_it_is() -> None:
    assert units()[0] == deployed.UNIT.read_text("utf-8")


@needs_systemd
@pytest.mark.parametrize("addition", [None, *range(1, len(units()))])
def test_systemd_takes_the_unit_and_each_addition_that_the_guide_shows(addition: int | None, tmp_path: Path) -> None:
    program = tmp_path / "monitor"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "monitor.service"
    unit.write_text(units()[0].replace("/opt/monitor/bin/monitor", str(program)))
    if addition is not None:
        with unit.open("a") as file:
            file.write(units()[addition])
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@needs_systemd
def test_the_service_is_hardly_exposed() -> None:
    words = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(deployed.UNIT)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    level = re.search(r"Overall exposure level for monitor.service: ([0-9.]+)", done.stdout)
    assert level is not None, done.stderr
    assert float(level[1]) <= MOST_EXPOSED


FENCES = {
    "User": "assert os.getuid() == os.getgid() == 61500 and os.getgroups() == []",
    "CapabilityBoundingSet": "assert status('CapBnd') == status('CapEff') == status('CapPrm') == '0' * 16",
    "NoNewPrivileges": "assert status('NoNewPrivs') == '1'",
    "UMask": "assert os.umask(0) == 0o077",
    "ProtectSystem": "refused(lambda: open('/etc/monitor.conf', 'w'))",
    "ProtectSystem of the program": "refused(lambda: open('/opt/monitor/bin/monitor', 'a'))",
    "StateDirectory": "open('/var/lib/monitor/told', 'w').write('here')",
    "the state's neighbours": "refused(lambda: os.mkdir('/var/lib/other'))",
    "PrivateTmp": "assert not os.path.exists(MARK); open('/tmp/seen', 'w').write('here')",
    "ProtectHome": "assert os.listdir('/home') == []",
    "PrivateDevices": "assert not any(name.startswith(('sd', 'vd', 'mem', 'kmsg')) for name in os.listdir('/dev'))",
    "RestrictAddressFamilies": "refused(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW))",
    "AF_UNIX": "socket.socket(socket.AF_UNIX)",
    "AF_INET6": "socket.socket(socket.AF_INET6)",
    "RestrictNamespaces": "assert libc.unshare(0x10000000) == -1 and ctypes.get_errno() == 1",
    "MemoryDenyWriteExecute": "refused(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC))",
    "SystemCallFilter mount": "assert libc.mount(b'none', b'/tmp', b'tmpfs', 0, 0) == -1 and ctypes.get_errno() == 1",
    "SystemCallFilter ptrace": "assert libc.ptrace(0, 0, 0, 0) == -1 and ctypes.get_errno() == 1",
    "ProtectClock": "refused(lambda: time.clock_settime(time.CLOCK_REALTIME, 0))",
    "ProtectHostname": "refused(lambda: socket.sethostname('other'))",
    "TasksMax": "assert resource.getrlimit(resource.RLIMIT_NPROC) == (256, 256)",
}
"""What must hold within the sandbox, by the directive that sees to it."""
PROLOGUE = """
import ctypes, mmap, os, resource, socket, time
MARK = {mark!r}
libc = ctypes.CDLL(None, use_errno=True)
def status(name):
    return next(line.split()[1] for line in open('/proc/self/status') if line.startswith(name + ':'))
def refused(attempt):
    try:
        attempt()
    except OSError as error:
        assert error.errno in (1, 13, 30), error
    else:
        raise AssertionError('it was not refused')
"""


@pytest.mark.slow
@needs_sandbox
def test_every_fence_stands(tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    shutil.chown(state, deployed.USER, deployed.USER)
    code = PROLOGUE.format(mark=str(tmp_path))
    for name, claim in FENCES.items():
        code += f"try:\n    {claim}\nexcept BaseException as error:\n    print({name!r}, repr(error))\n"
    done = deployed.within(state, "/opt/monitor/bin/python", "-c", code)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (state / "told").read_text() == "here"
    assert not Path("/tmp/seen").exists()


@pytest.mark.slow
@needs_sandbox
def test_the_service_lives_within_the_sandbox(tmp_path: Path) -> None:
    outcome = deployed.deployed(tmp_path, seconds=20, step=4)
    assert outcome.wrong == []
    assert (outcome.told > 3, outcome.checks > 30) == (True, True)
