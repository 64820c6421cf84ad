# Generated from src/codegen/catalog.toml: change that file, not this one,
# and run `python src/codegen`.
"""The kinds of trouble, the entities, and one exception class per error code of Planfix."""

from .base import PlanfixError

__all__ = [
    "AccessDeniedError",
    "AccountBlocked",
    "AccountError",
    "AccountFrozen",
    "AccountLimitReached",
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
    "ContactEmailDuplicated",
    "ContactEmailInvalid",
    "ContactEmailMissing",
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
    "GeneralError",
    "InvalidRequestError",
    "JsonInvalid",
    "LimitError",
    "MethodNotAllowed",
    "NotFoundError",
    "ObjectBusy",
    "ParameterInvalid",
    "ParameterMissing",
    "ProjectCreateFailed",
    "ProjectError",
    "ProjectNotFound",
    "ProjectUpdateFailed",
    "ReportError",
    "ReportInProgress",
    "ReportNotFound",
    "ReportNotPaid",
    "ReportRequestNotFound",
    "ScopeAccessDenied",
    "SubscriptionUnpaid",
    "TaskCreateFailed",
    "TaskError",
    "TaskNotFound",
    "TaskUpdateFailed",
    "TokenInactive",
    "TokenInvalid",
    "UnknownFailure",
    "UpdateError",
    "UserAccessDenied",
    "UserInactive",
]

# Kinds of trouble, whatever the entity


class AuthenticationError(PlanfixError):
    """The token is not accepted: get another one."""

    description = "The token is not accepted: get another one"


class AccessDeniedError(PlanfixError):
    """The token or the user may not do this."""

    description = "The token or the user may not do this"


class AccountError(PlanfixError):
    """The account, the user or the subscription has to be put right in Planfix first."""

    description = "The account, the user or the subscription has to be put right in Planfix first"


class LimitError(PlanfixError):
    """A quota or a size limit is used up."""

    description = "A quota or a size limit is used up"


class BusyError(PlanfixError):
    """The object is in use: the same request can succeed a moment later."""

    description = "The object is in use: the same request can succeed a moment later"


class NotFoundError(PlanfixError):
    """The object named in the request does not exist."""

    description = "The object named in the request does not exist"


class DuplicateError(PlanfixError):
    """A value that must be unique is taken."""

    description = "A value that must be unique is taken"


class InvalidRequestError(PlanfixError):
    """The request itself is wrong: sending it again will not help."""

    description = "The request itself is wrong: sending it again will not help"


class CreateError(PlanfixError):
    """Planfix could not add the object."""

    description = "Planfix could not add the object"


class UpdateError(PlanfixError):
    """Planfix could not update the object."""

    description = "Planfix could not update the object"


class DeleteError(PlanfixError):
    """Planfix could not delete the object."""

    description = "Planfix could not delete the object"


# Entities: the sections of the documentation


class GeneralError(PlanfixError):
    """General error: the section «Ошибки без классификации» of the error-code page.

    Raised itself for an undocumented code from 0 to 999.
    """

    description = "General error"


class TaskError(PlanfixError):
    """Task error: the section «Задачи» of the error-code page.

    Raised itself for an undocumented code from 1000 to 1999.
    """

    description = "Task error"


class ContactError(PlanfixError):
    """Contact error: the section «Контакты» of the error-code page.

    Raised itself for an undocumented code from 2000 to 2999.
    """

    description = "Contact error"


class ProjectError(PlanfixError):
    """Project error: the section «Проекты» of the error-code page.

    Raised itself for an undocumented code from 3000 to 3999.
    """

    description = "Project error"


class EmployeeError(PlanfixError):
    """Employee error: the section «Сотрудники» of the error-code page.

    Raised itself for an undocumented code from 4000 to 4999.
    """

    description = "Employee error"


class CommentError(PlanfixError):
    """Comment error: the section «Комментарии» of the error-code page.

    Raised itself for an undocumented code from 5000 to 5999.
    """

    description = "Comment error"


