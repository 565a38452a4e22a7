"""Provenance: who made a picture, said inside the file in a way that shows when it was altered.

A C2PA manifest (https://spec.c2pa.org, 2.2) signed with a key that the studio makes on its first
start. Nobody vouches for that key but the studio itself, so its own pictures are "trusted" here and
"valid" elsewhere. Nothing is ever fetched: no time stamps, no manifests from the network.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import os
import secrets
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tintype.core.errors import CannotWrite, OurError
from tintype.core.version import VERSION

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

State = Literal["trusted", "valid", "invalid", "not_present"]

MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
"""Format → media type."""
ALGORITHMIC = frozenset({"stage", "fake"})
"""Engines that follow rules; all others paint with what they learned from pictures."""

_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_YEARS = 30
_NAME = "tintype studio"
_QUIET = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}


@dataclass(frozen=True)
class Made:
    """What a manifest says: model, engine, operation (see Request) and when, in seconds since 1970."""

    model: str
    engine: str
    operation: str
    created: float


@dataclass(frozen=True)
class Provenance:
    """What is found in a file. generated_at: as the manifest says it, ISO 8601."""

    state: State
    issuer: str | None = None
    model: str | None = None
    generated_at: str | None = None

    @property
    def detected(self) -> bool:
        return self.state != "not_present"


class Signer:
    """Signs with the key in a folder. Threads may share one."""

    def __init__(self, chain: str, key: str, root: str) -> None:
        """PEM texts: certificates, leaf first; private key; the certificate that all is rooted in."""
        self._chain, self._key, self.root = chain, key, root
        self._lock = threading.Lock()
        self._native: Any = None

    @classmethod
    def at(cls, folder: Path) -> Signer:
        """The signer whose key lies in the folder; made now if there is none. Raises CannotWrite."""
        path = folder / "key.json"
        try:
            if not path.exists():
                _deposit(path, _fresh())
            kept = json.loads(path.read_text("utf-8"))
            return cls(kept["chain"], kept["key"], kept["root"])
        except OSError as error:
            raise CannotWrite(f"{path} cannot be used ({error.strerror}); check the folder.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise OurError(f"{path} is damaged; remove it, and a new key is made.") from error

    def sign(self, data: bytes, format: str, made: Made) -> bytes:
        """The file with a manifest in it; its pixels and texts stay. format: png, jpeg or webp."""
        import c2pa

        out = io.BytesIO()
        with self._lock:  # one native signer; signing takes milliseconds
            if self._native is None:
                self._native = c2pa.Signer.from_info(
                    c2pa.C2paSignerInfo(
                        c2pa.C2paSigningAlg.ES256, self._chain.encode(), self._key.encode(), None
                    )
                )
            builder = c2pa.Builder(json.dumps(_manifest(made, format)), _context(self.root))
            builder.sign(self._native, MEDIA[format], io.BytesIO(data), out)
        return out.getvalue()


def check(data: bytes, signer: Signer | None = None) -> Provenance:
    """What a file says of its origin, and whether that holds. signer: whose key is trusted.

    Never raises for what is in the file: what cannot be read as a manifest is none.
    """
    import c2pa

    media = _media_of(data)
    if media is None:
        return Provenance("not_present")
    try:
        trusted = _context(signer.root if signer else None)
        with c2pa.Reader(media, io.BytesIO(data), context=trusted) as reader:
            return _told(json.loads(reader.json()), reader.get_validation_state())
    except c2pa.C2paError as error:
        absent = "ManifestNotFound" in type(error).__name__ or "ManifestNotFound" in str(error)
        absent = absent or "no jumbf" in str(error).lower()
        return Provenance("not_present" if absent else "invalid")
    except ValueError:
        return Provenance("invalid")


def _told(store: dict[str, Any], state: str | None) -> Provenance:
    manifest = store.get("manifests", {}).get(store.get("active_manifest", ""), {})
    signature = manifest.get("signature_info") or {}
    model = when = None
    for assertion in manifest.get("assertions", ()):
        if assertion.get("label", "").startswith("c2pa.actions"):
            for action in assertion.get("data", {}).get("actions", ()):
                when = when or action.get("when")
                model = model or (action.get("parameters") or {}).get("model")
    states: dict[str, State] = {"Trusted": "trusted", "Valid": "valid"}
    return Provenance(
        states.get(str(state), "invalid"), signature.get("issuer"), model, when or signature.get("time")
    )


def _manifest(made: Made, format: str) -> dict[str, Any]:
    """What is signed: one action, by which program, with which model, out of what kind of source."""
    kind = "algorithmicMedia" if made.engine in ALGORITHMIC else "trainedAlgorithmicMedia"
    fresh = made.operation == "generate"
    if not fresh and kind == "trainedAlgorithmicMedia":
        kind = "compositeWithTrainedAlgorithmicMedia"
    when = datetime.datetime.fromtimestamp(made.created, datetime.UTC).isoformat(timespec="seconds")
    return {
        "claim_generator_info": [{"name": "tintype", "version": VERSION}],
        "format": MEDIA[format],
        "title": f"picture.{format}",
        "assertions": [
            {
                "label": "c2pa.actions.v2",
                "data": {
                    "actions": [
                        {
                            "action": "c2pa.created",
                            "when": when,
                            "softwareAgent": {"name": "tintype", "version": VERSION},
                            "digitalSourceType": _SOURCES + kind,
                            "parameters": {"model": made.model, "operation": made.operation},
                        }
                    ]
                },
            }
        ],
    }


_contexts: dict[str | None, Any] = {}


def _context(root: str | None) -> Any:
    """Settings of the library: offline, no thumbnails, one certificate trusted or none."""
    import c2pa

    if root not in _contexts:
        trust = {"trust": {"trust_anchors": root}} if root else {}
        _contexts[root] = c2pa.Context(c2pa.Settings.from_dict({**_QUIET, **trust}))
    return _contexts[root]


def _media_of(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else None


# The key. C2PA wants a chain: a leaf that may sign documents under an authority (spec 2.2, 14.5).


def _fresh() -> dict[str, str]:
    """A new authority, and a key under it, as PEM texts. The authority's own key is thrown away."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    mark = secrets.token_hex(4)
    root = _certificate(authority, authority, f"{_NAME} root {mark}", f"{_NAME} root {mark}", leaf=False)
    leaf = _certificate(key, authority, f"{_NAME} {mark}", f"{_NAME} root {mark}", leaf=True)
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    chain = leaf.public_bytes(pem) + root.public_bytes(pem)
    return {"chain": chain.decode(), "key": secret.decode(), "root": root.public_bytes(pem).decode()}


def _certificate(
    key: EllipticCurvePrivateKey, authority: EllipticCurvePrivateKey, name: str, issuer: str, *, leaf: bool
) -> x509.Certificate:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def named(text: str) -> x509.Name:
        parts = ((NameOID.COMMON_NAME, text), (NameOID.ORGANIZATION_NAME, _NAME))
        return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])

    now = datetime.datetime.now(datetime.UTC)
    usage = x509.KeyUsage(leaf, False, False, False, False, not leaf, not leaf, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=not leaf, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False
        )
    )
    if leaf:
        purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(purpose, critical=False)
    return builder.sign(authority, hashes.SHA256())


def _deposit(path: Path, kept: dict[str, str]) -> None:
    """Writes the key for our eyes only. Of two that start at once the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = path.with_name(f".{secrets.token_hex(6)}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "w", encoding="utf-8") as file:
            json.dump(kept, file)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
