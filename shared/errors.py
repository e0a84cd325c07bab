"""Errors of the domain: each says what is wrong, in which field, and what to do about it.

Every layer raises these; the command line turns them into one line and an exit status, the API into
problem+json. Nothing else reaches a user.
"""


class MsiaError(Exception):
    """An error a caller can be shown.

    `code` is a stable machine name (snake_case), `message` one line for a person, `field` the input or
    setting at fault, `remedy` what to do next.
    """

    def __init__(self, code: str, message: str, field: str | None = None, remedy: str | None = None) -> None:
        super().__init__(code, message, field, remedy)
        self.code = code
        self.message = message
        self.field = field
        self.remedy = remedy

    def __str__(self) -> str:
        """The message, followed by the remedy where there is one."""
        return f"{self.message} {self.remedy}" if self.remedy else self.message

    def as_dict(self) -> dict[str, str | None]:
        """The body of the `error` object of the JSON contracts."""
        return {"code": self.code, "message": str(self), "field": self.field}


class InvalidInputError(MsiaError):
    """What the caller gave can't be accepted: a malformed value, an impossible combination."""


class NotFoundError(MsiaError):
    """What the caller named does not exist; the remedy names the nearest valid choices."""


class ConflictError(MsiaError):
    """The request is well formed but the current state forbids it."""


class ServerUnavailableError(MsiaError):
    """A server the product needs (PostgreSQL, Qdrant) can't be reached, started or logged in to."""


class StorageUnavailableError(MsiaError):
    """The disk that keeps files is full or refuses to be written; the message is for the caller to read."""


class InvariantError(MsiaError):
    """Stored data breaks a rule that should always hold; the data or the program is wrong, not the caller."""


def exit_status(error: MsiaError) -> int:
    """The exit status of a program that ends with the error: 2 for bad input, 1 for anything else."""
    return 2 if isinstance(error, (InvalidInputError, NotFoundError)) else 1
