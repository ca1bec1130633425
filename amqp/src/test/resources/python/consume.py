"""Prints each message as one JSON line: consume.py PORT EXCHANGE COUNT."""
import json
import sys

import pika

port, exchange, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", port))
channel = connection.channel()
channel.exchange_declare(exchange, exchange_type="topic", durable=True)
queue = channel.queue_declare("", exclusive=True, auto_delete=True).method.queue
channel.queue_bind(queue, exchange, "#")
print("ready")
for method, properties, body in channel.consume(queue, auto_ack=True):
    print(
        json.dumps(
            {
                "rkey": method.routing_key,
                "headers": properties.headers,
                "content_type": properties.content_type,
                "app_id": properties.app_id,
                "types": {k: type(v).__name__ for k, v in (properties.headers or {}).items()},
                "object": json.loads(body),
            }
        )
    )
    count -= 1
    if count == 0:
        break
channel.cancel()
connection.close()
