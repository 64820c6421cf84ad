# Generated from src/codegen/catalog.toml: edit that file and run `python src/codegen`.
"""The families of exceptions, and one class per error code."""

from ._base import PlanfixError

# Kinds: what a caller can do, whatever the entity


class AuthenticationError(PlanfixError):
    """The token is not accepted.

    What to do: create a new token in Planfix and put it into the program's settings.
    """

    description = "The token is not accepted"
    description_ru = "Токен не принят"
    advice = "Create a new token in Planfix and put it into the program's settings"
    advice_ru = "Создайте новый токен в Планфиксе (Управление аккаунтом — Доступ к API) и укажите его в настройках программы"


class AccessDeniedError(PlanfixError):
    """The token or the user may not do this.

    What to do: check the rights of the token and of the user; you may lack access to this one
    object.
    """

    description = "The token or the user may not do this"
    description_ru = "Недостаточно прав у токена или пользователя"
    advice = "Check the rights of the token and of the user; you may lack access to this one object"
    advice_ru = "Проверьте права токена и пользователя; возможно, нет доступа именно к этому объекту"


class AccountError(PlanfixError):
    """The account, the user or the plan does not allow it.

    What to do: sort it out in Planfix: pay, unblock the account or the user, or change the plan.
    """

    description = "The account, the user or the plan does not allow it"
    description_ru = "Аккаунт, пользователь или подписка не позволяют выполнить запрос"
    advice = "Sort it out in Planfix: pay, unblock the account or the user, or change the plan"
    advice_ru = "Решите вопрос в Планфиксе: оплатите подписку, разблокируйте аккаунт или пользователя либо смените тариф"


class RateLimitError(PlanfixError):
    """Too many requests for now.

    What to do: wait, then repeat; nothing was done.
    """

    description = "Too many requests for now"
    description_ru = "Слишком много запросов"
    advice = "Wait, then repeat; nothing was done"
    advice_ru = "Подождите и повторите: запрос не выполнен"
    _again = "Try again in"
    _again_ru = "Повторите через"
    _retry = "always"


class BusyError(PlanfixError):
    """The object is being changed by another user, scenario or request.

    What to do: repeat in a moment; nothing was done.
    """

    description = "The object is being changed by another user, scenario or request"
    description_ru = "Объект сейчас меняет другой пользователь, сценарий или запрос"
    advice = "Repeat in a moment; nothing was done"
    advice_ru = "Повторите чуть позже: запрос не выполнен"
    _retry = "always"


class NotFoundError(PlanfixError):
    """The object does not exist.

    What to do: check the number; do not create a new object until it is clear which one is missing:
    it can be another one that the request names.
    """

    description = "The object does not exist"
    description_ru = "Объект не найден"
    advice = "Check the number; do not create a new object until it is clear which one is missing: it can be another one that the request names"
    advice_ru = "Проверьте номер; не создавайте новый объект, пока не ясно, какой именно не найден: это может быть и другой объект из запроса"


class DuplicateError(PlanfixError):
    """A value that must be unique is already taken.

    What to do: use the existing object, or another value.
    """

    description = "A value that must be unique is already taken"
    description_ru = "Значение, которое должно быть уникальным, уже занято"
    advice = "Use the existing object, or another value"
    advice_ru = "Возьмите существующий объект или укажите другое значение"


class InvalidRequestError(PlanfixError):
    """The request itself is wrong.

    What to do: repeating does not help: correct the data, or tell the developer.
    """

    description = "The request itself is wrong"
    description_ru = "Ошибка в запросе"
    advice = "Repeating does not help: correct the data, or tell the developer"
    advice_ru = "Повтор не поможет: исправьте данные или передайте это сообщение разработчику"


class CreateError(PlanfixError):
    """The object could not be created.

    What to do: check whether the object exists before you repeat the request; if this message does
    not help, tell the developer.
    """

    description = "The object could not be created"
    description_ru = "Не удалось создать объект"
    advice = "Check whether the object exists before you repeat the request; if this message does not help, tell the developer"
    advice_ru = "Прежде чем повторять, проверьте, не создан ли объект; если сообщение непонятно, передайте его разработчику"


class UpdateError(PlanfixError):
    """The object could not be updated.

    What to do: if this message does not help, tell the developer.
    """

    description = "The object could not be updated"
    description_ru = "Не удалось изменить объект"
    advice = "If this message does not help, tell the developer"
    advice_ru = "Если сообщение непонятно, передайте его разработчику"


