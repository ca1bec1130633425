package dev.weft.cli.load;

import dev.weft.cli.ask.Members;
import java.io.IOException;

/** JSON of logging libraries: bunyan, pino, zap, logstash, ECS and their like. */
final class JsonConversion extends JsonLines {
  private final Defaults defaults;

  JsonConversion(Defaults defaults) {
    this.defaults = defaults;
  }

  @Override
  void object(Members object, Taker taker) throws IOException {
    taker.event(CommonFields.event(object, defaults));
  }
}
