"""An exception for every error of the Planfix REST API.

    from planfix_errors import ContactNotFound, PlanfixError, parse_response

    try:
        contact = parse_response(resp.content, resp.status_code, "GET /contact/1")["contact"]
    except ContactNotFound as err:
        print(err)
    except PlanfixError as err:
        sys.exit(err.explanation)

- `parse_response` decodes a raw body and returns the answer, or raises.
- `raise_for_response` does the same for JSON that is already decoded.
- `error_from_response` returns the error instead of raising it.
- `class_for_code` returns the class that is raised for a code.

Every documented code has a class, whose parents are its entity (`ContactError`) and, as a
rule, its kind (`NotFoundError`). The families, and what has no code:

    PlanfixError
        AuthenticationError
        AccessDeniedError
        AccountError
        RateLimitError
            TooManyRequests
        BusyError
        NotFoundError
        DuplicateError
        InvalidRequestError
        CreateError
        UpdateError
            PartialUpdate
        DeleteError
        UnclassifiedError
        TaskError
        ContactError
        ProjectError
        EmployeeError
        CommentError
        DataTagError
        FileError
        DirectoryError
        ReportError
        ChecklistError
        UnexpectedResponse
        OutcomeUnknown
            ServerUnavailable
            ServerFailed
            AnswerIncomplete
"""

from ._base import PlanfixError
from ._exceptions import (
    AccessDeniedError,
    AccountBlocked,
    AccountError,
    AccountFrozen,
    AccountLimitReached,
    AnswerIncomplete,
    ApiNotInFreePlan,
    AuthenticationError,
    BusyError,
    ChecklistError,
    ChecklistItemCreateFailed,
    ChecklistItemNotFound,
    ChecklistItemUpdateFailed,
    CommentCreateFailed,
    CommentError,
    CommentNotFound,
    CommentUpdateFailed,
    ContactCreateFailed,
    ContactEmailInvalid,
    ContactEmailMissing,
    ContactEmailRepeated,
    ContactError,
    ContactLimitReached,
    ContactLoginEmailTaken,
    ContactNameMissing,
    ContactNotFound,
    ContactUpdateFailed,
    CreateError,
    DailyRequestLimitReached,
    DataTagEntryCreateFailed,
    DataTagEntryDeleteFailed,
    DataTagEntryNotFound,
    DataTagEntryUpdateFailed,
    DataTagError,
    DataTagNotFound,
    DeleteError,
    DirectoryEntryCreateFailed,
    DirectoryEntryDeleteFailed,
    DirectoryEntryNotFound,
    DirectoryEntryUpdateFailed,
    DirectoryError,
    DirectoryNotFound,
    DuplicateError,
    EmployeeCreateFailed,
    EmployeeEmailTaken,
    EmployeeError,
    EmployeeLimitReached,
    EmployeeNameMissing,
    EmployeeNotFound,
    EmployeePhoneUpdateFailed,
    EmployeePositionUpdateFailed,
    EmployeeUpdateFailed,
    EmployeeUsernameInvalid,
    EmployeeUsernameTaken,
    FileCreateFailed,
    FileDeleteFailed,
    FileError,
    FileNotFound,
    FileTooLarge,
    InvalidRequestError,
    JsonInvalid,
    MethodNotAllowed,
    NotFoundError,
    ObjectBusy,
    OutcomeUnknown,
    ParameterInvalid,
    ParameterMissing,
    ProjectCreateFailed,
    ProjectError,
    ProjectNotFound,
    ProjectUpdateFailed,
    RateLimitError,
    ReportError,
    ReportInProgress,
    ReportLimitReached,
    ReportNotFound,
    ReportNotPaid,
    ReportRequestNotFound,
    ScopeAccessDenied,
    ServerFailed,
    ServerUnavailable,
    SubscriptionUnpaid,
    TaskCreateFailed,
    TaskError,
    TaskNotFound,
    TaskUpdateFailed,
    TokenInactive,
    TokenInvalid,
    TooManyRequests,
    UnclassifiedError,
    UnexpectedResponse,
    UnspecifiedFailure,
    UpdateError,
    UserAccessDenied,
    UserInactive,
)
from ._response import (
    Answer,
    PartialUpdate,
    class_for_code,
    error_from_response,
    parse_response,
    raise_for_response,
)

