"""The one widget: it shows the HTML it is told and sends back what was pressed."""

from __future__ import annotations

import logging
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from tppo_kit.errors import KitError, NotSaved
from tppo_kit.language import DEFAULT, Message, known, say, shown
from tppo_kit.records import LONGEST_VALUE, Event
from tppo_kit.sessions.desk import Desk
from tppo_kit.sessions.seats import new_code, read_code, seat_of, secret_of
from tppo_kit.views.draw import STATIC, draw_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tppo_kit.activities.activity import Activity
    from tppo_kit.settings import Settings
    from tppo_kit.store.log import Log

_logger = logging.getLogger(__name__)
_WAITING = say("Getting ready …")
_NO_SEAT = say(
    "Please begin on the home page: it gives you a seat code, so that your answers are kept."
)
_HOME = say("To the home page")
_FAULT = say("Something went wrong here. Reload the page; what you answered is kept.")
_WORDS = {
    "lost": say("No answer from the laptop. What was shown before is saved."),
    "reload": say("Reload and go on"),
}


@cache
def _log(path: Path) -> Log:
    # The database library takes a while to load; the page is drawn meanwhile.
    from tppo_kit.store.log import Log  # noqa: PLC0415

    return Log(path)


class Stage(anywidget.AnyWidget):
    """The host of activities in Voila and JupyterLab.

    Nothing about right answers is in a trait: the HTML is drawn from what may be shown now.
    What the page writes into the traits is never read here.
    """

    _esm = Path(__file__).parent / "stage.js"
    html = traitlets.Unicode("").tag(sync=True)
    announce = traitlets.Unicode("").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    styles = traitlets.Unicode("").tag(sync=True)

    def __init__(self, activities: Sequence[Activity], settings: Settings) -> None:
        """Show that it is getting ready; the page says who it is once it is there."""
        super().__init__()
        self._activities = tuple(activities)
        self._settings = settings
        self._desk: Desk | None = None
        self._language = DEFAULT
        if not settings.served:
            self.styles = (STATIC / "kit.css").read_text(encoding="utf-8")
        self.html = f'<p class="waiting">{shown(_WAITING, DEFAULT)}</p>'
        self.on_msg(self._on_message)
        Thread(target=import_module, args=["tppo_kit.store.log"], daemon=True).start()

    def _repr_mimebundle_(self, **options: Any) -> Any:  # noqa: ANN401 - IPython's shapes
        """Return the widget, and as plain text a summary that follows the content."""
        bundle = super()._repr_mimebundle_(**options)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if data is not None:
            data["text/plain"] = self.summary()
        return bundle

    def summary(self) -> str:
        """Return one line for each activity."""
        return "\n".join(activity.summary() for activity in self._activities)

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        if not isinstance(content, dict):
            return
        try:
            if content.get("name") == "hello":
                self._welcome(content)
            else:
                self._take(content)
        except KitError as error:
            self._draw(error.message)
        except Exception:
            _logger.exception("a message could not be handled")
            self._draw(_FAULT)
        self.send({"ack": str(content.get("click", ""))[:LONGEST_VALUE]})

    def _welcome(self, content: dict[str, Any]) -> None:
        language = content.get("language")
        self._language = known(language if isinstance(language, str) else None)
        self.words = {name: shown(text, self._language) for name, text in _WORDS.items()}
        try:
            log = _log(self._settings.database)
            seat = self._seat(log, content.get("pass"))
            self._desk = Desk(self._activities, log, seat, time.time) if seat else None
        except OSError as error:
            raise NotSaved(
                say(
                    "Answers cannot be saved: {file} cannot be written. Choose "
                    "another folder with --data-dir.",
                    file=error.filename or self._settings.answers,
                )
            ) from error
        self._draw(self._desk.notice if self._desk else None)

    def _seat(self, log: Log, card: object) -> str | None:
        if not self._settings.served:
            return _own_seat(self._settings.answers / "lab-seat", log)
        if not isinstance(card, str):
            return None
        seat = seat_of(card, secret_of(self._settings.answers))
        return seat if seat is not None and log.has_seat(seat) else None

    def _take(self, content: dict[str, Any]) -> None:
        fields = [content.get(name, "") for name in ("name", "value", "click")]
        sound = all(isinstance(text, str) and len(text) <= LONGEST_VALUE for text in fields)
        if self._desk is None or not sound:
            self._draw(None)
            return
        name, value, click = fields
        self._desk.send(Event(name, value, click=click[:64]))
        self._draw(self._desk.notice)

    def _draw(self, notice: Message | None) -> None:
        if self._desk is None:
            text = shown(notice or _NO_SEAT, self._language)
            link = shown(_HOME, self._language)
            self.html = (
                f'<p class="notice" role="alert">{text}</p>'
                f'<p><a class="option" href="/">{link}</a></p>'
            )
            return
        view = self._desk.view()
        self.announce = shown(view.announce, self._language)
        self.html = draw_html(
            view,
            self._language,
            place=f"s{self.model_id[:6]}",
            notice=notice,
            today=time.strftime("%Y-%m-%d"),
        )


def _own_seat(path: Path, log: Log) -> str:
    """Return the seat of this laptop's own JupyterLab, made on first use."""
    try:
        code = read_code(path.read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError):
        code = None
    if code is None:
        code = new_code()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="ascii")
    if not log.has_seat(code):
        log.add_seat(code, time.time())
    return code
