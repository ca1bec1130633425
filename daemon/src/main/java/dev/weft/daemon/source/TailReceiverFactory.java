package dev.weft.daemon.source;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Receiver;
import dev.weft.event.flow.ReceiverFactory;
import java.util.ArrayList;
import java.util.List;

/** Makes sources that follow files. */
public final class TailReceiverFactory implements ReceiverFactory {
  /** For the service loader. */
  public TailReceiverFactory() {}

  @Override
  public String type() {
    return "tail";
  }

  @Override
  public String summary() {
    return "follows files, through rotations and restarts";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>();
    options.add(
        Option.required(
            "path", Option.Kind.TEXT, "a file, or several by * ? [a-z] {a,b} and ** for folders"));
    options.add(
        Option.withDefault(
                "from",
                Option.Kind.TEXT,
                "start",
                "where to begin in files that are there at the very first start")
            .oneOf("start", "end"));
    options.add(
        Option.optional(
            "state",
            Option.Kind.TEXT,
            "where positions are kept; data/tail-NAME.state by default"));
    options.add(
        Option.withDefault(
            "poll", Option.Kind.DURATION, "250ms", "time between looks at the files"));
    options.addAll(LineForm.options());
    return options;
  }

  @Override
  public Receiver create(Options options) {
    return new TailReceiver(options);
  }
}
