"""The shop's payment service, in Python: continues the task that a request carries, and logs as distlog's client does.

Run as: payment.py tcp://127.0.0.1:5010
"""

import http.server
import json
import logging
import signal
import socket
import sys
import threading
import time
import traceback
import uuid

import zmq


class Task:
    """One task: numbers its records from 0 and sends each as distlog's client does, a topic frame and a JSON frame."""

    def __init__(self, push, task_id, message, **fields):
        self.push, self.id, self.message, self.fields, self.number = push, task_id, message, fields, 0

    def __enter__(self):
        self.log(logging.INFO, self.message, logger="root")
        return self

    def __exit__(self, kind, error, trace):
        if error is None:
            self.log(logging.INFO, self.message, logger="root")
        else:
            text = "".join(traceback.format_exception(kind, error, trace))
            self.log(logging.ERROR, "FAILED " + self.message, logger="root", exc_text=text)
        return False

    def log(self, level, message, logger="shop.payment", exc_text=None):
        record = logging.LogRecord(logger, level, __file__, 0, message, None, None)
        fields = dict(record.__dict__)
        fields.update(
            message=message.replace("\n", "\\n"),
            exc_text=exc_text and exc_text.replace("\n", "\\n"),
            hostname=socket.gethostname(),
            processName="payment",
            created=time.time(),
            context=dict(key="%d@%s" % (self.number, self.id), **self.fields),
        )
        self.number += 1
        self.push.send_multipart([b"PLJ", json.dumps(fields).encode()])


class Payment(http.server.BaseHTTPRequestHandler):
    lock = threading.Lock()
    push = None

    def do_POST(self):
        order = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        task_id = self.headers.get("distlog-task") or str(uuid.uuid4())
        try:
            with self.lock, Task(self.push, task_id, "charge", order=order) as task:
                task.log(logging.INFO, "asking the bank")
                if order.endswith("13"):
                    raise RuntimeError("card declined for " + order)
            self.answer(200, "charged")
        except RuntimeError as refused:
            self.answer(500, str(refused))

    def answer(self, status, text):
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *unused):
        """The tree says it better."""


def main():
    context = zmq.Context()
    Payment.push = context.socket(zmq.PUSH)
    Payment.push.linger = 2000
    Payment.push.connect(sys.argv[1])
    server = http.server.HTTPServer(("127.0.0.1", 0), Payment)
    print("listening on 127.0.0.1:%d" % server.server_address[1], flush=True)
    signal.signal(signal.SIGTERM, lambda *unused: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    Payment.push.close()
    context.term()


if __name__ == "__main__":
    main()