class DataTagError(PlanfixError):
    """Data tag error: the section «Аналитики и записи аналитик» of the error-code page.

    Raised itself for an undocumented code from 6000 to 6999.
    """

    description = "Data tag error"


class FileError(PlanfixError):
    """File error: the section «Файлы» of the error-code page.

    Raised itself for an undocumented code from 7000 to 7999.
    """

    description = "File error"


class DirectoryError(PlanfixError):
    """Directory error: the section «Справочники и записи справочников» of the error-code page.

    Raised itself for an undocumented code from 8000 to 8999.
    """

    description = "Directory error"


class ReportError(PlanfixError):
    """Report error: the section «Отчеты» of the error-code page.

    Raised itself for an undocumented code from 9000 to 9999.
    """

    description = "Report error"


class ChecklistError(PlanfixError):
    """Checklist error."""

    description = "Checklist error"


# Codes: the entity comes first, then the kind


class UnknownFailure(GeneralError):
    """Unknown error.

    Code 0: error-code page, «Ошибки без классификации».
    """

    code = 0
    description = "Unknown error"
    description_ru = "Неизвестная ошибка"


class TokenInvalid(GeneralError, AuthenticationError):
    """Invalid token.

    Code 1: error-code page, «Ошибки без классификации».
    """

    code = 1
    description = "Invalid token"
    description_ru = "Неверный токен"


class TokenInactive(GeneralError, AuthenticationError):
    """Token is not active.

    Code 2: error-code page, «Ошибки без классификации».
    """

    code = 2
    description = "Token is not active"
    description_ru = "Токен не активен"


class ObjectBusy(GeneralError, BusyError):
    """The object is being modified.

    Code 3: English edition of the error-code page.
    """

    code = 3
    description = "The object is being modified"


class ScopeAccessDenied(GeneralError, AccessDeniedError):
    """Access to this method is denied for the token's scope.

    Code 5: error-code page, «Ошибки без классификации».
    """

    code = 5
    description = "Access to this method is denied for the token's scope"
    description_ru = "Доступ к данному методу для scoup запрещен"


class UserAccessDenied(GeneralError, AccessDeniedError):
    """Access to this method or object is denied for the user.

    Code 6: error-code page, «Ошибки без классификации».
    """

    code = 6
    description = "Access to this method or object is denied for the user"
    description_ru = "Доступ к данному методу/объекту для пользователя запрещен"


class AccountBlocked(GeneralError, AccountError):
    """Account is blocked for spam.

    Code 10: error-code page, «Ошибки без классификации».
    """

    code = 10
    description = "Account is blocked for spam"
    description_ru = "Аккаунт заблокирован за спам"


class AccountFrozen(GeneralError, AccountError):
    """Account is frozen.

    Code 11: error-code page, «Ошибки без классификации».
    """

    code = 11
    description = "Account is frozen"
    description_ru = "Аккаунт заморожен"


class UserInactive(GeneralError, AccountError):
    """User is inactive.

    Code 16: error-code page, «Ошибки без классификации».
    """

    code = 16
    description = "User is inactive"
    description_ru = "Пользователь неактивен"


class SubscriptionUnpaid(GeneralError, AccountError):
    """Subscription is not paid.

    Code 20: error-code page, «Ошибки без классификации».
    """

    code = 20
    description = "Subscription is not paid"
    description_ru = "Подписка не оплачена"


class ApiNotInFreePlan(GeneralError, AccountError):
    """API is not available for a free account.

    Code 21: error-code page, «Ошибки без классификации».
    """

    code = 21
    description = "API is not available for a free account"
    description_ru = "Использование API недоступно для бесплатного аккаунта"


class DailyRequestLimitReached(GeneralError, LimitError):
    """Daily limit of REST API requests is used up.

    Code 22: error-code page, «Ошибки без классификации».
    """

    code = 22
    description = "Daily limit of REST API requests is used up"
    description_ru = "Исчерпан суточный лимит количества запросов к REAT API"


class ContactLimitReached(GeneralError, LimitError):
    """Account limit on the number of contacts is reached.

    Code 23: error-code page, «Ошибки без классификации».
    """

    code = 23
    description = "Account limit on the number of contacts is reached"
    description_ru = "Достигнут лимит аккаунта по количеству контактов"


