/** A filter of one's own for the collector, from the contract to the jar. */
@NullMarked
package dev.weft.examples.plugin;

import org.jspecify.annotations.NullMarked;
