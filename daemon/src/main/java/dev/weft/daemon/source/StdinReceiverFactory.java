package dev.weft.daemon.source;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.util.List;

/** Makes the source that reads standard input. */
public final class StdinReceiverFactory implements ReceiverFactory {
  /** For the service loader. */
  public StdinReceiverFactory() {}

  @Override
  public String type() {
    return "stdin";
  }

  @Override
  public String summary() {
    return "reads lines from standard input, to its end";
  }

  @Override
  public List<Option> options() {
    return LineForm.options();
  }

  @Override
  public Receiver create(Options options) {
    return new StdinReceiver(options, System.in);
  }
}