class EmployeeLimitReached(GeneralError, LimitError):
    """Account limit on the number of employees is reached.

    Code 24: English edition of the error-code page; OpenAPI description, version 1.6.9.
    """

    code = 24
    description = "Account limit on the number of employees is reached"


class AccountLimitReached(GeneralError, LimitError):
    """The account's overall limit is reached.

    Code 25: English edition of the error-code page.
    """

    code = 25
    description = "The account's overall limit is reached"


class JsonInvalid(GeneralError, InvalidRequestError):
    """Invalid JSON format.

    Code 30: error-code page, «Ошибки без классификации».
    """

    code = 30
    description = "Invalid JSON format"
    description_ru = "Неверный формат JSON"


class ParameterMissing(GeneralError, InvalidRequestError):
    """A mandatory parameter of the method is missing.

    Code 40: error-code page, «Ошибки без классификации».
    """

    code = 40
    description = "A mandatory parameter of the method is missing"
    description_ru = "Отсутствует один из обязательных параметров метода"


class ParameterInvalid(GeneralError, InvalidRequestError):
    """Invalid parameter value.

    Code 41: error-code page, «Ошибки без классификации».
    """

    code = 41
    description = "Invalid parameter value"
    description_ru = "Недопустимое значение параметра"


class MethodNotAllowed(GeneralError, InvalidRequestError):
    """Method not allowed.

    Code 405: OpenAPI description, version 1.6.9.
    """

    code = 405
    description = "Method not allowed"


class TaskNotFound(TaskError, NotFoundError):
    """Task does not exist.

    Code 1000: error-code page, «Задачи».
    """

    code = 1000
    description = "Task does not exist"
    description_ru = "Задача не существует"


class TaskCreateFailed(TaskError, CreateError):
    """Task could not be added.

    Code 1001: error-code page, «Задачи».
    """

    code = 1001
    description = "Task could not be added"
    description_ru = "Ошибка добавления задачи"


class TaskUpdateFailed(TaskError, UpdateError):
    """Task could not be updated.

    Code 1002: error-code page, «Задачи».
    """

    code = 1002
    description = "Task could not be updated"
    description_ru = "Ошибка обновления задачи"


class ContactNotFound(ContactError, NotFoundError):
    """Contact does not exist.

    Code 2000: error-code page, «Контакты».
    """

    code = 2000
    description = "Contact does not exist"
    description_ru = "Контакт не существует"


class ContactCreateFailed(ContactError, CreateError):
    """Contact could not be added.

    Code 2001: error-code page, «Контакты».
    """

    code = 2001
    description = "Contact could not be added"
    description_ru = "Ошибка добавления контакта"


class ContactUpdateFailed(ContactError, UpdateError):
    """Contact could not be updated.

    Code 2002: error-code page, «Контакты».
    """

    code = 2002
    description = "Contact could not be updated"
    description_ru = "Ошибка обновления данных"


class ContactEmailMissing(ContactError, InvalidRequestError):
    """Contact has no e-mail to be given access to Planfix with.

    Code 2003: error-code page, «Контакты».
    """

    code = 2003
    description = "Contact has no e-mail to be given access to Planfix with"
    description_ru = "При попытке разрешения доступа в ПланФикс, у контакта не установлен e-mail"


class ContactEmailInvalid(ContactError, InvalidRequestError):
    """Invalid e-mail format.

    Code 2004: error-code page, «Контакты».
    """

    code = 2004
    description = "Invalid e-mail format"
    description_ru = "Неверный формат e-mail"


class ContactLoginEmailTaken(ContactError, DuplicateError):
    """The e-mail given for the login is not unique.

    Code 2005: error-code page, «Контакты».
    """

    code = 2005
    description = "The e-mail given for the login is not unique"
    description_ru = "e-mail, указанный для логина, не уникален"


class ContactNameMissing(ContactError, InvalidRequestError):
    """Contact's full name is not filled in.

    Code 2006: error-code page, «Контакты».
    """

    code = 2006
    description = "Contact's full name is not filled in"
    description_ru = "ФИО контакта не заполнено"


