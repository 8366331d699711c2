"""Invented scenes: no number, address, place or firm in them belongs to anybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tppo_kit.content.cases import Scenario
from tppo_kit.content.catalogue import SIMULATION_KINDS
from tppo_kit.content.items import Vignette
from tppo_kit.content.pages import MarkedMessage
from tppo_kit.content.places import Place
from tppo_kit.content.rules.facts import SCENES
from tppo_kit.language import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tppo_kit.content.problems import Problem
    from tppo_kit.content.reading import Reading
    from tppo_kit.content.texts import Text

_PRIVATE = re.compile(
    r"(?<!\d)\d{16}(?!\d)|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+|https?://\S+|\bwww\.\S+|"
    r"(?<![\w-])[\w-]+\.(?:com|net|org|co\.id|go\.id|or\.id|sch\.id|ac\.id|web\.id|id)\b"
)
#: Telephone, passport, number plate, bank account, and the address of a house.
_PRIVATE_IN_SCENE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{1,3}[\d -]{6,}\d|\(?0\d{2,3}\)?[ -]?[\d -]{5,}\d)|"
    r"\b[A-Z]{1,2}\d{7}\b|\b[A-Z]{1,2}\s\d{3,4}\s[A-Z]{2,3}\b|\b[Rr]ekening\D{0,20}\d{6,}|"
    r"\b(?:Jalan|Jl\.?|Gang|Gg\.?|Perumahan|Kompleks?)\s+(?:[A-Z][\w'-]*\s+){1,4}"
    r"(?:[Nn]o(?:mor)?\b\.?\s*)?\d+|\bR[TW]\s?\.?\s?\d+|\b[Kk]ode\s+pos\s+\d{5}"
)
#: Enough to notice that a real place has slipped in; no gazetteer.
_REAL_PLACE = re.compile(
    r"\b(?:Aceh|Sumatera|Sumatra|Riau|Jambi|Bengkulu|Lampung|Banten|Jakarta|Jawa|Yogyakarta|Bali|"
    r"Lombok|Sumbawa|Flores|Sumba|Timor|NTT|NTB|Kalimantan|Sulawesi|Maluku|Papua|Batam|"
    r"Tanjungpinang|Karimun|Dumai|Palembang|Bandung|Bogor|Bekasi|Tangerang|Cirebon|Indramayu|"
    r"Semarang|Solo|Surabaya|Malang|Denpasar|Mataram|Kupang|Pontianak|Entikong|Sambas|Nunukan|"
    r"Tarakan|Makassar|Manado|Ambon|Jayapura|Sorong|Malaysia|Singapura|Thailand|Kamboja|Myanmar|"
    r"Laos|Vietnam|Filipina|Taiwan|Hong\s?Kong|Tiongkok|Cina|China|Jepang|Korea|Brunei|India|"
    r"Arab\s+Saudi|Mekah|Makkah|Madinah|Jeddah|Dubai|Abu\s+Dhabi|Qatar|Kuwait|Oman|Yordania|Suriah|"
    r"Turki|Mesir|Australia|Belanda|Jerman|Inggris|Amerika|Polandia|Serbia|Johor|Sabah|Sarawak|"
    r"Kuala\s+Lumpur|Bangkok|Phnom\s+Penh|Sihanoukville|Poipet|Myawaddy|Tokyo|Seoul)\b"
)
#: Likewise of firms that advertise work, carry people or money, or employ many.
_REAL_FIRM = re.compile(
    r"\b(?:Garuda\s+Indonesia|Lion\s+Air|AirAsia|Citilink|Batik\s+Air|Sriwijaya\s+Air|Pelni|"
    r"Singapore\s+Airlines|Damri|Blue\s?bird|Gojek|Grab|Maxim|Traveloka|BCA|BRI|BNI|BTN|BSI|"
    r"Bank\s+(?:Mandiri|Jago|Syariah\s+Indonesia)|GoPay|OVO|DANA|LinkAja|ShopeePay|"
    r"Western\s+Union|MoneyGram|Indomaret|Alfamart|Shopee|Tokopedia|Lazada|Bukalapak|JobStreet|"
    r"LinkedIn|Glints|Kalibrr|Telkomsel|Indosat|Pertamina|Petronas|Unilever|Indofood|"
    r"Sinar\s+Mas|Sampoerna|Djarum|Gudang\s+Garam|Samsung|Panasonic|Sony|Toyota|Honda|Yamaha|"
    r"Suzuki|Foxconn|Nike|Adidas|Starbucks|McDonald\w*|KFC|Hilton|Marriott|RedDoorz|OYO|Google|"
    r"YouTube|Twitter|Zoom)\b"
)


def check_private(kind: str, reading: Reading[Any], texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield a problem for every number or address that could be somebody's own."""
    for text in texts:
        match = _PRIVATE.search(text.text)
        if match is None and (kind in SCENES or kind == "place"):
            match = _PRIVATE_IN_SCENE.search(text.text)
        if match:
            yield reading.problem(
                "H605",
                text.place,
                say("'{found}' could be somebody's own", found=match[0].strip()),
                say("leave it out, or write '(nomor)'; facts and contacts hold real ones"),
                warning=True,
            )


def check_invented(kind: str, reading: Reading[Any], texts: Sequence[Text]) -> Iterator[Problem]:
    """Yield a problem for every real place or firm in a record that tells an invented story."""
    record = reading.record
    story = isinstance(record, Scenario | MarkedMessage | Vignette) or (
        isinstance(record, Place) and record.invented
    )
    if not story and kind not in SIMULATION_KINDS:
        return
    for text in texts:
        place = _REAL_PLACE.search(text.text)
        if place:
            yield reading.problem(
                "H607",
                text.place,
                say("'{place}' is a real place", place=place[0]),
                say("write 'kota lain' or 'negara tujuan', so that no region is suspected"),
                warning=True,
            )
        firm = _REAL_FIRM.search(text.text)
        if firm:
            yield reading.problem(
                "H608",
                text.place,
                say("'{firm}' is a real firm or brand", firm=firm[0]),
                say("say what it is, such as 'bank' or 'toko daring', or invent a name"),
                warning=True,
            )
