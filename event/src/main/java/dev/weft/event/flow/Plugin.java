package dev.weft.event.flow;

import java.util.List;

/**
 * What a configuration can name as a {@code type}: found by {@link java.util.ServiceLoader}, on the
 * class path or in a jar in the collector's plug-in folder. Implementations have a public
 * constructor without parameters and do nothing in it.
 *
 * @see ReceiverFactory
 * @see FilterFactory
 * @see SinkFactory
 */
public interface Plugin {
  /**
   * The name in configuration files, lower case with hyphens: nouns for sources and sinks, verbs
   * for filters.
   */
  String type();

  /** One line for a person: what it is for. */
  String summary();

  /**
   * All that can be configured. Whatever is not listed here is refused before {@code create} is
   * called.
   */
  List<Option> options();
}
