# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.
"""The kinds and entities of errors, and one class per error code."""

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
    "MethodNotAllowed",
    "NotFoundError",
    "ObjectBusy",
    "ParameterInvalid",
    "ParameterMissing",
    "ProjectCreateFailed",
    "ProjectError",
    "ProjectNotFound",
    "ProjectUpdateFailed",
    "RateLimitError",
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

# Kinds: what a caller can do, whatever the entity


class AuthenticationError(PlanfixError):
    """The token is not accepted.

    What to do: stop; get a new token.
    """

    description = "The token is not accepted"
    description_ru = "Токен не принят"


class AccessDeniedError(PlanfixError):
    """The token or the user may not do this.

    What to do: stop; change the rights.
    """

    description = "The token or the user may not do this"
    description_ru = "Недостаточно прав у токена или пользователя"


class AccountError(PlanfixError):
    """The account, the user or the subscription has to be fixed in Planfix first.

    What to do: stop; a limit of the plan is lifted there.
    """

    description = "The account, the user or the subscription has to be fixed in Planfix first"
    description_ru = "Сначала нужно исправить аккаунт, пользователя или подписку в Планфиксе"


class RateLimitError(PlanfixError):
    """Too many requests for now.

    What to do: wait until more are allowed; nothing was done.
    """

    description = "Too many requests for now"
    description_ru = "Слишком много запросов"


class BusyError(PlanfixError):
    """The object is being changed by someone else.

    What to do: retry soon; nothing was done.
    """

    description = "The object is being changed by someone else"
    description_ru = "Объект сейчас изменяет кто-то другой"


class NotFoundError(PlanfixError):
    """The object does not exist.

    What to do: skip it; create it only after catching the code's own class, since another object
    named in the request can be the one that is missing.
    """

    description = "The object does not exist"
    description_ru = "Объект не существует"


class DuplicateError(PlanfixError):
    """A value that must be unique is already taken.

    What to do: use the existing one, or another value.
    """

    description = "A value that must be unique is already taken"
    description_ru = "Значение, которое должно быть уникальным, уже занято"


class InvalidRequestError(PlanfixError):
    """The request itself is wrong.

    What to do: fix it; retrying will not help.
    """

    description = "The request itself is wrong"
    description_ru = "Ошибка в самом запросе"


class CreateError(PlanfixError):
    """Planfix could not carry out the write.

    What to do: report it, since the text says why; do not repeat it blindly.
    """

    description = "Planfix could not carry out the write"
    description_ru = "Ошибка добавления"


class UpdateError(PlanfixError):
    """Planfix could not carry out the write.

    What to do: report it, since the text says why; do not repeat it blindly.
    """

    description = "Planfix could not carry out the write"
    description_ru = "Ошибка обновления"


class DeleteError(PlanfixError):
    """Planfix could not carry out the write.

    What to do: report it, since the text says why; do not repeat it blindly.
    """

    description = "Planfix could not carry out the write"
    description_ru = "Ошибка удаления"


# Entities: the sections of the error-code page


class GeneralError(PlanfixError):
    """General error: the section «Ошибки без классификации» of the error-code page.

    Raised itself for an undocumented code from 0 to 999.
    """

    description = "General error"
    description_ru = "Ошибка без классификации"


class TaskError(PlanfixError):
    """Task error: the section «Задачи» of the error-code page.

    Raised itself for an undocumented code from 1000 to 1999.
    """

    description = "Task error"
    description_ru = "Ошибка при работе с задачей"


class ContactError(PlanfixError):
    """Contact error: the section «Контакты» of the error-code page.

    Raised itself for an undocumented code from 2000 to 2999.
    """

    description = "Contact error"
    description_ru = "Ошибка при работе с контактом"


class ProjectError(PlanfixError):
    """Project error: the section «Проекты» of the error-code page.

    Raised itself for an undocumented code from 3000 to 3999.
    """

    description = "Project error"
    description_ru = "Ошибка при работе с проектом"


class EmployeeError(PlanfixError):
    """Employee error: the section «Сотрудники» of the error-code page.

    Raised itself for an undocumented code from 4000 to 4999.
    """

    description = "Employee error"
    description_ru = "Ошибка при работе с сотрудником"


