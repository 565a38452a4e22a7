"""Keys: from the settings, the environment or the system's keyring; read when they are needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tintype.core.errors import MissingPart

KEYRING = "keyring"
"""Said in place of a key: the key lies in the system's keyring, as "tintype" and the provider's name."""


def finder(name: str, said: str, environ: Mapping[str, str], variables: tuple[str, ...]) -> Callable[[], str]:
    """Gives the key of a provider, "" if there is none. said: in the settings. variables: of the
    provider's own, tried after that."""
    found = said or next((environ[each] for each in variables if environ.get(each)), "")
    return (lambda: from_keyring(name)) if found == KEYRING else (lambda: found.strip())


def from_keyring(name: str) -> str:
    """The key that the keyring has for a provider; raises MissingPart."""
    try:
        import keyring
    except ImportError as error:
        raise MissingPart(
            "The keyring cannot be read without its library; run: pip install 'tintype[keyring]'."
        ) from error
    try:
        key = keyring.get_password("tintype", name)
    except Exception as error:  # each system's keyring has failures of its own
        why = " ".join(str(error).split())[:120] or type(error).__name__
        raise MissingPart(f"The keyring does not open ({why}); unlock it, or set the key itself.") from error
    if not key:
        raise MissingPart(f"The keyring has no key for {name}; put one there: keyring set tintype {name}.")
    return key.strip()


def hidden(text: str, key: str) -> str:
    """The text without the key, should somebody have echoed it; one line, not too long."""
    if key:
        text = text.replace(key, "…")
    return " ".join(text.split())[:300]
