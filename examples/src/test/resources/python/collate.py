"""Prints each object that was born and has finished, as lcmon -c does: collate.py PORT EXCHANGE."""
import json
import sys

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", int(sys.argv[1])))
channel = connection.channel()
channel.exchange_declare(sys.argv[2], exchange_type="topic", durable=True)
queue = channel.queue_declare("", exclusive=True, auto_delete=True).method.queue
channel.queue_bind(queue, sys.argv[2], "#")
print("ready")
objects = {}
for method, properties, body in channel.consume(queue, auto_ack=True):
    message = json.loads(body)
    if "obj" not in message:
        continue
    identity = message["obj_id"]
    if message.get("status") == "born":
        objects[identity] = {}
    if identity not in objects:
        continue
    objects[identity].update(message["obj"])
    if message.get("status") == "finished":
        print(
            json.dumps(
                {
                    "id": identity,
                    "object": objects.pop(identity),
                    "rkey": method.routing_key,
                    "headers": properties.headers,
                    "elapsed": message["elapsed"],
                }
            )
        )
