package dev.weft.cli;

import dev.weft.event.command.Command;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Intake;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** A collector's stream, through whatever transport serves the URL's scheme. */
final class Subscription implements AutoCloseable {
  private final Receiver receiver;

  private Subscription(Receiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Subscribes.
   *
   * @param taker called by the receiver's thread
   */
  static Subscription open(String url, Taker taker, PrintStream err) {
    URI address = parse(url);
    ReceiverFactory factory = factory(address.getScheme());
    String endpoint = "tcp://" + address.getAuthority();
    try {
      Receiver receiver =
          factory.create(
              Options.of("tail", factory.options(), Map.of("subscribe", List.of(endpoint))));
      receiver.start(new Taking(taker, err));
      err.println("listening to " + url + "; Ctrl-C ends");
      return new Subscription(receiver);
    } catch (ConfigurationException noSubscription) {
      throw new IllegalArgumentException("-u " + url + ": " + noSubscription.getMessage());
    } catch (IOException unreachable) {
      throw new Failed(Command.CONNECTION, "-u " + url + ": " + unreachable.getMessage());
    }
  }

  /** Takes one record, on the receiver's thread. */
  interface Taker {
    void take(byte[] bytes, int start, int end) throws IOException;
  }

  private static URI parse(String url) {
    try {
      URI address = new URI(url);
      if (address.getScheme() != null && address.getAuthority() != null && address.getPort() > 0) {
        return address;
      }
    } catch (URISyntaxException noUrl) {
      // Said below, in the same words.
    }
    throw new IllegalArgumentException(
        "-u " + url + " is no address; write one such as zeromq://localhost:5011");
  }

  private static ReceiverFactory factory(String scheme) {
    List<String> types = new ArrayList<>();
    var found = ServiceLoader.load(ReceiverFactory.class).iterator();
    for (int broken = 0; broken < 100; ) {
      try {
        if (!found.hasNext()) {
          break;
        }
        ReceiverFactory factory = found.next();
        if (factory.type().equals(scheme)) {
          return factory;
        }
        boolean subscribes =
            factory.options().stream().anyMatch(option -> option.name().equals("subscribe"));
        if (subscribes) {
          types.add(factory.type());
        }
      } catch (ServiceConfigurationError | LinkageError unusable) {
        broken++;
      }
    }
    throw new IllegalArgumentException(
        "no transport for \""
            + scheme
            + "://\" is installed; there are: "
            + (types.isEmpty() ? "none" : String.join(", ", types)));
  }

  @Override
  public void close() {
    receiver.close();
  }

  /** Gives each record on, and says what could not be read. */
  private record Taking(Taker taker, PrintStream err) implements Intake {
    @Override
    public void accept(Batch batch) {
      try {
        for (int i = 0; i < batch.size(); i++) {
          taker.take(batch.bytes(), batch.start(i), batch.end(i));
        }
      } catch (IOException noOutput) {
        throw new UncheckedIOException(noOutput);
      }
    }

    @Override
    public void reject(byte[] bytes, String reason, String detail) {
      err.println("a message was no record (" + reason + "): " + detail);
    }

    @Override
    public void lost(long records, String reason) {
      err.println(Words.count(records, "record") + " lost on the way: " + reason);
    }
  }
}
