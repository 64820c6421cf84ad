"""Создать задачи из CSV («Название», «Описание»). Код: 0 — созданы все, 1 — не все, 2 — стоп."""

import csv
import io
import logging
import os
import sys
import time
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any, cast

import planfix_errors as pf
from retry import repeat
from urllib_client import Planfix


def report(line: str, *, failed: bool = True) -> None:
    logging.log(logging.ERROR if failed else logging.DEBUG, "%s", line)
    with suppress(OSError):  # окно закрыто: программа работает дальше
        print(line, flush=True)


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
            created = call("POST", "/task/", json=task)["id"]
            report(f"{begin}: создана задача {created}", failed=False)
        except pf.PartialUpdate as err:
            report(f"{begin}: создана задача {err.body.get('id', '')}. {err.explanation_ru}")
        except pf.PlanfixError as err:
            report(f"{begin}: {err.explanation_ru}")
            wrong = pf.UnexpectedResponse, pf.AuthenticationError, pf.AccountError
            late = isinstance(err, pf.RateLimitError) and not err.may_retry(reads=False)
            if late or isinstance(err, wrong):  # следующий запрос тоже не пройдет
                return 2
            continue
        left.remove(row)
    return 1 if left else 0


def main(file: Path) -> int:
    check = "переменные PLANFIX_URL (адрес вида https://example.planfix.com/rest) и PLANFIX_TOKEN"
    say = "{err.description_ru}. Программа сама повторит запрос через {seconds:.0f} с."
    names, left, now = list[str](), list[list[str]](), time.strftime("%Y%m%d-%H%M%S")
    rest = file if file.name.startswith("rest-") else file.with_name(f"rest-{now}-{file.name}")
    try:
        planfix = Planfix(os.environ["PLANFIX_URL"], os.environ["PLANFIX_TOKEN"])
        check = f"имя файла в команде ({file}) и есть ли в первой строке столбец «Название»"
        names, *rows = read(file)
        names.index("Название")
        check, left = "адрес PLANFIX_URL и то, не создана ли последняя задача", list(rows)
        status = create(repeat(planfix.call, say), names, rows, left)
        if rest == file and not left:
            rest.unlink()  # чтобы не запустить с ним программу еще раз
        return status
    except (OSError, LookupError, ValueError, HTTPException, csv.Error, KeyboardInterrupt) as err:
        report(f"Работа остановлена ({type(err).__name__}). Проверьте {check}.")
        return 2
    finally:
        if left:
            with rest.open("w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out, delimiter=";").writerows([names, *left])
            note = "Уберите из него то, что уже есть в Планфиксе, и запустите с ним программу."
            report(f"Осталось: {len(left)}, в файле {rest}. {note}")


if __name__ == "__main__":
    cast(Any, sys.stdout).reconfigure(errors="backslashreplace")  # в cp1251 есть не все знаки
    logging.basicConfig(filename="planfix.log", encoding="utf-8", format="%(asctime)s %(message)s")
    sys.exit(main(Path(*sys.argv[1:2])))
