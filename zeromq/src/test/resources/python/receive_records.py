"""Receives records as distlog's collector does: PULL, two frames, byte 2 of the topic says how.

Prints the endpoint it listens on, then "topic message key" of each record.

usage: receive_records.py COUNT
"""

import json
import pickle
import sys

import zmq


def main(count):
    context = zmq.Context()
    receiver = context.socket(zmq.PULL)
    receiver.setsockopt(zmq.RCVTIMEO, 30000)
    port = receiver.bind_to_random_port("tcp://127.0.0.1")
    print("tcp://127.0.0.1:%d" % port, flush=True)
    for _ in range(int(count)):
        head, body = receiver.recv_multipart()
        if head[2:3] == b"P":
            fields = pickle.loads(body)
        else:
            fields = json.loads(body.decode("utf-8"))
        print(head.decode("ascii"), fields["context"]["key"], fields["message"], flush=True)
    receiver.close(0)
    context.term()


if __name__ == "__main__":
    main(*sys.argv[1:])
