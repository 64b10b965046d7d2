"""How the web server runs. Addresses and numbers come from the environment."""

import os
from pathlib import Path

# One page may not hold a connection for longer; commands and workers have no such limit.
os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT_MS", "15000")

wsgi_app = "portal.wsgi:application"
bind = os.environ.get("BIND", "0.0.0.0:8000")  # inside a container; `make demo` binds to 127.0.0.1
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
timeout = 60
graceful_timeout = 10
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
if Path("/dev/shm").is_dir():  # noqa: S108  # heartbeats of the workers, kept off the disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108

# Search words stand in the query of an address and may be names: the log has the path without it.
accesslog = "-" if os.environ.get("ACCESS_LOG") else None
access_log_format = "%(m)s %(U)s %(s)s %(B)s %(D)s"