class ContactEmailDuplicated(ContactError, DuplicateError):
    """Contact's e-mail is already among its additional e-mails.

    Code 2007: English edition of the error-code page.
    """

    code = 2007
    description = "Contact's e-mail is already among its additional e-mails"


class ProjectNotFound(ProjectError, NotFoundError):
    """Project does not exist.

    Code 3000: error-code page, «Проекты».
    """

    code = 3000
    description = "Project does not exist"
    description_ru = "Проект не существует"


class ProjectCreateFailed(ProjectError, CreateError):
    """Project could not be added.

    Code 3001: error-code page, «Проекты».
    """

    code = 3001
    description = "Project could not be added"
    description_ru = "Ошибка добавления проекта"


class ProjectUpdateFailed(ProjectError, UpdateError):
    """Project could not be updated.

    Code 3002: error-code page, «Проекты».
    """

    code = 3002
    description = "Project could not be updated"
    description_ru = "Ошибка обновления проекта"


class EmployeePositionUpdateFailed(EmployeeError, UpdateError):
    """Employee's position could not be updated.

    Code 402: English edition of the error-code page.
    """

    code = 402
    description = "Employee's position could not be updated"


class EmployeePhoneUpdateFailed(EmployeeError, UpdateError):
    """Employee's phone number could not be updated.

    Code 403: English edition of the error-code page.
    """

    code = 403
    description = "Employee's phone number could not be updated"


class EmployeeNotFound(EmployeeError, NotFoundError):
    """Employee does not exist.

    Code 4000: error-code page, «Сотрудники».
    """

    code = 4000
    description = "Employee does not exist"
    description_ru = "Сотрудник не существует"


class EmployeeCreateFailed(EmployeeError, CreateError):
    """Employee could not be added.

    Code 4001: error-code page, «Сотрудники».
    """

    code = 4001
    description = "Employee could not be added"
    description_ru = "Ошибка добавления сотрудника"


class EmployeeUpdateFailed(EmployeeError, UpdateError):
    """Employee could not be updated.

    Code 4002: error-code page, «Сотрудники».
    """

    code = 4002
    description = "Employee could not be updated"
    description_ru = "Ошибка обновления данных сотрудника"


class EmployeeEmailTaken(EmployeeError, DuplicateError):
    """The e-mail is not unique.

    Code 4003: error-code page, «Сотрудники».
    """

    code = 4003
    description = "The e-mail is not unique"
    description_ru = "Указанный e-mail не уникален"


class EmployeeUsernameInvalid(EmployeeError, InvalidRequestError):
    """Invalid username format.

    Code 4004: error-code page, «Сотрудники».
    """

    code = 4004
    description = "Invalid username format"
    description_ru = "Неверный формат username"


class EmployeeUsernameTaken(EmployeeError, DuplicateError):
    """The username is not unique.

    Code 4005: error-code page, «Сотрудники».
    """

    code = 4005
    description = "The username is not unique"
    description_ru = "Указанный username не уникален"


class EmployeeNameMissing(EmployeeError, InvalidRequestError):
    """Employee's full name is not filled in.

    Code 4006: error-code page, «Сотрудники».
    """

    code = 4006
    description = "Employee's full name is not filled in"
    description_ru = "ФИО сотрудника не заполнено"


class CommentNotFound(CommentError, NotFoundError):
    """Comment does not exist.

    Code 5000: error-code page, «Комментарии».
    """

    code = 5000
    description = "Comment does not exist"
    description_ru = "Комментарий не существует"


class CommentCreateFailed(CommentError, CreateError):
    """Comment could not be added.

    Code 5001: error-code page, «Комментарии».
    """

    code = 5001
    description = "Comment could not be added"
    description_ru = "Ошибка добавления комментария"


class CommentUpdateFailed(CommentError, UpdateError):
    """Comment could not be updated.

    Code 5002: error-code page, «Комментарии».
    """

    code = 5002
    description = "Comment could not be updated"
    description_ru = "Ошибка обновления данных комментария"


