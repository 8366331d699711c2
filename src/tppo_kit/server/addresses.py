"""Under which addresses other devices reach this machine, also where there is no internet."""

from __future__ import annotations

import io
import ipaddress
import socket

import psutil
import segno

#: Networks that only programs on this machine use.
_VIRTUAL = ("docker", "veth", "br-", "virbr", "vmnet", "vboxnet", "tun", "tap", "zt", "tailscale")


def addresses(port: int, *, lan: bool, base: str = "/") -> list[str]:
    """Return the addresses people can type; with ``lan`` the likeliest for others comes first.

    All stand below the path ``base``, which ends with a slash.
    """
    here = f"http://localhost:{port}{base}"
    if not lan:
        return [here]
    return [*(f"http://{address}:{port}{base}" for address in own_addresses()), here]


def greeting(places: list[str], pin: str, *, lan: bool) -> str:
    """Return what the terminal says once the server listens: addresses, PIN and QR code."""
    lines = ["", "Buka di peramban / open in a browser:", *(f"  {place}" for place in places), ""]
    lines.append(f"Konsol fasilitator / facilitator's console: {places[-1]}console")
    lines.append(f"PIN: {pin[:3]} {pin[3:]}")
    if lan:
        drawn = io.StringIO()
        segno.make(f"{places[0]}room", error="m").terminal(drawn, border=2, compact=True)
        lines += ["", f"Peserta / participants: {places[0]}room", drawn.getvalue()]
    lines += ["Berhenti / stop: Ctrl-C", ""]
    return "\n".join(lines)


def own_addresses() -> list[str]:
    """Return this machine's addresses in local networks, the likeliest first.

    A hotspot without internet has no route to anywhere, so every network that is up counts;
    the one with a route to the world goes before the others.
    """
    routed = _routed()
    up = psutil.net_if_stats()
    found = [
        entry.address
        for name, entries in psutil.net_if_addrs().items()
        if name in up and up[name].isup and not name.lower().startswith(_VIRTUAL)
        for entry in entries
        if entry.family == socket.AF_INET
    ]
    usable = [address for address in found if _reaches_others(address)]
    return sorted(dict.fromkeys(usable), key=lambda each: (each != routed, not _home(each), each))


def _routed() -> str | None:
    # Connecting a datagram socket sends nothing; it only tells which address would be used.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        address: str = probe.getsockname()[0]
        return address


def _reaches_others(address: str) -> bool:
    known = ipaddress.ip_address(address)
    return not (known.is_loopback or known.is_link_local or known.is_unspecified)


def _home(address: str) -> bool:
    return address.startswith("192.168.")