class CommentError(PlanfixError):
    """Comment error: the section «Комментарии» of the error-code page.

    Raised itself for an undocumented code from 5000 to 5999.
    """

    description = "Comment error"
    description_ru = "Ошибка при работе с комментарием"


class DataTagError(PlanfixError):
    """Data tag error: the section «Аналитики и записи аналитик» of the error-code page.

    Raised itself for an undocumented code from 6000 to 6999.
    """

    description = "Data tag error"
    description_ru = "Ошибка при работе с аналитикой"


class FileError(PlanfixError):
    """File error: the section «Файлы» of the error-code page.

    Raised itself for an undocumented code from 7000 to 7999.
    """

    description = "File error"
    description_ru = "Ошибка при работе с файлом"


class DirectoryError(PlanfixError):
    """Directory error: the section «Справочники и записи справочников» of the error-code page.

    Raised itself for an undocumented code from 8000 to 8999.
    """

    description = "Directory error"
    description_ru = "Ошибка при работе со справочником"


class ReportError(PlanfixError):
    """Report error: the section «Отчеты» of the error-code page.

    Raised itself for an undocumented code from 9000 to 9999.
    """

    description = "Report error"
    description_ru = "Ошибка при работе с отчетом"


class ChecklistError(PlanfixError):
    """Checklist error."""

    description = "Checklist error"
    description_ru = "Ошибка при работе с чек-листом"


# Codes: the first parent is the entity, the second the kind


class UnknownFailure(GeneralError):
    """Unknown error (code 0).

    Sent with HTTP 500 and with HTTP 400: http_status distinguishes a server fault from a wrong
    request.
    """

    code = 0
    description = "Unknown error"
    description_ru = "Неизвестная ошибка"


class TokenInvalid(GeneralError, AuthenticationError):
    """Invalid token (code 1)."""

    code = 1
    description = "Invalid token"
    description_ru = "Неверный токен"


class TokenInactive(GeneralError, AuthenticationError):
    """Token is not active (code 2)."""

    code = 2
    description = "Token is not active"
    description_ru = "Токен не активен"


class ObjectBusy(GeneralError, BusyError):
    """The object is being modified (code 3).

    Documented in the English edition of the error-code page.
    """

    code = 3
    description = "The object is being modified"
    description_ru = "Объект сейчас изменяется"


class ScopeAccessDenied(GeneralError, AccessDeniedError):
    """Access to this method is denied for the token's scope (code 5)."""

    code = 5
    description = "Access to this method is denied for the token's scope"
    description_ru = "Доступ к данному методу для scoup запрещен"


class UserAccessDenied(GeneralError, AccessDeniedError):
    """Access to this method or object is denied for the user (code 6)."""

    code = 6
    description = "Access to this method or object is denied for the user"
    description_ru = "Доступ к данному методу/объекту для пользователя запрещен"


class AccountBlocked(GeneralError, AccountError):
    """Account is blocked for spam (code 10)."""

    code = 10
    description = "Account is blocked for spam"
    description_ru = "Аккаунт заблокирован за спам"


class AccountFrozen(GeneralError, AccountError):
    """Account is frozen (code 11)."""

    code = 11
    description = "Account is frozen"
    description_ru = "Аккаунт заморожен"


class UserInactive(GeneralError, AccountError):
    """User is inactive (code 16)."""

    code = 16
    description = "User is inactive"
    description_ru = "Пользователь неактивен"


class SubscriptionUnpaid(GeneralError, AccountError):
    """Subscription is not paid (code 20)."""

    code = 20
    description = "Subscription is not paid"
    description_ru = "Подписка не оплачена"


class ApiNotInFreePlan(GeneralError, AccountError):
    """API is not available for a free account (code 21)."""

    code = 21
    description = "API is not available for a free account"
    description_ru = "Использование API недоступно для бесплатного аккаунта"


class DailyRequestLimitReached(GeneralError, RateLimitError):
    """Daily limit of REST API requests is used up (code 22).

    The limit is 20,000, 50,000 or 100,000 requests a day, depending on the plan, and one request a
    second. The header X-RateLimit-Remaining shows roughly how many are left today; it is updated
    about every ten minutes.
    """

    code = 22
    description = "Daily limit of REST API requests is used up"
    description_ru = "Исчерпан суточный лимит количества запросов к REAT API"


