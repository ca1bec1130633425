/**
 * What an application imports: {@link dev.weft.Scopes} states its tasks, {@link
 * dev.weft.TraceContext} carries them to other processes.
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
