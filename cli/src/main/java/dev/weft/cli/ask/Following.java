package dev.weft.cli.ask;

import dev.weft.cli.Failed;
import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.flow.Backoff;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a collector's stream, and goes on where it stood when the connection is lost. Used by one
 * thread, but for {@link #stop}.
 */
public final class Following {
  private static final int SERVER_ERRORS = 500;

  private final Collector collector;
  private final Map<String, String> parameters;
  private final PrintStream notices;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable InputStream open;
  private @Nullable String last;
  private boolean connected;
  private boolean lost;

  /**
   * A stream that is not followed yet.
   *
   * @param parameters of {@code /stream}
   * @param notices told when the connection is lost and when it is back
   */
  public Following(Collector collector, Map<String, String> parameters, PrintStream notices) {
    this.collector = collector;
    this.parameters = Map.copyOf(parameters);
    this.notices = notices;
  }

  /**
   * Gives frames until told to stop, by them or by {@link #stop}.
   *
   * @throws Failed when the first connection fails, or any is refused
   */
  public void run(Frames frames) throws IOException, InterruptedException {
    while (stopped.getCount() > 0) {
      HttpResponse<InputStream> response = connect();
      if (response != null && !follow(response, frames)) {
        return;
      }
      if (stopped.getCount() > 0 && !lost) {
        lost = true;
        notices.println("connection to " + collector.name() + " lost; trying again");
      }
      if (stopped.await(backoff.nextNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }

  /** Opens the stream; null where that fails for now, once it has been open before. */
  private @Nullable HttpResponse<InputStream> connect() throws IOException, InterruptedException {
    Map<String, String> asked = new HashMap<>(parameters);
    if (last != null) {
      asked.remove("from");
    }
    Inquiry inquiry = new Inquiry("/stream", asked, true);
    HttpResponse<InputStream> response;
    try {
      response = collector.open(inquiry, last);
    } catch (Failed unreachable) {
      if (connected) {
        return null;
      }
      throw unreachable;
    }
    int status = response.statusCode();
    if (status != 200) {
      try (InputStream body = response.body()) {
        if (connected && status >= SERVER_ERRORS) {
          return null;
        }
        Refusals.none(
            inquiry, new Reply(status, true, null, body.readAllBytes()), collector.name());
      }
    }
    return response;
  }

  /** Follows one connection to its end; false when told to stop. */
  private boolean follow(HttpResponse<InputStream> response, Frames frames)
      throws IOException, InterruptedException {
    try (InputStream body = response.body()) {
      open = body;
      if (lost) {
        notices.println("connected again");
      }
      connected = true;
      lost = false;
      backoff.reset();
      return read(body, frames);
    } catch (UncheckedIOException fromFrames) {
      throw fromFrames.getCause();
    } finally {
      open = null;
    }
  }

  private boolean read(InputStream body, Frames frames) throws InterruptedException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    String event = "message";
    StringBuilder data = new StringBuilder();
    String id = null;
    while (true) {
      String line;
      try {
        line = lines.readLine();
      } catch (IOException lost) {
        return true;
      }
      if (line == null) {
        return true;
      }
      if (line.isEmpty()) {
        if (!data.isEmpty() && !give(event, data.toString(), frames)) {
          return false;
        }
        if (id != null) {
          last = id;
        }
        event = "message";
        data.setLength(0);
        continue;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      value = value.startsWith(" ") ? value.substring(1) : value;
      switch (name) {
        case "event" -> event = value;
        case "id" -> id = value;
        case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
        default -> {} // a comment keeps the connection alive
      }
    }
  }

  private boolean give(String event, String data, Frames frames) throws InterruptedException {
    if (stopped.getCount() == 0) {
      return false;
    }
    try {
      Object read = JsonReader.read(data);
      return read == null || frames.take(event, read);
    } catch (JsonException noJson) {
      notices.println("a frame of the stream is no JSON: " + noJson.getMessage());
      return true;
    } catch (IOException noOutput) {
      throw new UncheckedIOException(noOutput);
    }
  }

  /** Ends following, from any thread. */
  public void stop() {
    stopped.countDown();
    InputStream body = open;
    if (body != null) {
      try {
        body.close();
      } catch (IOException alreadyLost) {
        // Then it ends by itself.
      }
    }
  }
}
