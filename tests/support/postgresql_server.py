"""A PostgreSQL server for tests: a process of its own, reached by a socket, its data thrown away at the end."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SETTINGS = {
    "listen_addresses": "''", "fsync": "off", "full_page_writes": "off",
    "max_connections": "50", "shared_buffers": "'32MB'", "autovacuum": "off", "jit": "off",
}  # fmt: skip


def programs() -> Path | None:
    """Return the folder of the server's programs; None: it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    beside = shutil.which("initdb")
    return found[-1].parent if found else Path(beside).parent if beside else None


class Server:
    """A server that has begun; it can be ended at once, as by a loss of power, and begun again."""

    def __init__(self, programs: Path, folder: Path, user: list[str]) -> None:
        self._programs, self.folder, self._user = programs, folder, user
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        options = ["--auth=trust", "--username=monitor", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", "--pgdata", str(folder / "data"), *options)
        with (folder / "data" / "postgresql.conf").open("a") as settings:
            settings.writelines(f"{name} = {value}\n" for name, value in SETTINGS.items())
            settings.write(f"unix_socket_directories = '{folder}'\n")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://monitor@/postgres?host={self.folder}"

    @property
    def socket(self) -> Path:
        return self.folder / ".s.PGSQL.5432"

    def start(self) -> None:
        self._run("pg_ctl", "start", "--wait", "--pgdata", str(self.folder / "data"), "--log", f"{self.folder}/log")

    def stop(self) -> None:
        """End it without ceremony: connections are cut, the next start recovers."""
        self._run("pg_ctl", "stop", "--wait", "--pgdata", str(self.folder / "data"), "--mode", "immediate")

    def require_passwords(self, user: str, password: str) -> None:
        """Let *user*, who is made, in by a *password* alone, and nobody else but its own."""
        hba = self.folder / "data" / "pg_hba.conf"
        if user in hba.read_text("utf-8"):
            return
        hba.write_text(f"local all monitor trust\nlocal all {user} scram-sha-256\n", encoding="utf-8")
        self._run("psql", self.url, "--quiet", "--command", f"CREATE ROLE {user} LOGIN PASSWORD '{password}'")
        self._run("pg_ctl", "restart", "--wait", "--pgdata", str(self.folder / "data"), "--log", f"{self.folder}/log")

    def restart(self) -> None:
        self.stop()
        self.start()

    def _run(self, name: str, *words: str) -> None:
        command = [*self._user, str(self._programs / name), *words]
        subprocess.run(
            command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=self.folder, env=self.environ
        )


@contextmanager
def serving(programs: Path) -> Iterator[Server]:
    """Start a server of one's own; as root it runs as the user postgres, whom the package makes."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-pg-"))
    user: list[str] = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
    folder.chmod(0o755)
    try:
        server = Server(programs, folder, user)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run *command* with the address of a server in MONITOR_TESTS_LEDGER; 0 and a line where none is installed."""
    found = programs()
    if found is None:
        print("PostgreSQL is not installed, so its tests are passed over. Debian and Ubuntu: apt install postgresql")
        return 0
    with serving(found) as server:
        return subprocess.run(command, check=False, env=os.environ | {"MONITOR_TESTS_LEDGER": server.url}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
