"""An authority of one's own, and what it certifies."""

import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Certificates:
    """Files as PEM: an authority, a server known as `localhost` and by no other name, and a client."""

    folder: Path

    @property
    def authority(self) -> Path:
        """Its certificate."""
        return self.folder / "authority.pem"

    def certificate(self, name: str) -> Path:
        """That of `server` or `client`."""
        return self.folder / f"{name}.pem"

    def key(self, name: str) -> Path:
        """The key of that."""
        return self.folder / f"{name}.key"

    def make(self) -> None:
        """Writes all of them."""
        self.folder.mkdir()
        new = ["req", "-x509", "-days", "2", "-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
        own = ["-keyout", str(self.key("authority")), "-out", str(self.authority), "-subj", "/CN=An authority"]
        self._openssl(*new, *own)
        signed = ["-CA", str(self.authority), "-CAkey", str(self.key("authority"))]
        for name, subject in (("server", "localhost"), ("client", "herbarium")):
            files = ["-keyout", str(self.key(name)), "-out", str(self.certificate(name))]
            names = ["-addext", f"subjectAltName=DNS:{subject}", "-addext", "basicConstraints=critical,CA:FALSE"]
            self._openssl(*new, *signed, *files, *names, "-subj", f"/CN={subject}")

    @staticmethod
    def _openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)