class ContactLimitReached(GeneralError, AccountError):
    """Account limit on the number of contacts is reached (code 23)."""

    code = 23
    description = "Account limit on the number of contacts is reached"
    description_ru = "Достигнут лимит аккаунта по количеству контактов"


class EmployeeLimitReached(GeneralError, AccountError):
    """Account limit on the number of employees is reached (code 24).

    The server's text can contain personal data of the employee who was not created.
    Documented in the English edition of the error-code page and the OpenAPI description, version
    1.6.9.
    """

    code = 24
    description = "Account limit on the number of employees is reached"
    description_ru = "Достигнут лимит аккаунта по количеству сотрудников"


class AccountLimitReached(GeneralError, AccountError):
    """The account's overall limit is reached (code 25).

    Documented in the English edition of the error-code page.
    """

    code = 25
    description = "The account's overall limit is reached"
    description_ru = "Достигнут общий лимит аккаунта"


class JsonInvalid(GeneralError, InvalidRequestError):
    """Invalid JSON format (code 30)."""

    code = 30
    description = "Invalid JSON format"
    description_ru = "Неверный формат JSON"


class ParameterMissing(GeneralError, InvalidRequestError):
    """A mandatory parameter of the method is missing (code 40)."""

    code = 40
    description = "A mandatory parameter of the method is missing"
    description_ru = "Отсутствует один из обязательных параметров метода"


class ParameterInvalid(GeneralError, InvalidRequestError):
    """Invalid parameter value (code 41).

    Also sent if an object named by a parameter does not exist ("Status not find by id 2", "Telegram
    bot not found by id - 12345").
    """

    code = 41
    description = "Invalid parameter value"
    description_ru = "Недопустимое значение параметра"


class MethodNotAllowed(GeneralError, InvalidRequestError):
    """Method not allowed (code 405).

    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 405
    description = "Method not allowed"
    description_ru = "Недопустимый метод"


class TaskNotFound(TaskError, NotFoundError):
    """Task does not exist (code 1000)."""

    code = 1000
    description = "Task does not exist"
    description_ru = "Задача не существует"


class TaskCreateFailed(TaskError, CreateError):
    """Task could not be added (code 1001)."""

    code = 1001
    description = "Task could not be added"
    description_ru = "Ошибка добавления задачи"


class TaskUpdateFailed(TaskError, UpdateError):
    """Task could not be updated (code 1002)."""

    code = 1002
    description = "Task could not be updated"
    description_ru = "Ошибка обновления задачи"


class ContactNotFound(ContactError, NotFoundError):
    """Contact does not exist (code 2000)."""

    code = 2000
    description = "Contact does not exist"
    description_ru = "Контакт не существует"


class ContactCreateFailed(ContactError, CreateError):
    """Contact could not be added (code 2001).

    Also sent if a comment on a contact could not be added.
    """

    code = 2001
    description = "Contact could not be added"
    description_ru = "Ошибка добавления контакта"


class ContactUpdateFailed(ContactError, UpdateError):
    """Contact could not be updated (code 2002)."""

    code = 2002
    description = "Contact could not be updated"
    description_ru = "Ошибка обновления данных"


class ContactEmailMissing(ContactError, InvalidRequestError):
    """Contact has no e-mail to be given access to Planfix with (code 2003)."""

    code = 2003
    description = "Contact has no e-mail to be given access to Planfix with"
    description_ru = "При попытке разрешения доступа в ПланФикс, у контакта не установлен e-mail"


class ContactEmailInvalid(ContactError, InvalidRequestError):
    """Invalid e-mail format (code 2004)."""

    code = 2004
    description = "Invalid e-mail format"
    description_ru = "Неверный формат e-mail"


class ContactLoginEmailTaken(ContactError, DuplicateError):
    """The e-mail given for the login is not unique (code 2005)."""

    code = 2005
    description = "The e-mail given for the login is not unique"
    description_ru = "e-mail, указанный для логина, не уникален"


class ContactNameMissing(ContactError, InvalidRequestError):
    """Contact's full name is not filled in (code 2006)."""

    code = 2006
    description = "Contact's full name is not filled in"
    description_ru = "ФИО контакта не заполнено"


class ContactEmailDuplicated(ContactError, InvalidRequestError):
    """Contact's e-mail is already among its additional e-mails (code 2007).

    Documented in the English edition of the error-code page.
    """

    code = 2007
    description = "Contact's e-mail is already among its additional e-mails"
    description_ru = "e-mail контакта уже есть среди его дополнительных e-mail"