class DataTagNotFound(DataTagError, NotFoundError):
    """Data tag does not exist.

    Code 6000: error-code page, «Аналитики и записи аналитик».
    """

    code = 6000
    description = "Data tag does not exist"
    description_ru = "Аналитика не существует"


class DataTagEntryNotFound(DataTagError, NotFoundError):
    """Data tag entry does not exist.

    Code 6010: error-code page, «Аналитики и записи аналитик».
    """

    code = 6010
    description = "Data tag entry does not exist"
    description_ru = "Запись аналитики не существует"


class DataTagEntryCreateFailed(DataTagError, CreateError):
    """Data tag entry could not be added.

    Code 6001: OpenAPI description, version 1.6.9.
    Code 6011: error-code page, «Аналитики и записи аналитик».
    """

    code = 6011
    description = "Data tag entry could not be added"
    description_ru = "Ошибка добавления записи аналитики"


class DataTagEntryUpdateFailed(DataTagError, UpdateError):
    """Data tag entry could not be updated.

    Code 6002: OpenAPI description, version 1.6.9.
    Code 6012: error-code page, «Аналитики и записи аналитик».
    """

    code = 6012
    description = "Data tag entry could not be updated"
    description_ru = "Ошибка обновления записи аналитики"


class DataTagEntryDeleteFailed(DataTagError, DeleteError):
    """Data tag entry could not be deleted.

    Code 6013: error-code page, «Аналитики и записи аналитик».
    """

    code = 6013
    description = "Data tag entry could not be deleted"
    description_ru = "Ошибка удаления записи аналитики"


class FileNotFound(FileError, NotFoundError):
    """File does not exist.

    Code 7000: error-code page, «Файлы».
    """

    code = 7000
    description = "File does not exist"
    description_ru = "Файл не существует"


class FileCreateFailed(FileError, CreateError):
    """File could not be added.

    Code 7001: error-code page, «Файлы».
    """

    code = 7001
    description = "File could not be added"
    description_ru = "Ошибка добавления файла"


class FileTooLarge(FileError, LimitError):
    """The file is larger than the subscription allows.

    Code 7002: error-code page, «Файлы».
    """

    code = 7002
    description = "The file is larger than the subscription allows"
    description_ru = "Превышен размер загружаемого файла в рамках подписки"


class FileDeleteFailed(FileError, DeleteError):
    """File could not be deleted.

    Code 7003: error-code page, «Файлы».
    """

    code = 7003
    description = "File could not be deleted"
    description_ru = "Ошибка удаления файла"


class DirectoryNotFound(DirectoryError, NotFoundError):
    """Directory does not exist.

    Code 8000: error-code page, «Справочники и записи справочников».
    """

    code = 8000
    description = "Directory does not exist"
    description_ru = "Справочник не существует"


class DirectoryEntryNotFound(DirectoryError, NotFoundError):
    """Directory entry does not exist.

    Code 8010: error-code page, «Справочники и записи справочников».
    """

    code = 8010
    description = "Directory entry does not exist"
    description_ru = "Запись справочника не существует"


class DirectoryEntryCreateFailed(DirectoryError, CreateError):
    """Directory entry could not be added.

    Code 8011: error-code page, «Справочники и записи справочников».
    """

    code = 8011
    description = "Directory entry could not be added"
    description_ru = "Ошибка добавления записи справочника"


class DirectoryEntryUpdateFailed(DirectoryError, UpdateError):
    """Directory entry could not be updated.

    Code 8012: error-code page, «Справочники и записи справочников».
    """

    code = 8012
    description = "Directory entry could not be updated"
    description_ru = "Ошибка обновления записи справочника"


class DirectoryEntryDeleteFailed(DirectoryError, DeleteError):
    """Directory entry could not be deleted.

    Code 8013: error-code page, «Справочники и записи справочников».
    """

    code = 8013
    description = "Directory entry could not be deleted"
    description_ru = "Ошибка удаления записи справочника"


