/** Finds sources, filters and sinks, on the class path and in a folder of jars. */
@NullMarked
package dev.weft.daemon.plugin;

import org.jspecify.annotations.NullMarked;
