/** The way of a batch: from a source through the filters to the buffers of the sinks, counted. */
@NullMarked
package dev.weft.daemon.topology;

import org.jspecify.annotations.NullMarked;
