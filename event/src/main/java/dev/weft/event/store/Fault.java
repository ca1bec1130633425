package dev.weft.event.store;

import dev.weft.event.Event;
import dev.weft.event.Failure;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.RawEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes an error the same as another. */
record Fault(String fingerprint, String title, @Nullable String place, List<String> reasons) {
  static Fault of(RawEvent record) {
    Event event = EventDecoder.decode(record);
    Failure failure = event instanceof Event.Logged logged ? logged.failure() : null;
    Said said = Said.of(record);
    String logger = said == null ? "?" : said.logger();
    String template = said == null ? "" : said.template();
    String title = failure == null ? logger : failure.type();
    String basis = failure == null ? logger + '\0' + template : failure.type();
    return new Fault(
        Said.hash(basis).substring(0, 16),
        title,
        null,
        List.of(failure == null ? "template \"" + template + '"' : "class " + failure.type()));
  }
}