class ReportNotFound(ReportError, NotFoundError):
    """Report does not exist.

    Code 9000: error-code page, «Отчеты».
    """

    code = 9000
    description = "Report does not exist"
    description_ru = "Отчет не существует"


class ReportNotPaid(ReportError, AccountError):
    """Report is refused for billing reasons.

    Code 9001: OpenAPI description, version 1.6.9.
    """

    code = 9001
    description = "Report is refused for billing reasons"


class ReportInProgress(ReportError, BusyError):
    """The report is already being generated.

    Code 9002: OpenAPI description, version 1.6.9.
    """

    code = 9002
    description = "The report is already being generated"


class ReportRequestNotFound(ReportError, NotFoundError):
    """The report's request id does not exist.

    Code 9003: OpenAPI description, version 1.6.9.
    """

    code = 9003
    description = "The report's request id does not exist"


class ChecklistItemNotFound(ChecklistError, NotFoundError):
    """Checklist item does not exist.

    Code 600: OpenAPI description, version 1.6.9.
    """

    code = 600
    description = "Checklist item does not exist"


class ChecklistItemCreateFailed(ChecklistError, CreateError):
    """Checklist item could not be added.

    Code 601: OpenAPI description, version 1.6.9.
    """

    code = 601
    description = "Checklist item could not be added"


class ChecklistItemUpdateFailed(ChecklistError, UpdateError):
    """Checklist item could not be updated.

    Code 602: OpenAPI description, version 1.6.9.
    """

    code = 602
    description = "Checklist item could not be updated"


CODES: dict[int, type[PlanfixError]] = {
    0: UnknownFailure,
    1: TokenInvalid,
    2: TokenInactive,
    3: ObjectBusy,
    5: ScopeAccessDenied,
    6: UserAccessDenied,
    10: AccountBlocked,
    11: AccountFrozen,
    16: UserInactive,
    20: SubscriptionUnpaid,
    21: ApiNotInFreePlan,
    22: DailyRequestLimitReached,
    23: ContactLimitReached,
    24: EmployeeLimitReached,
    25: AccountLimitReached,
    30: JsonInvalid,
    40: ParameterMissing,
    41: ParameterInvalid,
    402: EmployeePositionUpdateFailed,
    403: EmployeePhoneUpdateFailed,
    405: MethodNotAllowed,
    600: ChecklistItemNotFound,
    601: ChecklistItemCreateFailed,
    602: ChecklistItemUpdateFailed,
    1000: TaskNotFound,
    1001: TaskCreateFailed,
    1002: TaskUpdateFailed,
    2000: ContactNotFound,
    2001: ContactCreateFailed,
    2002: ContactUpdateFailed,
    2003: ContactEmailMissing,
    2004: ContactEmailInvalid,
    2005: ContactLoginEmailTaken,
    2006: ContactNameMissing,
    2007: ContactEmailDuplicated,
    3000: ProjectNotFound,
    3001: ProjectCreateFailed,
    3002: ProjectUpdateFailed,
    4000: EmployeeNotFound,
    4001: EmployeeCreateFailed,
    4002: EmployeeUpdateFailed,
    4003: EmployeeEmailTaken,
    4004: EmployeeUsernameInvalid,
    4005: EmployeeUsernameTaken,
    4006: EmployeeNameMissing,
    5000: CommentNotFound,
    5001: CommentCreateFailed,
    5002: CommentUpdateFailed,
    6000: DataTagNotFound,
    6001: DataTagEntryCreateFailed,
    6002: DataTagEntryUpdateFailed,
    6010: DataTagEntryNotFound,
    6011: DataTagEntryCreateFailed,
    6012: DataTagEntryUpdateFailed,
    6013: DataTagEntryDeleteFailed,
    7000: FileNotFound,
    7001: FileCreateFailed,
    7002: FileTooLarge,
    7003: FileDeleteFailed,
    8000: DirectoryNotFound,
    8010: DirectoryEntryNotFound,
    8011: DirectoryEntryCreateFailed,
    8012: DirectoryEntryUpdateFailed,
    8013: DirectoryEntryDeleteFailed,
    9000: ReportNotFound,
    9001: ReportNotPaid,
    9002: ReportInProgress,
    9003: ReportRequestNotFound,
}

