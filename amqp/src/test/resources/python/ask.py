"""Asks producers for objects, and prints what is asked: ask.py PORT ID..."""
import json
import sys

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", int(sys.argv[1])))
channel = connection.channel()
channel.exchange_declare("weft.control", exchange_type="topic", durable=True)
queue = channel.queue_declare("", exclusive=True).method.queue
channel.queue_bind(queue, "weft.control", "snapshot")
channel.basic_publish("weft.control", "snapshot", json.dumps({"ids": sys.argv[2:]}))
for method, properties, body in channel.consume(queue, auto_ack=True):
    print(method.routing_key, body.decode(), flush=True)
