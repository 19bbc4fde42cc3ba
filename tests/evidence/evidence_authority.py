"""A timestamp authority of our own, made and run with openssl, on loopback."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from loopback import Asked, Step, page

SETTINGS = """
[req]
distinguished_name = dn
prompt = no
[dn]
O = Loopback
CN = {name}
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:false
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/signer.pem
certs = {folder}/root.pem
signer_key = {folder}/signer.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""
_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -config tsa.cnf"


class Authority:
    """Signs what it is asked, as `openssl ts` does; its certificates are in ``certificates``."""

    def __init__(self, folder: Path, name: str = "Loopback Time") -> None:
        self.folder, self.certificates = folder, folder / "root.pem"
        (folder / "tsa.cnf").write_text(SETTINGS.format(folder=folder, name=name))
        (folder / "serial").write_text("01\n")
        self._openssl(f"req -x509 {_KEY} -extensions root -days 3650 -keyout root.key -out root.pem")
        self._openssl(f"req {_KEY} -keyout signer.key -out signer.csr")
        self._openssl(
            "x509 -req -in signer.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650 -extfile tsa.cnf"
            " -extensions signer -out signer.pem"
        )
        self._turn = threading.Lock()
        self.steps: Sequence[Step] | None = None  #: answer with these instead
        self.answered: Callable[[], object] = list  #: called with each answer that is about to be sent

    def answer(self, query: bytes) -> bytes:
        """Return the answer to *query*, both DER."""
        with self._turn, tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "q").write_bytes(query)
            self._openssl(f"ts -reply -config tsa.cnf -section here -queryfile {folder}/q -out {folder}/r")
            return (Path(folder) / "r").read_bytes()

    def __call__(self, asked: Asked) -> Sequence[Step]:
        """Answer as the loopback's sites do."""
        if self.steps is not None:
            return self.steps
        assert asked.headers["content-type"] == "application/timestamp-query"
        answer = page(self.answer(asked.body), kind="application/timestamp-reply")
        self.answered()
        return answer

    def _openssl(self, words: str) -> None:
        subprocess.run(["openssl", *words.split()], cwd=self.folder, check=True, capture_output=True)


def verifies(data: Path, token: Path, certificates: Path) -> bool:
    """Return whether `openssl ts -verify`, and not this program, finds that *token* is a timestamp of *data*."""
    command = ["openssl", "ts", "-verify", "-data", str(data), "-in", str(token), "-CAfile", str(certificates)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
