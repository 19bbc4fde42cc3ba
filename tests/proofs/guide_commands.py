"""The commands of docs/operations.md for installing, upgrading, backing up, restoring and moving, each really run.

    python tests/proofs/guide_commands.py

It takes root on Linux: all happens in a copy of this machine (an overlay in a mount namespace of its own), of which
nothing is left. systemctl is a script there that starts and ends the service as the unit does. Exit status 1 when a
command fails, or the service does not live.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from monitor.cli.demo.site import Site

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "operations.md"
SECTIONS = ("### With systemd", "## Upgrade", "## Back up, restore, move")
ELSEWHERE = "https://norhaven.example"  # as the guide has it
SYSTEMCTL = """#!/bin/sh
# Stands for systemd: the service is started as its user, and ended as the unit ends it;
# it has started once a page has been read.
ended() { ! kill -0 "$(cat /run/monitor.pid)" 2>/dev/null; }
case "$*" in
  "start monitor"|"enable --now monitor")
    setpriv --reuid=monitor --regid=monitor --init-groups --bounding-set=-all --no-new-privs \\
      /opt/monitor/bin/monitor --home /var/lib/monitor run 2>>/var/log/monitor.log & echo $! >/run/monitor.pid
    for _ in $(seq 100); do
      sleep 0.2
      asked() { runuser -u monitor -- /opt/monitor/bin/monitor --home /var/lib/monitor "$@"; }
      asked doctor --alive && asked status --json | grep -q '"last_ok_at": "2' && exit 0
    done
    exit 1;;
  "stop monitor"|"disable --now monitor")
    ended && exit 1
    kill -TERM "$(cat /run/monitor.pid)"
    for _ in $(seq 100); do ended && exit 0; sleep 0.1; done
    exit 1;;
  daemon-reload) test -s /etc/systemd/system/monitor.service;;
  *) exit 1;;
esac
"""
WORLD = """set -e
cd "$1"
mount -t tmpfs tmpfs .
mkdir upper work merged
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work merged
for folder in proc dev sys; do mount --rbind "/$folder" "merged/$folder"; done
mount -t tmpfs tmpfs merged/run
chmod 755 merged/root
cp "$2/systemctl" merged/usr/bin/systemctl
mkdir -p merged/etc/systemd/system
exec chroot merged bash "$2/commands"
"""


def commands() -> list[str]:
    """Return the commands that the guide shows in these sections, block after block."""
    text = GUIDE.read_text("utf-8")
    found = []
    for heading in SECTIONS:
        begins = text.index(f"\n{heading}\n")
        ends = re.compile(r"^##+ ", re.M).search(text, begins + len(heading) + 2)
        section = text[begins : ends.start() if ends else None]
        found += re.findall(r"^```sh\n(.*?)^```", section, flags=re.M | re.S)
    return found


def script(address: str) -> str:
    """Return what runs all of them, with the site at *address* for that of the guide; each is printed before."""
    add = f"monitor add {address}/statement --allow-private"
    told = "\n".join(commands()).replace(f"monitor add {ELSEWHERE}/statement", add)
    given = "export PYTHONDONTWRITEBYTECODE=1; umask 022; shopt -s expand_aliases; set -eux"
    return f"{given}\ncd {shlex.quote(str(ROOT))}\n{told}\ntest -s /var/log/monitor.log\n"


def main() -> None:
    """Run them and print what came of it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="monitor-guide-") as place, Site(datetime.now(UTC).date()) as site:
        given, world = Path(place) / "given", Path(place) / "world"
        given.mkdir()
        world.mkdir()
        (given / "systemctl").write_text(SYSTEMCTL)
        (given / "systemctl").chmod(0o755)
        (given / "commands").write_text(script(site.address))
        words = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        done = subprocess.run([*words, "bash", "-c", WORLD, "bash", str(world), str(given)], check=False)
    count = sum(len(block.splitlines()) for block in commands())
    print(f"{count} commands of the guide in {time.monotonic() - began:.0f} s: status {done.returncode}")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
