"""Log an error as one line of JSON. `call` comes from urllib_client.py."""

import json
import logging
import sys
from typing import Any

from urllib_client import call

from planfix_errors import PlanfixError


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {"level": record.levelname, "message": record.getMessage()}
        if record.exc_info:
            if isinstance(err := record.exc_info[1], PlanfixError):
                line |= {"class": type(err).__name__, "code": err.code, "text": str(err)}
                line |= {"http_status": err.http_status, "retry_after": err.retry_after}
                line["request"] = err.request
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)  # escapes what is not ASCII, lone surrogates too


if __name__ == "__main__":
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    try:
        print(call("GET", "/contact/1")["contact"])
    except PlanfixError:
        logging.exception("cannot read the contact")
        sys.exit(1)