# What an undocumented code raises, by its thousand
THOUSANDS: dict[int, type[PlanfixError]] = {
    0: GeneralError,
    1: TaskError,
    2: ContactError,
    3: ProjectError,
    4: EmployeeError,
    5: CommentError,
    6: DataTagError,
    7: FileError,
    8: DirectoryError,
    9: ReportError,
}

# Where Planfix documents each code
SOURCES: dict[int, str] = {
    0: "error-code page, «Ошибки без классификации»",
    1: "error-code page, «Ошибки без классификации»",
    2: "error-code page, «Ошибки без классификации»",
    3: "English edition of the error-code page",
    5: "error-code page, «Ошибки без классификации»",
    6: "error-code page, «Ошибки без классификации»",
    10: "error-code page, «Ошибки без классификации»",
    11: "error-code page, «Ошибки без классификации»",
    16: "error-code page, «Ошибки без классификации»",
    20: "error-code page, «Ошибки без классификации»",
    21: "error-code page, «Ошибки без классификации»",
    22: "error-code page, «Ошибки без классификации»",
    23: "error-code page, «Ошибки без классификации»",
    24: "English edition of the error-code page; OpenAPI description, version 1.6.9",
    25: "English edition of the error-code page",
    30: "error-code page, «Ошибки без классификации»",
    40: "error-code page, «Ошибки без классификации»",
    41: "error-code page, «Ошибки без классификации»",
    402: "English edition of the error-code page",
    403: "English edition of the error-code page",
    405: "OpenAPI description, version 1.6.9",
    600: "OpenAPI description, version 1.6.9",
    601: "OpenAPI description, version 1.6.9",
    602: "OpenAPI description, version 1.6.9",
    1000: "error-code page, «Задачи»",
    1001: "error-code page, «Задачи»",
    1002: "error-code page, «Задачи»",
    2000: "error-code page, «Контакты»",
    2001: "error-code page, «Контакты»",
    2002: "error-code page, «Контакты»",
    2003: "error-code page, «Контакты»",
    2004: "error-code page, «Контакты»",
    2005: "error-code page, «Контакты»",
    2006: "error-code page, «Контакты»",
    2007: "English edition of the error-code page",
    3000: "error-code page, «Проекты»",
    3001: "error-code page, «Проекты»",
    3002: "error-code page, «Проекты»",
    4000: "error-code page, «Сотрудники»",
    4001: "error-code page, «Сотрудники»",
    4002: "error-code page, «Сотрудники»",
    4003: "error-code page, «Сотрудники»",
    4004: "error-code page, «Сотрудники»",
    4005: "error-code page, «Сотрудники»",
    4006: "error-code page, «Сотрудники»",
    5000: "error-code page, «Комментарии»",
    5001: "error-code page, «Комментарии»",
    5002: "error-code page, «Комментарии»",
    6000: "error-code page, «Аналитики и записи аналитик»",
    6001: "OpenAPI description, version 1.6.9",
    6002: "OpenAPI description, version 1.6.9",
    6010: "error-code page, «Аналитики и записи аналитик»",
    6011: "error-code page, «Аналитики и записи аналитик»",
    6012: "error-code page, «Аналитики и записи аналитик»",
    6013: "error-code page, «Аналитики и записи аналитик»",
    7000: "error-code page, «Файлы»",
    7001: "error-code page, «Файлы»",
    7002: "error-code page, «Файлы»",
    7003: "error-code page, «Файлы»",
    8000: "error-code page, «Справочники и записи справочников»",
    8010: "error-code page, «Справочники и записи справочников»",
    8011: "error-code page, «Справочники и записи справочников»",
    8012: "error-code page, «Справочники и записи справочников»",
    8013: "error-code page, «Справочники и записи справочников»",
    9000: "error-code page, «Отчеты»",
    9001: "OpenAPI description, version 1.6.9",
    9002: "OpenAPI description, version 1.6.9",
    9003: "OpenAPI description, version 1.6.9",
}
