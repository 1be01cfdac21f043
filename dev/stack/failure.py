"""The one error that is shown to a person instead of a traceback."""


class StackFailure(Exception):
    """Says in plain words what went wrong and what to do about it; never carries a secret."""
