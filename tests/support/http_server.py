#!/usr/bin/env python3
"""An HTTP server on the loopback address that fails in chosen ways, for tests.

usage: http_server.py FOLDER PORT_FILE LOG

Serves the files of FOLDER. Writes its port to PORT_FILE once it listens, and to LOG a line for each
request: "STATUS PATH", and behind it the fault, if any. Ends when the process that started it does, and after ten minutes in any case.

The path of a URL is /MODES/NAME, MODES a list of words with ',' between them, "plain" for none:

  slow:MS         waits so many milliseconds before the answer, and in the middle of it
  etag            sends ETag and Last-Modified, and answers 304 where they are asked with
  type:T-S        sends T/S as the Content-Type
  gzip            packs the answer, where the request allows it
  redirect        redirects to /plain/NAME
  to-page         redirects to a web page
  to-file         redirects to file:///etc/hostname
  loop            redirects to itself
  huge            says that three gigabytes come
  bomb            sends 100 MB of blanks, packed
  headers         sends headers without end
  closing         sends no length and closes at the end
  garbage         answers with something that is no HTTP

and faults, that may end with :N, and then are gone after the first N requests for a path:

  drop            closes the connection in the middle of the body
  cut             the same without having said how long the body is
  chunk           the same in a body of chunks
  close           closes the connection without an answer
  silent          does not answer, and keeps the connection open
  stall           stops in the middle of the body, and keeps the connection open
  page            sends a web page with the status 200
  empty           sends nothing, with the status 200
  unpacked        says that the body is packed, which it is not
  wait            answers 429 with Retry-After: 1
  NNN             answers with that status, and a page

  rough           some of these, each once, for one file in three
"""
import collections
import gzip
import hashlib
import http.server
import os
import socketserver
import sys
import threading
import time
import zlib

FOLDER, PORT_FILE, LOG = sys.argv[1:4]
PAGE = b"<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body>Later.</body></html>\n"
MODIFIED = "Wed, 01 Jan 2025 00:00:00 GMT"
FAULTS = ("drop", "cut", "chunk", "close", "silent", "stall", "page", "empty", "unpacked", "wait")
ROUGH = ("drop", "page", "503", "close", "chunk")

lock = threading.Lock()
asked = collections.Counter()
log = open(LOG, "a", buffering=1)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        path = self.path.split("?")[0]
        modes, _, name = path.lstrip("/").partition("/")
        with lock:
            asked[path] += 1
            self.nth = asked[path]
        self.modes = dict(mode.partition(":")[::2] for mode in modes.split(","))
        self.name = name
        self.body = self.file()
        self.pause()
        if "rough" in self.modes and self.body is not None:
            nth = zlib.crc32(self.name.encode()) % 15
            self.modes.update({ROUGH[nth]: "1"} if nth < len(ROUGH) else {})
        self.wrong = self.fault()
        if self.wrong:
            self.fail(self.wrong)
        elif self.body is None:
            self.answer(404, PAGE, "text/html")
        else:
            self.succeed()

    def note(self, status):
        with lock:
            log.write(("%s %s %s" % (status, self.path, self.wrong or "")).strip() + "\n")

    def file(self):
        path = os.path.join(FOLDER, self.name)
        if "/" in self.name or not os.path.isfile(path):
            return None
        with open(path, "rb") as stream:
            return stream.read()

    def pause(self):
        if "slow" in self.modes:
            time.sleep(int(self.modes["slow"] or 100) / 1000)

    def fault(self):
        for mode, most in self.modes.items():
            if mode in FAULTS or (len(mode) == 3 and mode.isdigit()):
                if not most or self.nth <= int(most):
                    return mode
        return None

    def begin(self, status, headers):
        self.note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def answer(self, status, body, content_type, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.begin(status, {"Content-Type": content_type, "Content-Length": len(body), **headers})
        half = len(body) // 2
        self.wfile.write(body[:half])
        self.pause()
        self.wfile.write(body[half:])

    def hang(self):
        self.close_connection = True
        time.sleep(600)

    def fail(self, fault):
        body = self.body or b'{"type":"FeatureCollection","features":[]}'
        self.close_connection = fault not in ("page", "empty", "unpacked", "wait")
        if fault.isdigit():
            self.answer(int(fault), PAGE, "text/html", Connection="close")
        elif fault == "page":
            self.answer(200, PAGE, "text/html")
        elif fault == "empty":
            self.answer(200, b"", "application/json")
        elif fault == "unpacked":
            self.answer(200, body, "application/json", Content_Encoding="gzip")
        elif fault == "wait":
            self.answer(429, PAGE, "text/html", Retry_After="1")
        elif fault in ("drop", "stall"):
            self.begin(200, {"Content-Type": "application/json", "Content-Length": len(body)})
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            if fault == "stall":
                self.hang()
        elif fault == "cut":
            self.begin(200, {"Content-Type": "application/json", "Connection": "close"})
            self.wfile.write(body[: len(body) // 2])
        elif fault == "chunk":
            self.begin(200, {"Content-Type": "application/json", "Transfer-Encoding": "chunked"})
            self.wfile.write(b"%x\r\n%s\r\n" % (len(body) // 2, body[: len(body) // 2]))
        elif fault == "silent":
            self.note("-")
            self.hang()
        else:
            self.note("-")

    def succeed(self):
        if "redirect" in self.modes:
            return self.answer(302, b"", "text/html", Location="/plain/" + self.name)
        if "to-page" in self.modes:
            return self.answer(302, b"", "text/html", Location="/page/sorry.html")
        if "to-file" in self.modes:
            return self.answer(302, b"", "text/html", Location="file:///etc/hostname")
        if "loop" in self.modes:
            return self.answer(302, b"", "text/html", Location=self.path)
        if "garbage" in self.modes:
            self.note("-")
            self.close_connection = True
            return self.wfile.write(b"SSH-2.0-none\r\n")
        if "headers" in self.modes:
            return self.flood()
        if "huge" in self.modes:
            self.close_connection = True
            return self.begin(200, {"Content-Length": 3 << 30})
        if "closing" in self.modes:
            self.close_connection = True
            self.begin(200, {"Content-Type": "application/json", "Connection": "close"})
            return self.wfile.write(self.body)
        return self.send()

    def send(self):
        headers = {}
        body = self.body
        content_type = self.modes.get("type", "application/json").replace("-", "/", 1)
        if "etag" in self.modes:
            etag = '"%s"' % hashlib.sha256(body).hexdigest()[:16]
            headers = {"ETag": etag, "Last_Modified": MODIFIED}
            if self.headers.get("If-None-Match") == etag:
                self.begin(304, {"ETag": etag})
                return
        packs = "gzip" in self.headers.get("Accept-Encoding", "")
        if "bomb" in self.modes:
            body = gzip.compress(b" " * 100_000_000, 1)
            headers["Content_Encoding"] = "gzip"
        elif "gzip" in self.modes and packs:
            body = gzip.compress(body)
            headers["Content_Encoding"] = "gzip"
        self.answer(200, body, content_type, **headers)

    def flood(self):
        self.note(200)
        self.close_connection = True
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for i in range(100_000):
            self.wfile.write(b"X-%d: %s\r\n" % (i, b"x" * 1000))


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        pass


def main():
    parent = os.getppid()
    server = Server(("127.0.0.1", 0), Handler)
    with open(PORT_FILE + ".new", "w") as stream:
        stream.write("%d\n" % server.server_address[1])
    os.rename(PORT_FILE + ".new", PORT_FILE)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    deadline = time.monotonic() + 600
    while os.getppid() == parent and time.monotonic() < deadline:
        time.sleep(0.1)


main()