class DeleteError(PlanfixError):
    """The object could not be deleted.

    What to do: if this message does not help, tell the developer.
    """

    description = "The object could not be deleted"
    description_ru = "Не удалось удалить объект"
    advice = "If this message does not help, tell the developer"
    advice_ru = "Если сообщение непонятно, передайте его разработчику"


# Entities: the sections of the error-code page


class UnclassifiedError(PlanfixError):
    """A general error.

    Also raised for undocumented codes from 0 to 999, but not from 600 to 699.
    """

    description = "A general error"
    description_ru = "Общая ошибка"


class TaskError(PlanfixError):
    """An error about a task.

    Also raised for undocumented codes from 1000 to 1999.
    """

    description = "An error about a task"
    description_ru = "Ошибка при работе с задачей"


class ContactError(PlanfixError):
    """An error about a contact.

    Also raised for undocumented codes from 2000 to 2999.
    """

    description = "An error about a contact"
    description_ru = "Ошибка при работе с контактом"


class ProjectError(PlanfixError):
    """An error about a project.

    Also raised for undocumented codes from 3000 to 3999.
    """

    description = "An error about a project"
    description_ru = "Ошибка при работе с проектом"


class EmployeeError(PlanfixError):
    """An error about an employee.

    Also raised for undocumented codes from 4000 to 4999.
    """

    description = "An error about an employee"
    description_ru = "Ошибка при работе с сотрудником"


class CommentError(PlanfixError):
    """An error about a comment.

    Also raised for undocumented codes from 5000 to 5999.
    """

    description = "An error about a comment"
    description_ru = "Ошибка при работе с комментарием"


class DataTagError(PlanfixError):
    """An error about a data tag or a data tag entry.

    Also raised for undocumented codes from 6000 to 6999.
    """

    description = "An error about a data tag or a data tag entry"
    description_ru = "Ошибка при работе с аналитикой или ее записью"


class FileError(PlanfixError):
    """An error about a file.

    Also raised for undocumented codes from 7000 to 7999.
    """

    description = "An error about a file"
    description_ru = "Ошибка при работе с файлом"


class DirectoryError(PlanfixError):
    """An error about a directory or a directory entry.

    Also raised for undocumented codes from 8000 to 8999.
    """

    description = "An error about a directory or a directory entry"
    description_ru = "Ошибка при работе со справочником или его записью"


class ReportError(PlanfixError):
    """An error about a report.

    Also raised for undocumented codes from 9000 to 9999.
    """

    description = "An error about a report"
    description_ru = "Ошибка при работе с отчетом"


class ChecklistError(PlanfixError):
    """An error about a checklist.

    Also raised for undocumented codes from 600 to 699.
    """

    description = "An error about a checklist"
    description_ru = "Ошибка при работе с чек-листом"


# Codes: the first parent is the entity, the second the kind


class UnspecifiedFailure(UnclassifiedError):
    """Unknown error (code 0).

    Sent with HTTP 400 and with HTTP 500, also for a wrong request, such as a filter of an
    unsupported type.
    What to do: check the data; if that does not help, tell the developer.
    """

    code = 0
    description = "Unknown error"
    description_ru = "Неизвестная ошибка"
    advice = "Check the data; if that does not help, tell the developer"
    advice_ru = "Проверьте данные; если не поможет, передайте это сообщение разработчику"


class TokenInvalid(UnclassifiedError, AuthenticationError):
    """Invalid token (code 1)."""

    code = 1
    description = "Invalid token"
    description_ru = "Неверный токен"


class TokenInactive(UnclassifiedError, AuthenticationError):
    """Token is not active (code 2)."""

    code = 2
    description = "Token is not active"
    description_ru = "Токен не активен"


class ObjectBusy(UnclassifiedError, BusyError):
    """The object is being modified (code 3)."""

    code = 3
    description = "The object is being modified"
    description_ru = "Объект сейчас изменяется"


class ScopeAccessDenied(UnclassifiedError, AccessDeniedError):
    """Access to this method is denied for the token's scope (code 5).

    What to do: give the token the scope that is missing.
    """

    code = 5
    description = "Access to this method is denied for the token's scope"
    description_ru = "Доступ к данному методу для scope запрещен"
    advice = "Give the token the scope that is missing"
    advice_ru = "Добавьте токену нужный уровень доступа (scope)"


class UserAccessDenied(UnclassifiedError, AccessDeniedError):
    """Access to this method or object is denied for the user (code 6).

    Also sent if the token has no rights to this one object, or if the process does not allow new
    comments.
    """

    code = 6
    description = "Access to this method or object is denied for the user"
    description_ru = "Доступ к данному методу/объекту для пользователя запрещен"


