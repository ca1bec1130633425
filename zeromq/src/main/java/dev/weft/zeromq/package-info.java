/** Both ends of the ZeroMQ wire: what distlog's programs speak, and Weft's own batches. */
@NullMarked
package dev.weft.zeromq;

import org.jspecify.annotations.NullMarked;
