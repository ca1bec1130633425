package dev.weft.cli.mon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Interest;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.SnapshotRequester;
import dev.weft.event.flow.StreamFactory;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Streams that a test feeds, by the host of {@code memory://host}. */
public final class MemoryStreams implements StreamFactory {
  private static final Map<String, CompletableFuture<Feed>> STARTED = new ConcurrentHashMap<>();

  /** The stream of that name, once somebody follows it. */
  static Feed followed(String name) throws Exception {
    return started(name).get(30, TimeUnit.SECONDS);
  }

  private static CompletableFuture<Feed> started(String name) {
    return STARTED.computeIfAbsent(name, unused -> new CompletableFuture<>());
  }

  @Override
  public Set<String> schemes() {
    return Set.of("memory");
  }

  @Override
  public Receiver follow(URI address, Interest interest) {
    if (address.getHost().equals("refused")) {
      throw new ConfigurationException("url", "no " + address + " here");
    }
    return new Feed(address, interest);
  }

  /** A stream, from both sides. */
  static final class Feed implements Receiver, SnapshotRequester {
    final Interest interest;
    private final URI address;
    private volatile Intake intake;
    volatile boolean exhausted;
    volatile boolean closed;
    volatile Set<String> asked;

    Feed(URI address, Interest interest) {
      this.address = address;
      this.interest = interest;
    }

    @Override
    public void start(Intake taking) throws IOException {
      if (address.getHost().equals("unreachable")) {
        throw new IOException("nobody answers at " + address);
      }
      intake = taking;
      started(address.getHost()).complete(this);
    }

    void send(String... records) {
      Batch.Builder batch = Batch.builder("memory");
      for (String record : records) {
        batch.add(record.getBytes(UTF_8));
      }
      intake.accept(batch.build());
    }

    void lose(long records) {
      intake.lost(records, "queue-full");
    }

    void reject(String what) {
      intake.reject(what.getBytes(UTF_8), "not-json", "expected a JSON object");
    }

    @Override
    public String address() {
      return address.toString();
    }

    @Override
    public boolean exhausted() {
      return exhausted;
    }

    @Override
    public void requestSnapshots(Set<String> objectIds) {
      asked = objectIds;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