class AccountBlocked(UnclassifiedError, AccountError):
    """Account is blocked for spam (code 10).

    What to do: contact the owner of the account or Planfix support.
    """

    code = 10
    description = "Account is blocked for spam"
    description_ru = "Аккаунт заблокирован за спам"
    advice = "Contact the owner of the account or Planfix support"
    advice_ru = "Обратитесь к владельцу аккаунта или в поддержку Планфикса"


class AccountFrozen(UnclassifiedError, AccountError):
    """Account is frozen (code 11).

    What to do: contact the owner of the account or Planfix support.
    """

    code = 11
    description = "Account is frozen"
    description_ru = "Аккаунт заморожен"
    advice = "Contact the owner of the account or Planfix support"
    advice_ru = "Обратитесь к владельцу аккаунта или в поддержку Планфикса"


class UserInactive(UnclassifiedError, AccountError):
    """User is inactive (code 16).

    What to do: activate the user, or use another user's token.
    """

    code = 16
    description = "User is inactive"
    description_ru = "Пользователь неактивен"
    advice = "Activate the user, or use another user's token"
    advice_ru = "Активируйте пользователя или возьмите токен другого пользователя"


class SubscriptionUnpaid(UnclassifiedError, AccountError):
    """Subscription is not paid (code 20).

    What to do: pay for the subscription.
    """

    code = 20
    description = "Subscription is not paid"
    description_ru = "Подписка не оплачена"
    advice = "Pay for the subscription"
    advice_ru = "Оплатите подписку"


class ApiNotInFreePlan(UnclassifiedError, AccountError):
    """API is not available for a free account (code 21).

    What to do: change the plan: a free account has no API.
    """

    code = 21
    description = "API is not available for a free account"
    description_ru = "Использование API недоступно для бесплатного аккаунта"
    advice = "Change the plan: a free account has no API"
    advice_ru = "Смените тариф: в бесплатном аккаунте API нет"


class DailyRequestLimitReached(UnclassifiedError, RateLimitError):
    """Daily limit of REST API requests is used up (code 22).

    The limit is 20,000, 50,000 or 100,000 requests a day, depending on the plan, and one a second.
    The header X-RateLimit-Remaining says roughly how many are left today; it is updated about every
    ten minutes. Sent with HTTP 200 or 403.
    What to do: requests are used up for today: stop until the limit resets.
    """

    code = 22
    description = "Daily limit of REST API requests is used up"
    description_ru = "Исчерпан суточный лимит количества запросов к REST API"
    advice = "Requests are used up for today: stop until the limit resets"
    advice_ru = "Запросы на сегодня исчерпаны: не отправляйте новые, пока лимит не сбросится"
    _retry = "when known"


class ContactLimitReached(UnclassifiedError, AccountError):
    """Account limit on the number of contacts is reached (code 23).

    What to do: raise the limit in the subscription, or delete contacts that are not needed.
    """

    code = 23
    description = "Account limit on the number of contacts is reached"
    description_ru = "Достигнут лимит аккаунта по количеству контактов"
    advice = "Raise the limit in the subscription, or delete contacts that are not needed"
    advice_ru = "Увеличьте лимит в подписке или удалите ненужные контакты"


class EmployeeLimitReached(UnclassifiedError, AccountError):
    """Account limit on the number of employees is reached (code 24).

    The server's text can hold personal data of the employee who was not created.
    What to do: raise the limit in the subscription, or deactivate employees who are not needed.
    """

    code = 24
    description = "Account limit on the number of employees is reached"
    description_ru = "Достигнут лимит аккаунта по количеству сотрудников"
    advice = "Raise the limit in the subscription, or deactivate employees who are not needed"
    advice_ru = "Увеличьте лимит в подписке или отключите лишних сотрудников"


class AccountLimitReached(UnclassifiedError, AccountError):
    """The account's overall limit is reached (code 25).

    What to do: raise the limit in the subscription, or contact Planfix support.
    """

    code = 25
    description = "The account's overall limit is reached"
    description_ru = "Достигнут общий лимит аккаунта"
    advice = "Raise the limit in the subscription, or contact Planfix support"
    advice_ru = "Увеличьте лимит в подписке или обратитесь в поддержку Планфикса"


class JsonInvalid(UnclassifiedError, InvalidRequestError):
    """Invalid JSON format (code 30).

    Also sent for valid JSON with a value of the wrong form: 33 instead of "user:33".
    """

    code = 30
    description = "Invalid JSON format"
    description_ru = "Неверный формат JSON"


