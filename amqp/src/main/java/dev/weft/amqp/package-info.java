/** Both ends of RabbitMQ: the sink and sender, and the source and stream. */
@NullMarked
package dev.weft.amqp;

import org.jspecify.annotations.NullMarked;
