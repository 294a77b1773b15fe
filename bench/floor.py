#!/usr/bin/python3
"""The least any client could take: sends the requests of a log again, as many at once as it is told, and throws the replies away.

    floor.py URL LOG.json AT_ONCE [FOLDER]

With a folder, the replies are kept there as 0.tif, 1.tif …, for tools that read files.
"""
import http.client
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

URL, LOG, AT_ONCE = urlsplit(sys.argv[1]), sys.argv[2], int(sys.argv[3])
FOLDER = sys.argv[4] if len(sys.argv) > 4 else None
local = threading.local()


def send(numbered):
    number, request = numbered
    if not hasattr(local, "connection"):
        local.connection = http.client.HTTPConnection(URL.hostname, URL.port, timeout=300)
    body = request["body"].encode() or None
    headers = {"Content-Type": "application/json"} if body else {}
    local.connection.request(request["method"], request["target"], body, headers)
    reply = local.connection.getresponse()
    content = reply.read()
    if reply.status != 200:
        raise SystemExit(f"{request['target']}: {reply.status}")
    if FOLDER and request["target"].endswith("Pixels"):
        with open(os.path.join(FOLDER, f"{number}.tif"), "wb") as out:
            out.write(content)


with open(LOG) as log:
    requests = json.load(log)["log"]
with ThreadPoolExecutor(AT_ONCE) as pool:
    list(pool.map(send, enumerate(requests)))
