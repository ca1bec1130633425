package dev.weft.event.flow;

/** Makes the {@link Receiver}s of one type of source. */
public interface ReceiverFactory extends Plugin {
  /**
   * Makes one, without input or output.
   *
   * @throws ConfigurationException when the options, each well-formed by itself, do not make sense
   *     together
   */
  Receiver create(Options options);
}
