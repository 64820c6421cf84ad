"""The public names, and what a user's `except` clause can rely on: written out by hand."""

import builtins
import inspect
import re
from typing import Any

import pytest

import planfix_errors
from planfix_errors import PlanfixError, exceptions, reference

BREAKS = "this breaks users' except clauses: a class keeps its name, its parents and its code"

FUNCTIONS = {"error_class", "error_from_response", "loads", "raise_for_response"}

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

ENTITIES = {
    "ChecklistError",
    "CommentError",
    "ContactError",
    "DataTagError",
    "DirectoryError",
    "EmployeeError",
    "FileError",
    "GeneralError",
    "ProjectError",
    "ReportError",
    "TaskError",
}

# What each code raises: the line that defines the class, "also" and its name for a second code.
CODES = {
    0: "UnknownFailure(GeneralError)",
    1: "TokenInvalid(GeneralError, AuthenticationError)",
    2: "TokenInactive(GeneralError, AuthenticationError)",
    3: "ObjectBusy(GeneralError, BusyError)",
    5: "ScopeAccessDenied(GeneralError, AccessDeniedError)",
    6: "UserAccessDenied(GeneralError, AccessDeniedError)",
    10: "AccountBlocked(GeneralError, AccountError)",
    11: "AccountFrozen(GeneralError, AccountError)",
    16: "UserInactive(GeneralError, AccountError)",
    20: "SubscriptionUnpaid(GeneralError, AccountError)",
    21: "ApiNotInFreePlan(GeneralError, AccountError)",
    22: "DailyRequestLimitReached(GeneralError, RateLimitError)",
    23: "ContactLimitReached(GeneralError, AccountError)",
    24: "EmployeeLimitReached(GeneralError, AccountError)",
    25: "AccountLimitReached(GeneralError, AccountError)",
    30: "JsonInvalid(GeneralError, InvalidRequestError)",
    40: "ParameterMissing(GeneralError, InvalidRequestError)",
    41: "ParameterInvalid(GeneralError, InvalidRequestError)",
    402: "EmployeePositionUpdateFailed(EmployeeError, UpdateError)",
    403: "EmployeePhoneUpdateFailed(EmployeeError, UpdateError)",
    405: "MethodNotAllowed(GeneralError, InvalidRequestError)",
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
    2007: "ContactEmailDuplicated(ContactError, InvalidRequestError)",
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
    9002: "ReportInProgress(ReportError, RateLimitError)",
    9003: "ReportRequestNotFound(ReportError, NotFoundError)",
}

# The bases, and what has neither an entity nor a code of its own.
OTHERS = {
    "PlanfixError(Exception)",
    "MalformedResponse(PlanfixError)",
    "PartialUpdate(UpdateError)",
}

# What the note of a code says at least.
NOTES = {
    0: "HTTP 500",
    22: "X-RateLimit-Remaining",
    24: "personal data",
    41: "object named by a parameter does not exist",
    601: "parent task",
    602: "parent task",
    2001: "comment on a contact",
    6000: "data tag entry",
    7002: "POST /file/from-url/",
    9001: "highest plan",
    9002: "/report/status/{requestId}",
}

CLASSES = {
    name: thing
    for name in planfix_errors.__all__
    if isinstance(thing := getattr(planfix_errors, name), type)
}


def definition(cls: type) -> str:
    return f"{cls.__name__}({', '.join(base.__name__ for base in cls.__bases__)})"


def line(code: int, cls: type[PlanfixError]) -> str:
    return definition(cls) if cls.code == code else f"also {cls.__name__}"


@pytest.mark.parametrize("code", CODES)
def test_a_documented_code_raises_its_class_with_its_parents(code: int) -> None:
    err = planfix_errors.error_from_response({"result": "fail", "code": code, "error": "text"})
    assert err is not None
    assert line(code, type(err)) == CODES[code], BREAKS
    assert err.code == code
    assert planfix_errors.error_class(code) is type(err)


def test_every_documented_code_is_in_this_contract() -> None:
    added = [
        f'    {code}: "{line(code, cls)}",'
        for code, cls in exceptions.CODES.items()
        if code not in CODES
    ]
    assert not added, "new codes: add them to CODES in this file\n" + "\n".join(added)


