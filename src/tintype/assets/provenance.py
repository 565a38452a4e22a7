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

from tintype.assets.files import NO_LINKS, flush
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
COMPOSING = frozenset({"faces"})
"""Models that put parts of pictures together, by rule, and add nothing that was never seen."""
FRESH = frozenset({"generate", "vary"})
"""Operations whose picture is new as a whole; all others change one that was there."""

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
        """The file with a manifest in it; its pixels and texts stay. format: png, jpeg or webp.

        Raises OurError for a file that is not whole.
        """
        import c2pa

        out = io.BytesIO()
        try:
            with self._lock:  # one native signer; signing takes milliseconds
                if self._native is None:
                    self._native = c2pa.Signer.from_info(
                        c2pa.C2paSignerInfo(
                            c2pa.C2paSigningAlg.ES256, self._chain.encode(), self._key.encode(), None
                        )
                    )
                builder = c2pa.Builder(json.dumps(_manifest(made, format)), _context(self.root))
                builder.sign(self._native, MEDIA[format], io.BytesIO(data), out)
        except c2pa.C2paError as error:
            said = " ".join(str(error).split())[:120]
            raise OurError(
                f"The {format} file cannot be signed ({said}); paint it again, or set `provenance` to false."
            ) from error
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
        absent = "ManifestNotFound" in f"{type(error).__name__} {error}" or "no jumbf" in str(error).lower()
        claims = b"jumb" in data and b"c2pa" in data  # a broken file that has no manifest is just broken
        return Provenance("invalid" if claims and not absent else "not_present")
    except (ValueError, RecursionError):
        return Provenance("invalid")


def _told(store: Any, state: str | None) -> Provenance:
    """The answer in a manifest store. Whoever signs may put anything anywhere, so nothing is believed."""
    states: dict[str, State] = {"Trusted": "trusted", "Valid": "valid"}
    manifest = _in(_in(store, "manifests"), _in(store, "active_manifest"))
    signature = _in(manifest, "signature_info")
    actions = [
        action
        for assertion in _list(_in(manifest, "assertions"))
        if str(_in(assertion, "label")).startswith("c2pa.actions")
        for action in _list(_in(_in(assertion, "data"), "actions"))
    ]
    models = [_in(_in(action, "parameters"), "model") for action in actions]
    agents = [_in(action, "softwareAgent") for action in actions]
    names = [_in(agent, "name") if isinstance(agent, dict) else agent for agent in agents]
    moments = [_in(action, "when") for action in actions]
    return Provenance(
        states.get(str(state), "invalid"),
        _first_text([_in(signature, "issuer")]),
        _first_text([*models, *names]),
        _first_text([*moments, _in(signature, "time")]),
    )


def _in(value: Any, key: Any) -> Any:
    return value.get(key) if isinstance(value, dict) and isinstance(key, str) else None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first_text(values: list[Any]) -> str | None:
    return next((value[:200] for value in values if isinstance(value, str) and value), None)


def source_of(operation: str, engine: str, model: str = "") -> str:
    """The IPTC term for what a picture is: https://cv.iptc.org/newscodes/digitalsourcetype/."""
    if model in COMPOSING:
        return "compositeCapture"
    ruled = engine in ALGORITHMIC
    if operation in FRESH:
        return "algorithmicMedia" if ruled else "trainedAlgorithmicMedia"
    if not ruled:
        return "compositeWithTrainedAlgorithmicMedia"  # "edited using generative AI"
    return "algorithmicallyEnhanced" if operation in ("upscale", "restore") else "compositeSynthetic"


def _manifest(made: Made, format: str) -> dict[str, Any]:
    """What is signed: what was done, by which program, with which model, out of what kind of source."""
    when = datetime.datetime.fromtimestamp(made.created, datetime.UTC).isoformat(timespec="seconds")
    created = {
        "action": "c2pa.created",
        "when": when,
        "softwareAgent": {"name": "tintype", "version": VERSION},
        "digitalSourceType": _SOURCES + source_of(made.operation, made.engine, made.model),
        "parameters": {"model": made.model, "operation": made.operation},
    }
    edited = {key: value for key, value in created.items() if key != "digitalSourceType"}
    edited["action"] = "c2pa.edited"
    actions = [created] if made.operation in FRESH else [created, edited]
    return {
        "claim_generator_info": [{"name": "tintype", "version": VERSION}],
        "format": MEDIA[format],
        "title": f"picture.{format}",
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": actions}}],
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
        try:
            os.link(temporary, path)
        except FileExistsError:
            return
        except OSError as error:
            if error.errno not in NO_LINKS:
                raise
            if not path.exists():  # a disk without links; here alone two may meet, and the last one stays
                os.replace(temporary, path)
        flush(path.parent)
    finally:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
