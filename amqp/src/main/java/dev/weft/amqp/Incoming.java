package dev.weft.amqp;

import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Interest;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of messages, and batches of records: a message's body as it came, with routing key
 * and headers under {@code weft}, which moves to the end.
 *
 * <p>Used by one thread.
 */
final class Incoming {
  private static final FieldPath WEFT = FieldPath.of(WireKey.WEFT);
  private static final FieldPath ROUTING_KEY = FieldPath.of(WireKey.WEFT_ROUTING_KEY);
  private static final FieldPath HEADERS = FieldPath.of(WireKey.WEFT_HEADERS);
  private static final int SAMPLE = 4096;
  private static final int MOST_RECORDS = 1_000;
  private static final int MOST_BATCH_BYTES = 256 << 10;

  private final Intake intake;
  private final int mostBytes;
  private final Interest interest;
  private final Batch.Builder batch;
  private final RawEvent record = new RawEvent();
  private final RawEvent weft = new RawEvent();
  private final JsonWriter added = new JsonWriter();
  private final Assembly assembly = new Assembly();

  /**
   * Makes records for the intake.
   *
   * @param origin whose batches they are
   * @param interest what passes {@link #isWanted}
   * @param mostBytes a body above it is rejected
   */
  Incoming(Intake intake, String origin, Interest interest, int mostBytes) {
    this.intake = intake;
    this.interest = interest;
    this.mostBytes = mostBytes;
    this.batch = Batch.builder(origin);
  }

  /** Whether the message is what the interest asks for. */
  boolean isWanted(Arrival message) {
    Map<String, Object> headers = message.headers();
    return interest.matches(message.routingKey(), headers == null ? Map.of() : headers);
  }

  /** Takes a message into the batch, or rejects it. */
  void take(Arrival message) {
    byte[] body = message.body();
    if (body.length > mostBytes) {
      String detail = "expected at most " + mostBytes + " bytes, received " + body.length;
      intake.reject(sample(body), "too-large", detail);
      return;
    }
    record.over(body);
    String problem = record.problem();
    if (problem == null) {
      assemble(message);
      batch.add(assembly.bytes(), 0, assembly.length());
    } else {
      intake.reject(sample(body), "not-json", problem + ", routing key " + message.routingKey());
    }
  }

  private static byte[] sample(byte[] body) {
    return body.length <= SAMPLE ? body : Arrays.copyOf(body, SAMPLE);
  }

  private void assemble(Arrival message) {
    boolean known = record.find(WEFT) && record.kind() == JsonKind.OBJECT;
    added.reset().name(WireKey.WEFT).beginObject();
    int start = record.valueStart();
    int end = record.valueEnd();
    if (known) {
      addKnown(weft.over(record.bytes(), start, end));
    }
    added.name(WireKey.WEFT_ROUTING_KEY).text(message.routingKey());
    addHeaders(message.headers());
    added.endObject();
    if (known) {
      assembly.without(record, start, end, added);
    } else {
      assembly.with(record, added);
    }
  }

  // What stands outside is true, whatever a record says of it inside.
  private void addKnown(RawEvent inside) {
    inside.remove(ROUTING_KEY);
    inside.remove(HEADERS);
    if (inside.members() > 0) {
      added.raw(inside.bytes(), inside.start() + 1, inside.end() - 1);
    }
  }

  private void addHeaders(@Nullable Map<String, Object> headers) {
    if (headers != null && !headers.isEmpty()) {
      added.name(WireKey.WEFT_HEADERS);
      HeaderTable.write(added, headers);
    }
  }

  /** Whether the batch is large enough to go. */
  boolean isFull() {
    return batch.size() >= MOST_RECORDS || batch.length() >= MOST_BATCH_BYTES;
  }

  /** Gives the batch, if there is anything in it, to the intake. */
  void flush() {
    if (batch.size() > 0) {
      intake.accept(batch.build());
    }
  }
}
