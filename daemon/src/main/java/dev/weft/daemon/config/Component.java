package dev.weft.daemon.config;

import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;

/**
 * A source, filter or sink as configured: which plug-in makes it, and from which options.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param name its own name; for a filter its position and type, such as {@code 1-drop}
 * @param plugin what makes it
 * @param options its values, checked
 * @param place where it stands
 */
public record Component<P extends Plugin>(String name, P plugin, Options options, Place place) {}
