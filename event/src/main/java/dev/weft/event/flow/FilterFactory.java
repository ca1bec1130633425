package dev.weft.event.flow;

/** Makes the {@link Filter}s of one type of filter. */
public interface FilterFactory extends Plugin {
  /**
   * Makes one, without input or output.
   *
   * @throws ConfigurationException when the options, each well-formed by itself, do not make sense
   *     together
   */
  Filter create(Options options);
}
