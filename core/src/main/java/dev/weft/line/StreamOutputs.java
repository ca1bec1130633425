package dev.weft.line;

import dev.weft.event.flow.ConfigurationException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;

/** {@code stdout:} and {@code stderr:}, one JSON object a line. */
public final class StreamOutputs implements LineOutputFactory {
  /** Called by the service loader. */
  public StreamOutputs() {}

  @Override
  public Set<String> schemes() {
    return Set.of("stdout", "stderr");
  }

  @Override
  public LineOutput create(URI address, CeeForm form) {
    if (!address.getSchemeSpecificPart().equals("-")) {
      throw new ConfigurationException(
          "to",
          "\"to: "
              + address
              + "\" has an address, which a standard stream has not; write "
              + address.getScheme()
              + ":");
    }
    // Asked for each time: a program may set another stream.
    return address.getScheme().equals("stdout")
        ? new Lines(() -> System.out, form)
        : new Lines(() -> System.err, form);
  }

  private record Lines(Supplier<PrintStream> stream, CeeForm form) implements LineOutput {
    @Override
    public void write(LogLine line) throws IOException {
      byte[] json = form.json(line);
      byte[] whole = Arrays.copyOf(json, json.length + 1);
      whole[json.length] = '\n';
      PrintStream out = stream.get();
      // In one call, so that no other thread's line comes between.
      out.write(whole, 0, whole.length);
      out.flush();
      if (out.checkError()) {
        throw new IOException("the stream is closed");
      }
    }

    @Override
    public void close() {}
  }
}
