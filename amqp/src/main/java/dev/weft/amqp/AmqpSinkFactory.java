package dev.weft.amqp;

import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SinkFactory;
import java.util.List;

/**
 * Makes sinks of type {@code amqp}, which publish records to an exchange of RabbitMQ, each as a
 * message of contexture's form.
 *
 * <p>A record's {@code weft.rkey} and {@code weft.headers} become the message's routing key and
 * headers. A record without a key goes by {@code log.} and its logger's name when it is a log
 * record, else by {@code default}. Bodies get {@code time_in}, {@code time_out}, {@code qtime},
 * {@code qlen} (how many wait behind it in the same batch: a sink sees no more) and {@code
 * handler_id}, unless they have them.
 *
 * <p>Immutable, usable from any thread.
 */
public final class AmqpSinkFactory implements SinkFactory {
  private static final List<Option> OPTIONS = CommonOptions.ofFile(SinkParts.OPTIONS);

  /** Does nothing; for {@link java.util.ServiceLoader}. */
  public AmqpSinkFactory() {}

  @Override
  public String type() {
    return "amqp";
  }

  @Override
  public String summary() {
    return "publishes records to an exchange of RabbitMQ, as contexture's programs do";
  }

  @Override
  public List<Option> options() {
    return OPTIONS;
  }

  @Override
  public Sink create(Options options) {
    return SinkParts.assemble(CommonOptions.broker(options), options);
  }
}