class ProjectNotFound(ProjectError, NotFoundError):
    """Project does not exist (code 3000)."""

    code = 3000
    description = "Project does not exist"
    description_ru = "Проект не существует"


class ProjectCreateFailed(ProjectError, CreateError):
    """Project could not be added (code 3001)."""

    code = 3001
    description = "Project could not be added"
    description_ru = "Ошибка добавления проекта"


class ProjectUpdateFailed(ProjectError, UpdateError):
    """Project could not be updated (code 3002)."""

    code = 3002
    description = "Project could not be updated"
    description_ru = "Ошибка обновления проекта"


class EmployeePositionUpdateFailed(EmployeeError, UpdateError):
    """Employee's position could not be updated (code 402).

    Documented in the English edition of the error-code page.
    """

    code = 402
    description = "Employee's position could not be updated"
    description_ru = "Ошибка обновления должности сотрудника"


class EmployeePhoneUpdateFailed(EmployeeError, UpdateError):
    """Employee's phone number could not be updated (code 403).

    Documented in the English edition of the error-code page.
    """

    code = 403
    description = "Employee's phone number could not be updated"
    description_ru = "Ошибка обновления телефона сотрудника"


class EmployeeNotFound(EmployeeError, NotFoundError):
    """Employee does not exist (code 4000)."""

    code = 4000
    description = "Employee does not exist"
    description_ru = "Сотрудник не существует"


class EmployeeCreateFailed(EmployeeError, CreateError):
    """Employee could not be added (code 4001)."""

    code = 4001
    description = "Employee could not be added"
    description_ru = "Ошибка добавления сотрудника"


class EmployeeUpdateFailed(EmployeeError, UpdateError):
    """Employee could not be updated (code 4002)."""

    code = 4002
    description = "Employee could not be updated"
    description_ru = "Ошибка обновления данных сотрудника"


class EmployeeEmailTaken(EmployeeError, DuplicateError):
    """The e-mail is not unique (code 4003)."""

    code = 4003
    description = "The e-mail is not unique"
    description_ru = "Указанный e-mail не уникален"


class EmployeeUsernameInvalid(EmployeeError, InvalidRequestError):
    """Invalid username format (code 4004)."""

    code = 4004
    description = "Invalid username format"
    description_ru = "Неверный формат username"


class EmployeeUsernameTaken(EmployeeError, DuplicateError):
    """The username is not unique (code 4005)."""

    code = 4005
    description = "The username is not unique"
    description_ru = "Указанный username не уникален"


class EmployeeNameMissing(EmployeeError, InvalidRequestError):
    """Employee's full name is not filled in (code 4006)."""

    code = 4006
    description = "Employee's full name is not filled in"
    description_ru = "ФИО сотрудника не заполнено"


class CommentNotFound(CommentError, NotFoundError):
    """Comment does not exist (code 5000)."""

    code = 5000
    description = "Comment does not exist"
    description_ru = "Комментарий не существует"


class CommentCreateFailed(CommentError, CreateError):
    """Comment could not be added (code 5001)."""

    code = 5001
    description = "Comment could not be added"
    description_ru = "Ошибка добавления комментария"


class CommentUpdateFailed(CommentError, UpdateError):
    """Comment could not be updated (code 5002)."""

    code = 5002
    description = "Comment could not be updated"
    description_ru = "Ошибка обновления данных комментария"


class DataTagNotFound(DataTagError, NotFoundError):
    """Data tag does not exist (code 6000).

    Also sent for a data tag entry that does not exist (GET /datatag/entry/{key}).
    """

    code = 6000
    description = "Data tag does not exist"
    description_ru = "Аналитика не существует"


class DataTagEntryNotFound(DataTagError, NotFoundError):
    """Data tag entry does not exist (code 6010)."""

    code = 6010
    description = "Data tag entry does not exist"
    description_ru = "Запись аналитики не существует"


class DataTagEntryCreateFailed(DataTagError, CreateError):
    """Data tag entry could not be added (code 6011, also 6001)."""

    code = 6011
    description = "Data tag entry could not be added"
    description_ru = "Ошибка добавления записи аналитики"