# Made by `python src/codegen`, as are the tree and the imports above
__all__ = [
    "AccessDeniedError",
    "AccountBlocked",
    "AccountError",
    "AccountFrozen",
    "AccountLimitReached",
    "Answer",
    "AnswerIncomplete",
    "ApiNotInFreePlan",
    "AuthenticationError",
    "BusyError",
    "ChecklistError",
    "ChecklistItemCreateFailed",
    "ChecklistItemNotFound",
    "ChecklistItemUpdateFailed",
    "CommentCreateFailed",
    "CommentError",
    "CommentNotFound",
    "CommentUpdateFailed",
    "ContactCreateFailed",
    "ContactEmailInvalid",
    "ContactEmailMissing",
    "ContactEmailRepeated",
    "ContactError",
    "ContactLimitReached",
    "ContactLoginEmailTaken",
    "ContactNameMissing",
    "ContactNotFound",
    "ContactUpdateFailed",
    "CreateError",
    "DailyRequestLimitReached",
    "DataTagEntryCreateFailed",
    "DataTagEntryDeleteFailed",
    "DataTagEntryNotFound",
    "DataTagEntryUpdateFailed",
    "DataTagError",
    "DataTagNotFound",
    "DeleteError",
    "DirectoryEntryCreateFailed",
    "DirectoryEntryDeleteFailed",
    "DirectoryEntryNotFound",
    "DirectoryEntryUpdateFailed",
    "DirectoryError",
    "DirectoryNotFound",
    "DuplicateError",
    "EmployeeCreateFailed",
    "EmployeeEmailTaken",
    "EmployeeError",
    "EmployeeLimitReached",
    "EmployeeNameMissing",
    "EmployeeNotFound",
    "EmployeePhoneUpdateFailed",
    "EmployeePositionUpdateFailed",
    "EmployeeUpdateFailed",
    "EmployeeUsernameInvalid",
    "EmployeeUsernameTaken",
    "FileCreateFailed",
    "FileDeleteFailed",
    "FileError",
    "FileNotFound",
    "FileTooLarge",
    "InvalidRequestError",
    "JsonInvalid",
    "MethodNotAllowed",
    "NotFoundError",
    "ObjectBusy",
    "OutcomeUnknown",
    "ParameterInvalid",
    "ParameterMissing",
    "PartialUpdate",
    "PlanfixError",
    "ProjectCreateFailed",
    "ProjectError",
    "ProjectNotFound",
    "ProjectUpdateFailed",
    "RateLimitError",
    "ReportError",
    "ReportInProgress",
    "ReportLimitReached",
    "ReportNotFound",
    "ReportNotPaid",
    "ReportRequestNotFound",
    "ScopeAccessDenied",
    "ServerFailed",
    "ServerUnavailable",
    "SubscriptionUnpaid",
    "TaskCreateFailed",
    "TaskError",
    "TaskNotFound",
    "TaskUpdateFailed",
    "TokenInactive",
    "TokenInvalid",
    "TooManyRequests",
    "UnclassifiedError",
    "UnexpectedResponse",
    "UnspecifiedFailure",
    "UpdateError",
    "UserAccessDenied",
    "UserInactive",
    "class_for_code",
    "error_from_response",
    "parse_response",
    "raise_for_response",
]

# Tracebacks and pickles name what the user imports, whichever module defines it.
for _name in __all__:
    globals()[_name].__module__ = __name__
del _name  # pyright: ignore[reportPossiblyUnboundVariable]