class ParameterMissing(UnclassifiedError, InvalidRequestError):
    """A mandatory parameter of the method is missing (code 40)."""

    code = 40
    description = "A mandatory parameter of the method is missing"
    description_ru = "Отсутствует один из обязательных параметров метода"


class ParameterInvalid(UnclassifiedError, InvalidRequestError):
    """Invalid parameter value (code 41).

    Also sent if an object named by a parameter does not exist ("Status not find by id 2", "Telegram
    bot not found by id - 12345"), or for a saved filter that does not exist.
    """

    code = 41
    description = "Invalid parameter value"
    description_ru = "Недопустимое значение параметра"


class MethodNotAllowed(UnclassifiedError, InvalidRequestError):
    """Method not allowed (code 405)."""

    code = 405
    description = "Method not allowed"
    description_ru = "Метод не поддерживается"


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
    description_ru = "Ошибка обновления данных контакта"


class ContactEmailMissing(ContactError, InvalidRequestError):
    """Contact has no e-mail, so it cannot be given access to Planfix (code 2003)."""

    code = 2003
    description = "Contact has no e-mail, so it cannot be given access to Planfix"
    description_ru = "У контакта не указан e-mail, поэтому открыть ему доступ нельзя"


class ContactEmailInvalid(ContactError, InvalidRequestError):
    """Invalid e-mail format (code 2004)."""

    code = 2004
    description = "Invalid e-mail format"
    description_ru = "Неверный формат e-mail"


class ContactLoginEmailTaken(ContactError, DuplicateError):
    """The e-mail given for the login is not unique (code 2005)."""

    code = 2005
    description = "The e-mail given for the login is not unique"
    description_ru = "E-mail, указанный как логин, уже занят"


class ContactNameMissing(ContactError, InvalidRequestError):
    """Contact's full name is not filled in (code 2006)."""

    code = 2006
    description = "Contact's full name is not filled in"
    description_ru = "ФИО контакта не заполнено"


class ContactEmailRepeated(ContactError, InvalidRequestError):
    """Contact's e-mail is already among its additional e-mails (code 2007)."""

    code = 2007
    description = "Contact's e-mail is already among its additional e-mails"
    description_ru = "Основной e-mail контакта уже указан среди его дополнительных"


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
    """Employee's position could not be updated (code 402)."""

    code = 402
    description = "Employee's position could not be updated"
    description_ru = "Ошибка обновления должности сотрудника"


class EmployeePhoneUpdateFailed(EmployeeError, UpdateError):
    """Employee's phone number could not be updated (code 403)."""

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
    description_ru = "Неверный формат логина"