class DataTagEntryUpdateFailed(DataTagError, UpdateError):
    """Data tag entry could not be updated (code 6012, also 6002)."""

    code = 6012
    description = "Data tag entry could not be updated"
    description_ru = "Ошибка обновления записи аналитики"


class DataTagEntryDeleteFailed(DataTagError, DeleteError):
    """Data tag entry could not be deleted (code 6013)."""

    code = 6013
    description = "Data tag entry could not be deleted"
    description_ru = "Ошибка удаления записи аналитики"


class FileNotFound(FileError, NotFoundError):
    """File does not exist (code 7000)."""

    code = 7000
    description = "File does not exist"
    description_ru = "Файл не существует"


class FileCreateFailed(FileError, CreateError):
    """File could not be added (code 7001)."""

    code = 7001
    description = "File could not be added"
    description_ru = "Ошибка добавления файла"


class FileTooLarge(FileError, InvalidRequestError):
    """The file is larger than the subscription allows (code 7002).

    Also sent by POST /file/from-url/ for other failures.
    """

    code = 7002
    description = "The file is larger than the subscription allows"
    description_ru = "Превышен размер загружаемого файла в рамках подписки"


class FileDeleteFailed(FileError, DeleteError):
    """File could not be deleted (code 7003)."""

    code = 7003
    description = "File could not be deleted"
    description_ru = "Ошибка удаления файла"


class DirectoryNotFound(DirectoryError, NotFoundError):
    """Directory does not exist (code 8000)."""

    code = 8000
    description = "Directory does not exist"
    description_ru = "Справочник не существует"


class DirectoryEntryNotFound(DirectoryError, NotFoundError):
    """Directory entry does not exist (code 8010)."""

    code = 8010
    description = "Directory entry does not exist"
    description_ru = "Запись справочника не существует"


class DirectoryEntryCreateFailed(DirectoryError, CreateError):
    """Directory entry could not be added (code 8011)."""

    code = 8011
    description = "Directory entry could not be added"
    description_ru = "Ошибка добавления записи справочника"


class DirectoryEntryUpdateFailed(DirectoryError, UpdateError):
    """Directory entry could not be updated (code 8012)."""

    code = 8012
    description = "Directory entry could not be updated"
    description_ru = "Ошибка обновления записи справочника"


class DirectoryEntryDeleteFailed(DirectoryError, DeleteError):
    """Directory entry could not be deleted (code 8013)."""

    code = 8013
    description = "Directory entry could not be deleted"
    description_ru = "Ошибка удаления записи справочника"


class ReportNotFound(ReportError, NotFoundError):
    """Report does not exist (code 9000)."""

    code = 9000
    description = "Report does not exist"
    description_ru = "Отчет не существует"


class ReportNotPaid(ReportError, AccountError):
    """Report is refused for billing reasons (code 9001).

    Reports are part of the highest plan only.
    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 9001
    description = "Report is refused for billing reasons"
    description_ru = "Отчет недоступен в рамках подписки"


class ReportInProgress(ReportError, RateLimitError):
    """The report is already being generated (code 9002).

    Planfix generates one report at a time, and one in ten minutes: poll /report/status/{requestId}.
    The server's text contains the id of the running request.
    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 9002
    description = "The report is already being generated"
    description_ru = "Отчет уже формируется"


class ReportRequestNotFound(ReportError, NotFoundError):
    """The report's request id does not exist (code 9003).

    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 9003
    description = "The report's request id does not exist"
    description_ru = "Запрос на формирование отчета не существует"


class ChecklistItemNotFound(ChecklistError, NotFoundError):
    """Checklist item does not exist (code 600).

    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 600
    description = "Checklist item does not exist"
    description_ru = "Пункт чек-листа не существует"


class ChecklistItemCreateFailed(ChecklistError, CreateError):
    """Checklist item could not be added (code 601).

    Also sent if the parent task or checklist item does not exist, or if the name is missing.
    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 601
    description = "Checklist item could not be added"
    description_ru = "Ошибка добавления пункта чек-листа"


class ChecklistItemUpdateFailed(ChecklistError, UpdateError):
    """Checklist item could not be updated (code 602).

    Also sent if the parent task or checklist item does not exist.
    Documented in the OpenAPI description, version 1.6.9.
    """

    code = 602
    description = "Checklist item could not be updated"
    description_ru = "Ошибка обновления пункта чек-листа"


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
