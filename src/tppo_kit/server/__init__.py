"""The server: home page, notebooks on an allow-list and static files, in one process."""