@pytest.mark.parametrize("name", sorted(KINDS | ENTITIES))
def test_a_family_derives_from_the_base_alone(name: str) -> None:
    assert name in CLASSES, f"{name} is gone: {BREAKS}"
    assert definition(CLASSES[name]) == f"{name}(PlanfixError)", BREAKS


def test_the_public_names_are_these_and_no_others() -> None:
    assert {definition(CLASSES[line.partition("(")[0]]) for line in OTHERS} == OTHERS, BREAKS
    classes = {line.partition("(")[0] for line in OTHERS | set(CODES.values()) if "(" in line}
    names = FUNCTIONS | KINDS | ENTITIES | classes
    public = set(planfix_errors.__all__)
    codes = {cls.__name__ for cls in exceptions.CODES.values()}
    assert public - names - codes == set(), "new names: add them to this file"
    assert names - public == set(), f"gone: {BREAKS}"
    assert len(planfix_errors.__all__) == len(public)


@pytest.mark.parametrize("name", planfix_errors.__all__)
def test_a_public_name_has_a_docstring_and_shadows_no_builtin(name: str) -> None:
    thing = getattr(planfix_errors, name)
    assert thing.__module__ == "planfix_errors"
    assert inspect.getdoc(thing)
    assert not hasattr(builtins, name)


@pytest.mark.parametrize("cls", CLASSES.values())
def test_a_class_says_in_english_and_in_russian_what_it_means(cls: type[PlanfixError]) -> None:
    own: dict[str, Any] = vars(cls)
    assert re.search("[a-z]", own["description"])
    assert not re.search("[а-яё]", own["description"])
    assert re.search("[а-яё]", own["description_ru"])


@pytest.mark.parametrize("cls", CLASSES.values())
def test_a_class_does_not_match_by_position(cls: type[PlanfixError]) -> None:
    assert not hasattr(cls, "__match_args__")


@pytest.mark.parametrize("code", [code for code, text in CODES.items() if "(" in text])
def test_a_docstring_begins_with_the_meaning_and_the_number(code: int) -> None:
    cls = exceptions.CODES[code]
    seconds = [n for n in CODES if CODES[n] == f"also {cls.__name__}"]
    numbers = ", ".join([f"code {code}", *(f"also {second}" for second in seconds)])
    assert (cls.__doc__ or "").splitlines()[0] == f"{cls.description} ({numbers})."


@pytest.mark.parametrize(
    ("code", "first_line"),
    [
        (2000, "Contact does not exist (code 2000)."),
        (6001, "Data tag entry could not be added (code 6011, also 6001)."),
    ],
)
def test_the_first_line_of_a_docstring_in_full(code: int, first_line: str) -> None:
    assert (exceptions.CODES[code].__doc__ or "").splitlines()[0] == first_line


@pytest.mark.parametrize("code", sorted(NOTES.keys() | reference.NOTES.keys()))
def test_a_docstring_has_the_note_on_its_code(code: int) -> None:
    doc = " ".join((exceptions.CODES[code].__doc__ or "").split())
    assert reference.NOTES[code] in doc
    assert NOTES.get(code, "") in doc


@pytest.mark.parametrize(
    ("name", "description", "description_ru"),
    [
        ("UnknownFailure", "Unknown error", "Неизвестная ошибка"),
        ("ContactNotFound", "Contact does not exist", "Контакт не существует"),
        # The page's own misprints are kept.
        (
            "ScopeAccessDenied",
            "Access to this method is denied for the token's scope",
            "Доступ к данному методу для scoup запрещен",
        ),
        (
            "DailyRequestLimitReached",
            "Daily limit of REST API requests is used up",
            "Исчерпан суточный лимит количества запросов к REAT API",
        ),
    ],
)
def test_a_code_class_has_our_meaning_in_english_and_the_pages_own_in_russian(
    name: str, description: str, description_ru: str
) -> None:
    cls = CLASSES[name]
    assert (cls.description, cls.description_ru) == (description, description_ru)
