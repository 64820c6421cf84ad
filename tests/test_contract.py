"""The public names, and what a user's `except` clause can rely on: written out by hand."""

import builtins
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import planfix_errors
from planfix_errors import class_for_code, error_from_response

BREAKS = "this breaks users' except clauses: a class keeps its name, its parents and its code"

FUNCTIONS = {"class_for_code", "error_from_response", "parse_response", "raise_for_response"}
NO_ERRORS = {"Answer", *FUNCTIONS}

KINDS = {
    "AccessDeniedError",
    "AccountError",
    "AuthenticationError",
    "BusyError",
    "CreateError",
    "DeleteError",
    "DuplicateError",
    "InvalidRequestError",
    "NotFoundError",
    "RateLimitError",
    "UpdateError",
}

# Each with an undocumented code that raises it
ENTITIES = {
    "ChecklistError": 699,
    "CommentError": 5999,
    "ContactError": 2999,
    "DataTagError": 6999,
    "DirectoryError": 8999,
    "EmployeeError": 4999,
    "FileError": 7999,
    "ProjectError": 3999,
    "ReportError": 9999,
    "TaskError": 1999,
    "UnclassifiedError": 999,
}

OTHERS = {
    "PlanfixError(Exception)",
    "UnexpectedResponse(PlanfixError)",
    "OutcomeUnknown(PlanfixError)",
    "ServerUnavailable(OutcomeUnknown)",
    "ServerFailed(UnspecifiedFailure, OutcomeUnknown)",
    "AnswerIncomplete(OutcomeUnknown, KeyError)",
    "TooManyRequests(RateLimitError)",
    "PartialUpdate(UpdateError)",
}

# What each code raises: the line that defines the class; "also" and its name for a second code.
CODES = {
    0: "UnspecifiedFailure(UnclassifiedError)",
    1: "TokenInvalid(UnclassifiedError, AuthenticationError)",
    2: "TokenInactive(UnclassifiedError, AuthenticationError)",
    3: "ObjectBusy(UnclassifiedError, BusyError)",
    5: "ScopeAccessDenied(UnclassifiedError, AccessDeniedError)",
    6: "UserAccessDenied(UnclassifiedError, AccessDeniedError)",
    10: "AccountBlocked(UnclassifiedError, AccountError)",
    11: "AccountFrozen(UnclassifiedError, AccountError)",
    16: "UserInactive(UnclassifiedError, AccountError)",
    20: "SubscriptionUnpaid(UnclassifiedError, AccountError)",
    21: "ApiNotInFreePlan(UnclassifiedError, AccountError)",
    22: "DailyRequestLimitReached(UnclassifiedError, RateLimitError)",
    23: "ContactLimitReached(UnclassifiedError, AccountError)",
    24: "EmployeeLimitReached(UnclassifiedError, AccountError)",
    25: "AccountLimitReached(UnclassifiedError, AccountError)",
    30: "JsonInvalid(UnclassifiedError, InvalidRequestError)",
    40: "ParameterMissing(UnclassifiedError, InvalidRequestError)",
    41: "ParameterInvalid(UnclassifiedError, InvalidRequestError)",
    402: "EmployeePositionUpdateFailed(EmployeeError, UpdateError)",
    403: "EmployeePhoneUpdateFailed(EmployeeError, UpdateError)",
    405: "MethodNotAllowed(UnclassifiedError, InvalidRequestError)",
    600: "ChecklistItemNotFound(ChecklistError, NotFoundError)",
    601: "ChecklistItemCreateFailed(ChecklistError, CreateError)",
    602: "ChecklistItemUpdateFailed(ChecklistError, UpdateError)",
    1000: "TaskNotFound(TaskError, NotFoundError)",
    1001: "TaskCreateFailed(TaskError, CreateError)",
    1002: "TaskUpdateFailed(TaskError, UpdateError)",
    2000: "ContactNotFound(ContactError, NotFoundError)",
    2001: "ContactCreateFailed(ContactError, CreateError)",
    2002: "ContactUpdateFailed(ContactError, UpdateError)",
    2003: "ContactEmailMissing(ContactError, InvalidRequestError)",
    2004: "ContactEmailInvalid(ContactError, InvalidRequestError)",
    2005: "ContactLoginEmailTaken(ContactError, DuplicateError)",
    2006: "ContactNameMissing(ContactError, InvalidRequestError)",
    2007: "ContactEmailRepeated(ContactError, InvalidRequestError)",
    3000: "ProjectNotFound(ProjectError, NotFoundError)",
    3001: "ProjectCreateFailed(ProjectError, CreateError)",
    3002: "ProjectUpdateFailed(ProjectError, UpdateError)",
    4000: "EmployeeNotFound(EmployeeError, NotFoundError)",
    4001: "EmployeeCreateFailed(EmployeeError, CreateError)",
    4002: "EmployeeUpdateFailed(EmployeeError, UpdateError)",
    4003: "EmployeeEmailTaken(EmployeeError, DuplicateError)",
    4004: "EmployeeUsernameInvalid(EmployeeError, InvalidRequestError)",
    4005: "EmployeeUsernameTaken(EmployeeError, DuplicateError)",
    4006: "EmployeeNameMissing(EmployeeError, InvalidRequestError)",
    5000: "CommentNotFound(CommentError, NotFoundError)",
    5001: "CommentCreateFailed(CommentError, CreateError)",
    5002: "CommentUpdateFailed(CommentError, UpdateError)",
    6000: "DataTagNotFound(DataTagError, NotFoundError)",
    6001: "also DataTagEntryCreateFailed",
    6002: "also DataTagEntryUpdateFailed",
    6010: "DataTagEntryNotFound(DataTagError, NotFoundError)",
    6011: "DataTagEntryCreateFailed(DataTagError, CreateError)",
    6012: "DataTagEntryUpdateFailed(DataTagError, UpdateError)",
    6013: "DataTagEntryDeleteFailed(DataTagError, DeleteError)",
    7000: "FileNotFound(FileError, NotFoundError)",
    7001: "FileCreateFailed(FileError, CreateError)",
    7002: "FileTooLarge(FileError, InvalidRequestError)",
    7003: "FileDeleteFailed(FileError, DeleteError)",
    8000: "DirectoryNotFound(DirectoryError, NotFoundError)",
    8010: "DirectoryEntryNotFound(DirectoryError, NotFoundError)",
    8011: "DirectoryEntryCreateFailed(DirectoryError, CreateError)",
    8012: "DirectoryEntryUpdateFailed(DirectoryError, UpdateError)",
    8013: "DirectoryEntryDeleteFailed(DirectoryError, DeleteError)",
    9000: "ReportNotFound(ReportError, NotFoundError)",
    9001: "ReportNotPaid(ReportError, AccountError)",
    9002: "ReportInProgress(ReportError)",
    9003: "ReportRequestNotFound(ReportError, NotFoundError)",
    9004: "ReportLimitReached(ReportError, RateLimitError)",
}

