"""The public names, and what a user's `except` clause can rely on: written out by hand."""

import builtins
import inspect

import pytest

import planfix_errors
from planfix_errors import PlanfixError, error_class, raise_for_response

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
    "LimitError",
    "NotFoundError",
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

# What each code raises, as the line that defines the class.
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
    22: "DailyRequestLimitReached(GeneralError, LimitError)",
    23: "ContactLimitReached(GeneralError, LimitError)",
    24: "EmployeeLimitReached(GeneralError, LimitError)",
    25: "AccountLimitReached(GeneralError, LimitError)",
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
    2007: "ContactEmailDuplicated(ContactError, DuplicateError)",
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
    6001: "DataTagEntryCreateFailed(DataTagError, CreateError)",
    6002: "DataTagEntryUpdateFailed(DataTagError, UpdateError)",
    6010: "DataTagEntryNotFound(DataTagError, NotFoundError)",
    6011: "DataTagEntryCreateFailed(DataTagError, CreateError)",
    6012: "DataTagEntryUpdateFailed(DataTagError, UpdateError)",
    6013: "DataTagEntryDeleteFailed(DataTagError, DeleteError)",
    7000: "FileNotFound(FileError, NotFoundError)",
    7001: "FileCreateFailed(FileError, CreateError)",
    7002: "FileTooLarge(FileError, LimitError)",
    7003: "FileDeleteFailed(FileError, DeleteError)",
    8000: "DirectoryNotFound(DirectoryError, NotFoundError)",
    8010: "DirectoryEntryNotFound(DirectoryError, NotFoundError)",
    8011: "DirectoryEntryCreateFailed(DirectoryError, CreateError)",
    8012: "DirectoryEntryUpdateFailed(DirectoryError, UpdateError)",
    8013: "DirectoryEntryDeleteFailed(DirectoryError, DeleteError)",
    9000: "ReportNotFound(ReportError, NotFoundError)",
    9001: "ReportNotPaid(ReportError, AccountError)",
    9002: "ReportInProgress(ReportError, BusyError)",
    9003: "ReportRequestNotFound(ReportError, NotFoundError)",
}

# The second codes: the class has another number as its own.
SECOND_CODES = {6001: 6011, 6002: 6012}


def definition(cls: type) -> str:
    return f"{cls.__name__}({', '.join(base.__name__ for base in cls.__bases__)})"


@pytest.mark.parametrize("code", CODES)
def test_a_documented_code_raises_its_class_with_its_parents(code: int) -> None:
    with pytest.raises(PlanfixError) as caught:
        raise_for_response({"result": "fail", "code": code, "error": "text"})
    assert definition(type(caught.value)) == CODES[code], BREAKS
    assert caught.value.code == code
    assert error_class(code) is type(caught.value)


@pytest.mark.parametrize("code", CODES)
def test_a_code_class_is_imported_by_its_name_and_has_its_code(code: int) -> None:
    name = CODES[code].partition("(")[0]
    cls = getattr(planfix_errors, name, None)
    assert cls is not None, f"{name} is gone: {BREAKS}"
    assert cls.code == SECOND_CODES.get(code, code), BREAKS
    assert cls().code == cls.code


@pytest.mark.parametrize("name", sorted(KINDS | ENTITIES))
def test_a_family_derives_from_the_base_alone(name: str) -> None:
    cls = getattr(planfix_errors, name, None)
    assert cls is not None, f"{name} is gone: {BREAKS}"
    assert definition(cls) == f"{name}(PlanfixError)", BREAKS


def test_the_bases() -> None:
    assert definition(planfix_errors.PlanfixError) == "PlanfixError(Exception)", BREAKS
    expected = "MalformedResponse(PlanfixError, ValueError)"
    assert definition(planfix_errors.MalformedResponse) == expected, BREAKS


def test_the_public_names_are_these_and_no_others() -> None:
    documented = {line.partition("(")[0] for line in CODES.values()}
    names = {"PlanfixError", "MalformedResponse"} | FUNCTIONS | KINDS | ENTITIES | documented
    public = set(planfix_errors.__all__)
    added = [
        f'    {cls.code}: "{definition(cls)}",'
        for cls in (getattr(planfix_errors, name) for name in sorted(public - names))
    ]
    assert not added, "new classes: add them to this file\n" + "\n".join(added)
    assert public == names, f"gone: {sorted(names - public)}: {BREAKS}"
    assert len(planfix_errors.__all__) == len(public)


def test_every_class_says_what_it_is_and_no_name_shadows_a_builtin() -> None:
    for name in planfix_errors.__all__:
        thing = getattr(planfix_errors, name)
        assert inspect.getdoc(thing), name
        assert thing.__module__ == "planfix_errors"
        assert not hasattr(builtins, name)
        if isinstance(thing, type):
            assert thing.description, name
            assert vars(thing).get("__init__") is None or thing is PlanfixError


def test_a_code_class_documents_its_number_and_where_planfix_documents_it() -> None:
    doc = inspect.getdoc(planfix_errors.ContactNotFound)
    assert doc == "Contact does not exist.\n\nCode 2000: error-code page, «Контакты»."
    doc = inspect.getdoc(planfix_errors.DataTagEntryCreateFailed) or ""
    assert "Code 6001: OpenAPI description" in doc
    assert "Code 6011: error-code page" in doc


@pytest.mark.parametrize(
    ("name", "description", "description_ru"),
    [
        ("UnknownFailure", "Unknown error", "Неизвестная ошибка"),
        ("ContactNotFound", "Contact does not exist", "Контакт не существует"),
        # The page's own slips stay as they are.
        (
            "DailyRequestLimitReached",
            "Daily limit of REST API requests is used up",
            "Исчерпан суточный лимит количества запросов к REAT API",
        ),
        ("ReportInProgress", "The report is already being generated", ""),
    ],
)
def test_a_code_class_has_its_meaning_in_english_and_as_the_page_words_it(
    name: str, description: str, description_ru: str
) -> None:
    cls = getattr(planfix_errors, name)
    assert (cls.description, cls.description_ru) == (description, description_ru)
