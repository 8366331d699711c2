"""Every page of the kit's own; notebooks and kernels come after them in the application."""

from __future__ import annotations

from tppo_kit.server.console_pages import (
    ConsoleAct,
    ConsoleCards,
    ConsoleDebrief,
    ConsoleNow,
    ConsolePage,
    PinPage,
    WallNow,
    WallPage,
)
from tppo_kit.server.entry_pages import EntryPage, FollowUpPage, FollowUpPress
from tppo_kit.server.learner_pages import (
    CertificateFile,
    CertificatePage,
    DeleteMyData,
    Home,
    MyData,
    ProfilePage,
)
from tppo_kit.server.pages import ChooseProgramme, Join, Language, Leave, NewSeat
from tppo_kit.server.papers import PrintOwn, PrintPage
from tppo_kit.server.print_pages import (
    PrintCards,
    PrintCodes,
    PrintKey,
    PrintList,
    PrintRoles,
    PrintSheet,
)
from tppo_kit.server.report_pages import (
    Improve,
    Merge,
    PlaceReport,
    QuarterReport,
    ReportList,
    RoomPacket,
    SessionReport,
)
from tppo_kit.server.room_pages import RoomJoin, RoomNow, RoomPage, RoomPress
from tppo_kit.server.static_files import KitFile

#: What stands behind the address of a report: nothing, or the ending of a file.
_FORM = r"(?:\.(pdf|xlsx|zip|txt))?"
_ROOM, _PLACE, _QUARTER = "[a-z0-9]{1,24}", "[a-z0-9-]{1,48}", r"2\d{3}-[1-4]"

#: Address and page; an address that is not here, and not a notebook's, does not exist.
PAGES = [
    (r"/", Home),
    (r"/profile", ProfilePage),
    (r"/profile/certificate", CertificatePage),
    (r"/profile/certificate\.pdf", CertificateFile),
    (r"/profile/data\.json", MyData),
    (r"/profile/delete", DeleteMyData),
    (r"/seat", NewSeat),
    (r"/seat/join", Join),
    (r"/leave", Leave),
    (r"/language", Language),
    (r"/programme", ChooseProgramme),
    (r"/print/([a-z0-9-]{1,48})", PrintPage),
    (r"/print/own/([a-z-]{1,20})/([a-z0-9-]{1,48})", PrintOwn),
    (r"/room", RoomPage),
    (r"/room/join", RoomJoin),
    (r"/room/press", RoomPress),
    (r"/room/now", RoomNow),
    (r"/pin", PinPage),
    (r"/console", ConsolePage),
    (r"/console/debrief", ConsoleDebrief),
    (r"/console/now", ConsoleNow),
    (r"/console/act", ConsoleAct),
    (r"/console/cards", ConsoleCards),
    (r"/console/print", PrintList),
    (r"/console/print/cards", PrintCards),
    (r"/console/print/sheet/([a-z]{1,20})/([a-z0-9-]{1,60})", PrintSheet),
    (r"/console/print/key/([a-z]{1,20})/([a-z0-9-]{1,60})", PrintKey),
    (r"/console/print/roles/([a-z0-9-]{1,60})", PrintRoles),
    (r"/console/print/codes", PrintCodes),
    (r"/console/entry", EntryPage),
    (r"/follow-up", FollowUpPage),
    (r"/follow-up/press", FollowUpPress),
    (r"/wall", WallPage),
    (r"/wall/now", WallNow),
    (r"/reports", ReportList),
    (r"/reports/improve", Improve),
    (r"/reports/merge", Merge),
    (rf"/reports/session/({_ROOM}){_FORM}", SessionReport),
    (rf"/reports/session/({_ROOM})\.tppo", RoomPacket),
    (rf"/reports/place/({_PLACE})/({_QUARTER}){_FORM}", PlaceReport),
    (rf"/reports/quarter/({_QUARTER}){_FORM}", QuarterReport),
    (r"/kit/([a-z]{1,20}\.(?:js|css))", KitFile),
]
