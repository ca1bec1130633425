package dev.weft.daemon.config;

import dev.weft.event.flow.SinkFactory;
import dev.weft.event.query.Query;
import java.util.Optional;

/**
 * A sink and what goes to it.
 *
 * <p>Immutable, usable from any thread.
 *
 * @param sink the sink
 * @param when which records it takes; empty for all
 * @param limits of its buffer
 */
public record Route(Component<SinkFactory> sink, Optional<Query> when, BufferLimits limits) {}
