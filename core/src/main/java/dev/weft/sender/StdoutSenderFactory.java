package dev.weft.sender;

import dev.weft.event.flow.Batch;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.SenderFactory;
import dev.weft.event.flow.Sink;
import java.io.PrintStream;
import java.net.URI;
import java.util.Set;

/** {@code stdout:} writes records to standard output, one JSON object a line. */
public final class StdoutSenderFactory implements SenderFactory {
  /** Called by the service loader. */
  public StdoutSenderFactory() {}

  @Override
  public Set<String> schemes() {
    return Set.of("stdout");
  }

  @Override
  public Sink create(URI address) {
    if (!address.getSchemeSpecificPart().isEmpty()
        && !address.getSchemeSpecificPart().equals("-")) {
      throw new ConfigurationException(
          "to",
          "\"to: " + address + "\" has an address, which standard output has not; write stdout:");
    }
    return new StdoutSink();
  }

  private static final class StdoutSink implements Sink {
    @Override
    public Delivery deliver(Batch batch) {
      // Asked for each time: a program may set another stream.
      PrintStream out = System.out;
      out.write(batch.bytes(), 0, batch.length());
      out.flush();
      // A print stream throws nothing; a pipe whose reader went away shows here, for good.
      return out.checkError()
          ? new Delivery.Unavailable("standard output is closed")
          : Delivery.DELIVERED;
    }

    @Override
    public void close() {}
  }
}
