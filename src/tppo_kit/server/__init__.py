"""The server: home page, notebooks on an allow-list and static files, in one process."""

from tppo_kit.kernels.leaving_out import import_without

# It would compile a grammar for addresses in every script of the world, most of the time of a start.
import_without("rfc3987_syntax", "jsonschema")
