"""A process that speaks c2cwsgiutils' broadcast, with nothing but the standard library.

  answer CHANNEL RESULT     answers each request on CHANNEL with RESULT (JSON), as Python does
  ask CHANNEL PARAMS LIMIT  asks and prints the answers as a JSON list, padded with nulls
"""
import json
import os
import random
import socket
import string
import sys
import time


class Redis:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        self.file = self.socket.makefile("rb")

    def send(self, *words):
        encoded = [w.encode("utf-8") for w in words]
        self.socket.sendall(
            b"*%d\r\n" % len(encoded) + b"".join(b"$%d\r\n%s\r\n" % (len(w), w) for w in encoded)
        )

    def read(self):
        line = self.file.readline()[:-2]
        kind, rest = line[:1], line[1:]
        if kind == b"*":
            return [self.read() for _ in range(int(rest))]
        if kind == b"$":
            return self.file.read(int(rest) + 2)[:-2].decode("utf-8")
        if kind == b":":
            return int(rest)
        if kind == b"+":
            return rest.decode()
        raise RuntimeError(line)

    def call(self, *words):
        self.send(*words)
        return self.read()


def add_host_info(response):
    if isinstance(response, dict):
        response["hostname"] = socket.gethostname()
        response["pid"] = os.getpid()
    return response


def answer(port, channel, result):
    listening, commands = Redis(port), Redis(port)
    listening.call("SUBSCRIBE", channel)
    print("ready", flush=True)
    while True:
        _, _, message = listening.read()
        data = json.loads(message)
        params = data["params"]
        print("asked " + json.dumps(params, sort_keys=True), flush=True)
        channel_back = data.get("answer_channel")
        if channel_back is not None:
            commands.call("PUBLISH", channel_back, json.dumps(add_host_info(json.loads(result))))


def ask(port, channel, params, limit):
    listening, commands = Redis(port), Redis(port)
    answer_channel = channel + "".join(
        random.choice(string.ascii_uppercase + string.digits) for _ in range(10)
    )
    listening.call("SUBSCRIBE", answer_channel)
    message = json.dumps({"params": json.loads(params), "answer_channel": answer_channel})
    expected = commands.call("PUBLISH", channel, message)
    end = time.monotonic() + limit
    answers = []
    while len(answers) < expected and time.monotonic() < end:
        listening.socket.settimeout(max(0.01, end - time.monotonic()))
        answers.append(json.loads(listening.read()[2]))
    print(json.dumps(answers + [None] * (expected - len(answers)), sort_keys=True), flush=True)


if __name__ == "__main__":
    port, what = int(sys.argv[1]), sys.argv[2]
    if what == "answer":
        answer(port, sys.argv[3], sys.argv[4])
    else:
        ask(port, sys.argv[3], sys.argv[4], float(sys.argv[5]))
