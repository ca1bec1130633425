package dev.weft.daemon.http;

import dev.weft.daemon.topology.Collector;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Intake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes in what is sent by {@code POST /events}: through the filters to all sinks, as what any
 * source receives. Usable from any thread.
 *
 * <p>A request is read whole before any of it is taken in, so that one which is cut off or told to
 * come again has left nothing behind.
 */
final class Ingest implements Endpoint {
  private static final int MOST_BYTES = 8 << 20;
  private static final int BATCH_BYTES = 256 << 10;
  private static final int SAMPLE = 4096;
  private static final int MOST_LISTED = 1_000;
  private static final int AT_ONCE = 2;
  private static final long PATIENCE_SECONDS = 5;

  private final Collector collector;
  private final Intake intake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  Ingest(Collector collector, Intake intake) {
    this.collector = collector;
    this.intake = intake;
  }

  private record Problem(int line, String text) {}

  @Override
  public void handle(Exchange exchange) throws IOException, Refused {
    checkRoom();
    boolean placed = false;
    boolean locked = false;
    try {
      placed = places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!placed) {
        throw Refused.busy("others are sending; send again in a second");
      }
      byte[] body = Body.read(exchange, MOST_BYTES);
      locked = lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!locked) {
        throw Refused.busy("a full sink holds others up that send; send again in a second");
      }
      checkRoom();
      exchange.json(200, isOneDocument(exchange) ? takeWhole(body) : takeLines(body));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Refused.unavailable("the collector stops");
    } finally {
      if (locked) {
        lock.unlock();
      }
      if (placed) {
        places.release();
      }
    }
  }

  private void checkRoom() throws Refused {
    Optional<String> full = collector.congested();
    if (full.isPresent()) {
      throw Refused.busy(full.get() + " is full; send again in a second");
    }
  }

  private static boolean isOneDocument(Exchange exchange) {
    String type = exchange.header("Content-Type");
    return type != null && type.startsWith("application/json");
  }

  private JsonWriter takeWhole(byte[] body) {
    Work work = new Work();
    work.line(body, 0, body.length);
    return work.end();
  }

  private JsonWriter takeLines(byte[] body) {
    Work work = new Work();
    int from = 0;
    for (int i = 0; i < body.length; i++) {
      if (body[i] == '\n') {
        work.line(body, from, i);
        from = i + 1;
      }
    }
    work.line(body, from, body.length);
    return work.end();
  }

  /** What becomes of one request. */
  private final class Work {
    private final Batch.Builder batch = Batch.builder("http");
    private final RawEvent view = new RawEvent();
    private final List<Problem> problems = new ArrayList<>();
    private int lines;
    private int accepted;
    private int refused;

    void line(byte[] bytes, int from, int to) {
      lines++;
      if (isBlank(bytes, from, to)) {
        return;
      }
      String problem = view.over(bytes, from, to).problem();
      if (problem != null) {
        refuse(bytes, from, to, problem);
        return;
      }
      batch.add(bytes, from, to);
      accepted++;
      if (batch.length() >= BATCH_BYTES) {
        intake.accept(batch.build());
      }
    }

    private void refuse(byte[] bytes, int from, int to, String problem) {
      refused++;
      if (problems.size() < MOST_LISTED) {
        problems.add(new Problem(lines, problem));
      }
      intake.reject(
          Arrays.copyOfRange(bytes, from, Math.min(to, from + SAMPLE)),
          "not-json",
          "a line of JSON was expected: " + problem);
    }

    JsonWriter end() {
      if (batch.size() > 0) {
        intake.accept(batch.build());
      }
      JsonWriter json = new JsonWriter().beginObject().name("accepted").number(accepted);
      json.name("refused").beginArray();
      for (Problem problem : problems) {
        json.beginObject().name("line").number(problem.line);
        json.name("problem").text(problem.text).endObject();
      }
      json.endArray();
      if (refused > problems.size()) {
        json.name("more").number((long) refused - problems.size());
      }
      return json.endObject();
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }
}
