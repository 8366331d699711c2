"""The one widget: it shows the HTML it is told and sends back what was pressed."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets
from markupsafe import Markup

from tppo_kit.activities.activity import check_event, is_short_text
from tppo_kit.errors import KitError, NotSaved
from tppo_kit.language import DEFAULT, Message, known, say, shown
from tppo_kit.records import Event
from tppo_kit.sessions.desk import Desk
from tppo_kit.sessions.seats import new_code, read_code, seat_of, secret_of
from tppo_kit.views.addresses import html_below
from tppo_kit.views.draw import draw_html, draw_line
from tppo_kit.views.files import STATIC

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import SecretStr

    from tppo_kit.activities.activity import Activity
    from tppo_kit.settings import Settings
    from tppo_kit.store.log import Log
    from tppo_kit.views.quotes import Facts

#: From a language to the activities in it, and to where the facts they quote are looked up.
Opener = Callable[[str], "tuple[Sequence[Activity], Facts]"]

_logger = logging.getLogger(__name__)
_WAITING = say("Getting ready …")
_NO_SEAT = say(
    "Please begin on the home page: it gives you a seat code, so that your answers are kept."
)
_HOME = say("To the home page")
_FAULT = say("Something went wrong here. Reload the page; what you answered is kept.")
_MEMORY = say(
    "This needed more memory than it may use. Reload the page; what you answered is kept."
)
_WORDS = {
    "lost": say("No answer from the laptop. What was shown before is saved."),
    "reload": say("Reload and go on"),
}
#: A page of the kit's own server has the script at hand, so that no stage need carry it.
_AT_HAND = (
    "export default () => "
    'import(document.getElementById("stage-script").href).then((script) => script.default);'
)


@cache
def _log(database: Path | SecretStr) -> Log:
    # The database library takes a while to load; the page is drawn meanwhile.
    from tppo_kit.store.log import Log  # noqa: PLC0415

    return Log(database)


class Stage(anywidget.AnyWidget):
    """The host of activities in Voila and JupyterLab.

    Nothing about right answers is in a trait: the HTML is drawn from what may be shown now.
    What the page writes into the traits is never read here.
    """

    _esm = STATIC / "stage.js"
    html = traitlets.Unicode("").tag(sync=True)
    announce = traitlets.Unicode("").tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    styles = traitlets.Unicode("").tag(sync=True)

    def __init__(self, opener: Opener, settings: Settings) -> None:
        """Show that it is getting ready; the page says who it is once it is there.

        Args:
            opener: gives the activities, and where their facts are looked up, in a language.
            settings: folders, and whether the kit's own server shows this page.
        """
        super().__init__(**({"_esm": _AT_HAND} if settings.served else {}))
        self._opener = opener
        self._activities, self._facts = opener(DEFAULT)
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
            self._handle(content)
            notice = self._desk.notice if self._desk else None
        except KitError as error:
            notice = error.message
        except MemoryError:
            notice = _MEMORY
        except Exception:
            _logger.exception("a message could not be handled")
            notice = _FAULT
        self._draw(notice)
        click = content.get("click")
        self.send({"ack": click if is_short_text(click) else ""})

    def _handle(self, content: dict[str, Any]) -> None:
        if content.get("name") == "hello":
            self._welcome(content)
        elif self._desk is not None:
            name, value, click = (content.get(key, "") for key in ("name", "value", "click"))
            self._desk.send(check_event(Event(name, value, click=click)))

    def _welcome(self, content: dict[str, Any]) -> None:
        language = content.get("language")
        self._language = known(language if isinstance(language, str) else None)
        self.words = {name: shown(text, self._language) for name, text in _WORDS.items()}
        try:
            log = _log(self._settings.database)
            seat = self._seat(log, content.get("pass"))
            self._activities, self._facts = self._opener(self._language)
            self._desk = Desk(self._activities, log, seat, time.time) if seat else None
        except OSError as error:
            raise NotSaved(
                say(
                    "Answers cannot be saved: {file} cannot be written. Choose "
                    "another folder with --data-dir.",
                    file=error.filename or self._settings.answers,
                )
            ) from error

    def _seat(self, log: Log, card: object) -> str | None:
        if not self._settings.served:
            return _own_seat(self._settings.answers / "lab-seat", log)
        if not isinstance(card, str):
            return None
        seat = seat_of(card, secret_of(self._settings.answers))
        return seat if seat is not None and log.has_seat(seat) else None

    def _draw(self, notice: Message | None) -> None:
        """Draw what may be shown now; if even that fails, say so."""
        try:
            if self._desk is None:
                self.html = self._closed(notice or _NO_SEAT)
                return
            view = self._desk.view()
            if not self._settings.served:
                view = replace(view, print_at="")
            today = time.strftime("%Y-%m-%d")
            html = draw_html(
                view,
                self._language,
                place=f"s{self.model_id[:6]}",
                notice=notice,
                today=today,
                facts=self._facts,
            )
            announce = draw_line(view.announce, self._language, today=today, facts=self._facts)
        except KitError as error:
            self.html = self._closed(error.message)
        except MemoryError:
            self.html = self._closed(_MEMORY)
        except Exception:
            _logger.exception("a view could not be drawn")
            self.html = self._closed(_FAULT)
        else:
            self.announce = announce
            self.html = html_below(html, self._settings.base)

    def _closed(self, text: Message) -> str:
        html = Markup(
            '<p class="notice" role="alert">{}</p><p><a class="option" href="/">{}</a></p>'
        ).format(text.render(self._language), _HOME.render(self._language))
        return html_below(html, self._settings.base)


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
