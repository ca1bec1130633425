"""Publishes as contexture's pika backend does: produce.py PORT EXCHANGE COUNT."""
import json
import sys
import time

import pika

port, exchange, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", port))
channel = connection.channel()
channel.exchange_declare(exchange, exchange_type="topic", durable=True)


def publish(routing_key, headers, **message):
    now = time.time()
    message.update(time_in=now, time_out=now + 0.5, qtime=0.5, qlen=0, handler_id="python")
    channel.basic_publish(
        exchange,
        routing_key,
        json.dumps(message),
        pika.BasicProperties(
            headers=headers, content_type="text/plain", app_id="contexture.amqphandler"
        ),
    )


headers = {"hostname": "snake", "item": 17, "big": 2**40, "on": True, "inner": {"list": [1, "\u2603"]}}
publish("default", {"hostname": "snake"}, host="snake", pid=1, argv=["x"], tid=2, contexture="1.3.1")
publish("snake.Context", headers, obj_id="o", status="born", obj={"n": -1, "text": "\u2603"})
for n in range(count):
    publish("snake.Context", headers, obj_id="o", obj={"n": n})
publish("snake.Context", headers, obj_id="o", obj={"text": None}, action="delete")
publish("snake.Context", headers, obj_id="o", obj={}, status="finished", elapsed=1.5)
connection.close()
print("sent", count + 4)
