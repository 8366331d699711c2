"""Scripts and styles over the wire: kept for good under their own version, small, and checked."""

import gzip
import re

import pytest

from tppo_kit.views.files import STATIC, static_address

pytestmark = pytest.mark.server
NAMES = sorted(path.name for path in STATIC.iterdir())
PACKED = {"Accept-Encoding": "gzip, br"}


@pytest.mark.parametrize("name", NAMES)
def test_a_versioned_file_is_kept_for_good(visitor, name):
    """Under the address that pages write, a browser need not ask again."""
    answer = visitor.ask(static_address(name), headers=PACKED)

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.body) == (STATIC / name).read_bytes()


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789ab", "?v=%00", "?x=1"])
def test_any_other_address_of_a_file_is_asked_for_again(visitor, query):
    """Who has an old address gets the present file, and does not keep it."""
    answer = visitor.ask(f"/kit/kit.css{query}")

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.body == (STATIC / "kit.css").read_bytes()


@pytest.mark.parametrize("headers", [PACKED, {}], ids=["packed", "plain"])
def test_a_file_that_is_known_is_not_sent_again(visitor, headers):
    """The same question with what the first answer was called is answered in a few bytes."""
    first = visitor.ask("/kit/room.js", headers=headers)
    again = visitor.ask("/kit/room.js", headers={**headers, "If-None-Match": first.headers["ETag"]})

    assert again.status == 304
    assert again.body == b""


def test_the_two_forms_of_a_file_have_two_names(visitor):
    """What lies between may not hand the compressed form to somebody who cannot read it."""
    names = {visitor.ask("/kit/room.js", headers=kind).headers["ETag"] for kind in (PACKED, {})}

    assert len(names) == 2


def test_pages_name_versions(visitor):
    """The home page asks for the style under an address that may be kept."""
    assert re.search(r'href="/kit/kit\.css\?v=[0-9a-f]{12}"', visitor.ask("/").text)


@pytest.mark.parametrize(
    "name", ["nothing.js", "kit", "draw.py", "..%2fdraw.py", "kit.css%00", "KIT.CSS"]
)
def test_what_is_no_file_is_a_page_that_says_so(visitor, name):
    """No other name opens anything."""
    answer = visitor.ask(f"/kit/{name}")

    assert answer.status == 404
    assert answer.why_no_sentence() is None
