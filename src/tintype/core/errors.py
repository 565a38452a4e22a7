"""Every error we raise on purpose.

    TintypeError
    ├── UserError            the request cannot be met as written           exit 2
    │   ├── BadPrompt          empty, too long, unreadable
    │   ├── BadSize            no such size or ratio
    │   ├── BadOption          an option out of its range, or unknown
    │   ├── BadFile            an input that is not what it should be
    │   ├── UnknownModel       no model of that name
    │   ├── NotFound           no job, picture or key of that name
    │   ├── Conflict           it contradicts something accepted before
    │   ├── CannotWrite        the output path cannot be written
    │   ├── TooLarge           more bytes or pixels than are taken
    │   ├── Blocked            what is asked for, or came out, is not allowed here
    │   ├── Unauthorized       a key is needed, or this one opens nothing
    │   ├── Forbidden          known, but not allowed
    │   └── TooMany            too many requests in a minute
    ├── OurError             the request was fine, we could not do it       exit 1
    │   ├── MissingPart        a library, a model file, LLVM: says the command that brings it
    │   ├── EngineFailed       the painter broke
    │   ├── WorkerDied         the process that painted is gone
    │   ├── DiskFull           no room left for the result
    │   ├── Busy               too much waits already
    │   ├── Taken              another server has the data folder
    │   ├── LedgerFailed       the database is damaged, locked or foreign
    │   └── NoNetwork          an endpoint did not answer
    └── Cancelled            somebody asked us to stop                      exit 130

A message is one sentence that names the value and the cure.
"""

from __future__ import annotations


class TintypeError(Exception):
    """Base of all errors raised on purpose; `str(error)` is one sentence for a person."""


class UserError(TintypeError):
    """The request cannot be met as it was written."""


class BadPrompt(UserError):
    """The sentence is empty, too long or cannot be read."""


class BadSize(UserError):
    """The size or aspect ratio does not exist or is out of range."""


class BadOption(UserError):
    """An option is unknown or out of its range."""


class BadFile(UserError):
    """An input file is missing, broken or of the wrong kind."""


class UnknownModel(UserError):
    """No model of that name is registered."""


class NotFound(UserError):
    """There is no job, picture or key of that name, or it is somebody else's."""


class Conflict(UserError):
    """It contradicts something that was accepted before under the same name."""


class CannotWrite(UserError):
    """The output path cannot be written."""


class TooLarge(UserError):
    """It has more bytes or pixels than are taken."""


class Blocked(UserError):
    """It is not allowed here. categories: why, in the words of OpenAI's moderation: sexual, …"""

    def __init__(self, message: str, categories: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.categories = categories


class Unauthorized(UserError):
    """A key is needed here, or the one that was shown opens nothing."""


class Forbidden(UserError):
    """Whoever asks is known, and not allowed to do this."""


class TooMany(UserError):
    """Too many requests within a minute. retry_after: seconds to wait."""

    def __init__(self, message: str, retry_after: float = 1.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class OurError(TintypeError):
    """The request was fine; we could not do it."""


class MissingPart(OurError):
    """A library or file is not installed; the message says the command that brings it."""


class EngineFailed(OurError):
    """The painter broke while painting."""


class WorkerDied(OurError):
    """The process that painted was killed, ended or hung; the message names how. Worth another try."""


class DiskFull(OurError):
    """There is no room left for the result."""


class Busy(OurError):
    """Too much waits already. retry_after: seconds after which to try again."""

    def __init__(self, message: str, retry_after: float = 10.0) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Taken(OurError):
    """Another server has the data folder."""


class LedgerFailed(OurError):
    """The database of jobs is damaged, locked, closed, or not ours."""


class NoNetwork(OurError):
    """An endpoint could not be reached or did not answer in time."""


class Cancelled(TintypeError):
    """Somebody asked to stop."""
