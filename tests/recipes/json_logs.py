"""Log errors as lines of JSON: `handler.setFormatter(JsonLines())`, then `logging.exception(…)`."""

import json
import logging
from typing import Any

from planfix_errors import PlanfixError


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"level": record.levelname, "message": record.getMessage()}
        if record.exc_info:
            if isinstance(err := record.exc_info[1], PlanfixError):
                line |= {"class": type(err).__name__, "code": err.code, "text": err.explanation}
                line |= {"http_status": err.http_status, "retry_after": err.retry_after}
                line["request"] = err.request.partition("?")[0]  # a query can hold a token
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)  # escapes what is not ASCII, lone surrogates too