CLASSES = {
    name: getattr(planfix_errors, name) for name in planfix_errors.__all__ if name not in NO_ERRORS
}


def definition(cls: type) -> str:
    return f"{cls.__name__}({', '.join(base.__name__ for base in cls.__bases__)})"


def line(code: int) -> str:
    cls = class_for_code(code)
    return definition(cls) if cls.code == code else f"also {cls.__name__}"


@pytest.mark.parametrize("code", CODES)
def test_documented(code: int) -> None:
    """A documented code raises its class, with its parents."""
    assert line(code) == CODES[code], BREAKS
    assert type(error_from_response({"result": "fail", "code": code})) is class_for_code(code)


def test_every_code() -> None:
    """Every code that has a class is in this contract."""
    raised = {n for n in range(100_000) if not class_for_code(n).__name__.endswith("Error")}
    assert raised == {*CODES}, "new codes: `python src/codegen` prints what to add here"


# What else the tests and the README use as undocumented
MORE = {
    **dict.fromkeys([400, 404, 599, 700], "UnclassifiedError"),
    **dict.fromkeys([-2000, 99_999, 10**10 - 1], "PlanfixError"),
    698: "ChecklistError",
}


@pytest.mark.parametrize(("code", "name"), [*((n, e) for e, n in ENTITIES.items()), *MORE.items()])
def test_undocumented(code: int, name: str) -> None:
    """An undocumented code raises the entity whose range has it; its number is on the instance."""
    if class_for_code(code).code == code:
        pytest.fail(f"{code} is documented now: use another number here, in tests and README.md")
    err = error_from_response({"result": "fail", "code": code})
    assert err is not None
    assert type(err) is class_for_code(code)
    assert (type(err).__name__, err.code, type(err).code) == (name, code, 0), BREAKS


def test_names() -> None:
    """The public names are these and no others, and a family derives from the base alone."""
    lines = {f"{name}(PlanfixError)" for name in {*KINDS, *ENTITIES}} | OTHERS
    lines |= {text for text in CODES.values() if "(" in text}
    defined = {definition(cls) for cls in CLASSES.values()}
    assert lines - defined == set(), f"gone: {BREAKS}"
    assert defined - lines == set(), "new names: add them to this file"
    assert set(planfix_errors.__all__) >= NO_ERRORS
    assert len(planfix_errors.__all__) == len(CLASSES) + len(NO_ERRORS)
    shown = {name for name in vars(planfix_errors) if not name.startswith("_")}
    assert shown == set(planfix_errors.__all__)


@pytest.mark.parametrize("name", planfix_errors.__all__)
def test_name(name: str) -> None:
    """A name has a docstring and shadows no builtin; a class says what it means and what to do."""
    thing = getattr(planfix_errors, name)
    assert thing.__module__ == "planfix_errors"
    assert thing.__doc__
    assert not hasattr(builtins, name)
    if name in CLASSES:
        assert "description" in vars(thing)
        for key in ("description", "advice"):
            assert re.fullmatch("[^А-яЁё]+[^А-яЁё.]", getattr(thing, key))
            russian = getattr(thing, f"{key}_ru")  # Planfix's own, but for its misprints
            assert re.search("[а-яё]", russian)
            assert not re.search("scoup|REAT|ПланФикс|username|ё", russian)


DOCSTRINGS = {
    0: "Unknown error (code 0). Sent with HTTP 400 and with HTTP 500, also for a wrong request",
    20: "What to do: pay for the subscription.",
    6001: "Data tag entry could not be added (code 6011, also 6001).",
    699: "Also raised for undocumented codes from 600 to 699.",
    999: "Also raised for undocumented codes from 0 to 999, but not from 600 to 699.",
}


@pytest.mark.parametrize("code", DOCSTRINGS)
def test_docstring(code: int) -> None:
    """A docstring has the meaning, the numbers, the note and the code's own advice."""
    assert DOCSTRINGS[code] in " ".join((class_for_code(code).__doc__ or "").split())


def test_copy(tmp_path: Path) -> None:
    """A copy inside another package works alone and raises its own classes."""
    shutil.copytree(Path(planfix_errors.__file__).parent, tmp_path / "app" / "planfix_errors")
    program = """if True:
        import app.planfix_errors as p, sys
        print(type(p.error_from_response({"code": 2000})), "planfix_errors" in sys.modules)
    """
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8")
    assert done.stdout == "<class 'app.planfix_errors.ContactNotFound'> False\n"