class EmployeeUsernameTaken(EmployeeError, DuplicateError):
    """The username is not unique (code 4005)."""

    code = 4005
    description = "The username is not unique"
    description_ru = "Указанный логин не уникален"


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
    description_ru = "Файл больше, чем разрешает подписка"


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
    What to do: reports need the highest plan: change the plan.
    """

    code = 9001
    description = "Report is refused for billing reasons"
    description_ru = "Отчет недоступен на текущем тарифе"
    advice = "Reports need the highest plan: change the plan"
    advice_ru = "Отчеты есть только на старшем тарифе: смените тариф"


class ReportInProgress(ReportError):
    """The report is already being generated (code 9002).

    Planfix makes one report at a time, and one in ten minutes. The server's text has the id of the
    running request.
    What to do: wait until the running report is ready.
    """

    code = 9002
    description = "The report is already being generated"
    description_ru = "Отчет уже формируется"
    advice = "Wait until the running report is ready"
    advice_ru = "Дождитесь, пока отчет сформируется"


class ReportRequestNotFound(ReportError, NotFoundError):
    """The report's request id does not exist (code 9003).

    What to do: start the report again.
    """

    code = 9003
    description = "The report's request id does not exist"
    description_ru = "Запрос на формирование отчета не найден"
    advice = "Start the report again"
    advice_ru = "Сформируйте отчет заново"


class ReportLimitReached(ReportError, RateLimitError):
    """Reports can be made only once in ten minutes (code 9004).

    The last report can be read for about a day.
    What to do: wait ten minutes.
    """

    code = 9004
    description = "Reports can be made only once in ten minutes"
    description_ru = "Отчет можно формировать только раз в десять минут"
    advice = "Wait ten minutes"
    advice_ru = "Подождите десять минут"
    _retry = "when known"


class ChecklistItemNotFound(ChecklistError, NotFoundError):
    """Checklist item does not exist (code 600)."""

    code = 600
    description = "Checklist item does not exist"
    description_ru = "Пункт чек-листа не существует"


class ChecklistItemCreateFailed(ChecklistError, CreateError):
    """Checklist item could not be added (code 601).

    Also sent if the parent task or checklist item does not exist, or if the name is missing.
    """

    code = 601
    description = "Checklist item could not be added"
    description_ru = "Ошибка добавления пункта чек-листа"


class ChecklistItemUpdateFailed(ChecklistError, UpdateError):
    """Checklist item could not be updated (code 602).

    Also sent if the parent task or checklist item does not exist.
    """

    code = 602
    description = "Checklist item could not be updated"
    description_ru = "Ошибка обновления пункта чек-листа"


# Responses without a Planfix code


class UnexpectedResponse(PlanfixError):
    """HTTP 3xx or 4xx that Planfix does not document: nothing was done.

    What to do: check the token and the address of the API: it ends in /rest, and changes if the
    account gets its own domain.
    """

    description = "Unexpected response"
    description_ru = "Неожиданный ответ"
    advice = "Check the token and the address of the API: it ends in /rest, and changes if the account gets its own domain"
    advice_ru = "Проверьте токен и адрес API: адрес заканчивается на /rest и меняется, если подключен свой домен"
    _technical = True


class OutcomeUnknown(PlanfixError):
    """HTTP 2xx without an answer from Planfix: perhaps the request was carried out.

    What to do: if it creates or changes something, check whether it was carried out before you
    repeat it; if this happens again, check the address of the API.
    """

    description = "It is not known whether the request was carried out"
    description_ru = "Неизвестно, выполнен ли запрос"
    advice = "If it creates or changes something, check whether it was carried out before you repeat it; if this happens again, check the address of the API"
    advice_ru = "Если запрос что-то создавал или менял, сначала проверьте, не выполнен ли он; если это повторяется, проверьте адрес API"
    _retry = "reads"
    _technical = True


class ServerUnavailable(OutcomeUnknown):
    """HTTP 500 or above without an answer from Planfix; a client may raise it if none came at all.

    What to do: try again later; if the request creates or changes something, check first whether it
    was carried out.
    """

    description = "Planfix is unavailable"
    description_ru = "Планфикс недоступен"
    advice = "Try again later; if the request creates or changes something, check first whether it was carried out"
    advice_ru = "Повторите позже. Если запрос что-то создавал или менял, сначала проверьте, не выполнен ли он"


class ServerFailed(UnspecifiedFailure, OutcomeUnknown):
    """A failure of code 0 with HTTP 500 or above: perhaps the request was carried out.

    What to do: if the request creates or changes something, check whether it was carried out before
    you repeat it; if this happens again, tell the developer.
    """

    description = "Unknown error"
    description_ru = "Неизвестная ошибка"
    advice = "If the request creates or changes something, check whether it was carried out before you repeat it; if this happens again, tell the developer"
    advice_ru = "Если запрос что-то создавал или менял, сначала проверьте, не выполнен ли он; если это повторяется, передайте это сообщение разработчику"
    _technical = False


class AnswerIncomplete(OutcomeUnknown, KeyError):
    """A successful answer does not have the key that was asked for.

    What to do: the server reported no error: the request was probably carried out; check before you
    repeat it, and if it only reads, tell the developer.
    """

    description = "The answer lacks what was asked for"
    description_ru = "В ответе нет нужных данных"
    advice = "The server reported no error: the request was probably carried out; check before you repeat it, and if it only reads, tell the developer"
    advice_ru = "Сервер не сообщил об ошибке: скорее всего, запрос выполнен; проверьте, прежде чем повторять, а если запрос только читал данные, сообщите разработчику"
    _retry = "never"


class TooManyRequests(RateLimitError):
    """HTTP 429 without a code, or a limit that comes without its own code."""

    description = "Too many requests"
    description_ru = "Слишком много запросов"
    _technical = True


CODES: dict[int, type[PlanfixError]] = {
    0: UnspecifiedFailure,
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
    2007: ContactEmailRepeated,
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
    9004: ReportLimitReached,
}

# What an undocumented code raises, by its hundred, else by its thousand
HUNDREDS: dict[int, type[PlanfixError]] = {
    6: ChecklistError,
}

THOUSANDS: dict[int, type[PlanfixError]] = {
    0: UnclassifiedError,
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
