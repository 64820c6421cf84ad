"""Создать задачи из файла CSV со столбцами «Название» и «Описание»: python batch_ru.py FILE.csv.

Код завершения: 0 — созданы все задачи, 1 — не все, 2 — работа остановлена.
"""

import csv
import io
import logging
import os
import sys
import time
from http.client import HTTPException
from pathlib import Path
from typing import Any, cast

import planfix_errors as errors
from retry import repeat
from urllib_client import Planfix


def report(line: str) -> None:
    print(line)
    logging.error("%s", line)


def read(file: Path) -> list[list[str]]:
    try:
        text = file.read_text("utf-8-sig")
    except UnicodeDecodeError:  # так сохраняет Excel
        text = file.read_text("cp1251")
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if any(row)]


def create(call: Any, names: list[str], rows: list[list[str]], left: list[list[str]]) -> int:
    """Создать задачи; в left остаются строки, по которым задач нет или это неизвестно."""
    for number, row in enumerate(rows, 1):
        time.sleep(1)  # Планфикс разрешает один запрос в секунду
        cells = dict(zip(names, row, strict=False))
        task = {"name": cells.get("Название", ""), "description": cells.get("Описание", "")}
        begin = f"{number} из {len(rows)}, «{task['name']}»"
        try:
            print(f"{begin}: создана задача {call('POST', '/task/', json=task)['id']}")
        except errors.PlanfixError as err:
            report(f"{begin}: {err.explanation_ru}")
            lasting = errors.RateLimitError, errors.AuthenticationError, errors.AccountError
            if isinstance(err, lasting) and not err.may_retry(reads=False):
                return 2
            if not isinstance(err, errors.PartialUpdate):  # с ним задача создана
                continue
        left.remove(row)
    return 1 if left else 0


def main(file: Path) -> int:
    check = "переменные PLANFIX_URL (адрес вида https://example.planfix.com/rest) и PLANFIX_TOKEN"
    say = "{err.description_ru}. Программа сама повторит запрос через {seconds:.0f} с."
    names, left = list[str](), list[list[str]]()
    try:
        planfix = Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"])
        check = f"имя файла в команде ({file}) и столбец «Название» в его первой строке"
        names, *rows = read(file)
        names.index("Название")
        check, left = "адрес PLANFIX_URL и то, не создана ли последняя задача", list(rows)
        return create(repeat(planfix.call, say), names, rows, left)
    except (OSError, LookupError, ValueError, HTTPException, csv.Error, KeyboardInterrupt) as err:
        report(f"Работа остановлена ({type(err).__name__}). Проверьте {check}.")
        return 2
    finally:
        if left:
            rest = file.with_name(f"rest-{file.name}")
            with rest.open("w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out, delimiter=";").writerows([names, *left])
            report(f"Осталось: {len(left)}. Исправьте ошибки и запустите программу с {rest}.")


if __name__ == "__main__":
    cast(Any, sys.stdout).reconfigure(errors="backslashreplace")  # в cp1251 есть не все знаки
    logging.basicConfig(filename="planfix.log", encoding="utf-8", format="%(asctime)s %(message)s")
    sys.exit(main(Path(*sys.argv[1:2])))
