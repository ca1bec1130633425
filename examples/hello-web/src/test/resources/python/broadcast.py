"""An instance of another program on the same Redis, which speaks c2cwsgiutils' broadcast: answers
questions on a channel, or asks one. Needs nothing but Python.

broadcast.py PORT answer CHANNEL VALUE     prints "ready", then each question, and answers it
broadcast.py PORT ask CHANNEL              prints each answer, one a line
"""
import json
import socket
import sys


class Redis:
    def __init__(self, port):
        self.file = socket.create_connection(("127.0.0.1", int(port))).makefile("rwb")

    def send(self, *words):
        parts = [word.encode() for word in words]
        self.file.write(b"*%d\r\n" % len(parts))
        for part in parts:
            self.file.write(b"$%d\r\n%s\r\n" % (len(part), part))
        self.file.flush()

    def read(self):
        line = self.file.readline().rstrip(b"\r\n")
        kind, rest = line[:1], line[1:]
        if kind == b"*":
            return [self.read() for _ in range(int(rest))]
        if kind == b"$":
            return self.file.read(int(rest) + 2)[:-2].decode()
        return int(rest) if kind == b":" else rest.decode()

    def message(self):
        while True:
            reply = self.read()
            if isinstance(reply, list) and reply[0] == "message":
                return reply[2]


def answer(port, channel, value):
    subscribed, publishing = Redis(port), Redis(port)
    subscribed.send("SUBSCRIBE", channel)
    subscribed.read()
    print("ready")
    while True:
        question = subscribed.message()
        print(question)
        publishing.send("PUBLISH", json.loads(question)["answer_channel"], json.dumps(value))
        publishing.read()


def ask(port, channel):
    subscribed, publishing = Redis(port), Redis(port)
    answers = channel + "0123456789"
    subscribed.send("SUBSCRIBE", answers)
    subscribed.read()
    publishing.send("PUBLISH", channel, json.dumps({"params": {}, "answer_channel": answers}))
    for _ in range(publishing.read()):
        print(subscribed.message())


if sys.argv[2] == "answer":
    answer(sys.argv[1], sys.argv[3], sys.argv[4])
else:
    ask(sys.argv[1], sys.argv[3])
