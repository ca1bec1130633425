package dev.weft.event.flow;

/** Makes the {@link Sink}s of one type of sink. */
public interface SinkFactory extends Plugin {
  /**
   * Makes one, without input or output.
   *
   * @throws ConfigurationException when the options, each well-formed by itself, do not make sense
   *     together
   */
  Sink create(Options options);
}
