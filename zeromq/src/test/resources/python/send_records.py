"""Sends records as distlog's client does: PUSH, two frames, topic and body.

usage: send_records.py ENDPOINT json|pickle COUNT
"""

import json
import logging
import pickle
import socket
import sys
import uuid

import zmq


def record(task, number):
    """The fields of a log record inside a task, message filled in."""
    made = logging.makeLogRecord(
        {"name": "python.peer", "msg": "event %d of \u2603", "args": (number,)}
    )
    fields = dict(made.__dict__)
    fields.update(
        levelname="INFO",
        levelno=20,
        message=made.getMessage(),
        args=None,
        hostname=socket.gethostname(),
        context={"key": "%d@%s" % (number, task), "user": "ann"},
    )
    return fields


def main(endpoint, encoding, count):
    context = zmq.Context()
    sender = context.socket(zmq.PUSH)
    sender.setsockopt(zmq.LINGER, 10000)
    sender.connect(endpoint)
    task = str(uuid.uuid4())
    for number in range(int(count)):
        fields = record(task, number)
        if encoding == "pickle":
            frames = [b"PLP", pickle.dumps(fields, 2)]
        else:
            frames = [b"PLJ", json.dumps(fields).encode("ascii")]
        sender.send_multipart(frames)
    sender.close()
    context.term()
    print("sent", count)


if __name__ == "__main__":
    main(*sys.argv[1:])
