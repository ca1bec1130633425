"""Is a program with contexture: one object from birth to end, a transient one, and one whose birth
nobody saw. It ends the first when told so: snake.py PORT EXCHANGE."""
import json
import sys
import time

import pika

connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", int(sys.argv[1])))
channel = connection.channel()
channel.exchange_declare(sys.argv[2], exchange_type="topic", durable=True)


def publish(routing_key, **message):
    now = time.time()
    message.update(time_in=now, time_out=now, qtime=0.0, qlen=0, handler_id="5e1f-snake")
    channel.basic_publish(
        sys.argv[2],
        routing_key,
        json.dumps(message),
        pika.BasicProperties(headers={"hostname": "snake"}, content_type="text/plain"),
    )


publish("default", host="snake", pid=1, argv=["x"], tid=2, contexture="1.3.1")
publish("snake.Job", obj_id="job", status="born", obj={"url": "http://foo", "x": 1})
publish("snake.Job", obj_id="job", obj={"n": 2**62, "ratio": float("nan")})
publish("snake.Job", obj_id="job", obj={}, message="got http://foo")
publish("snake.Job", obj_id="job", obj={"x": None}, action="delete")
publish("snake.Job", obj_id="job", obj={"none": None})
publish("snake.Job", obj_id="old", obj={"n": 7})
publish("snake.Once", obj_id="once", status="transient", obj={"foo": "whatever"})
print("sent")
for line in sys.stdin:
    publish("snake.Job", obj_id="job", obj={}, status="finished", elapsed=1.5)
    print("finished")
