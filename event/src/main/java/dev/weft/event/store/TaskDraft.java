package dev.weft.event.store;

import dev.weft.event.Event;
import dev.weft.event.Level;
import dev.weft.event.WireKey;
import dev.weft.event.codec.EventDecoder;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is known of one task so far. Used by one thread at a time. */
final class TaskDraft {
  /** The logger that distlog's clients name in their begins and ends. */
  private static final String TASK_LOGGER = "root";

  private static final FieldPath SOURCE = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_SOURCE);
  private static final FieldPath HANDLER = FieldPath.of(WireKey.HANDLER_ID);
  private static final FieldPath LOGGER = FieldPath.of(WireKey.NAME);
  private static final FieldPath OUTCOME = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_OUTCOME);

  private @Nullable String name;
  private @Nullable String template;
  private @Nullable Long begin;
  private @Nullable String outcome;
  private @Nullable Long end;
  private long endNumber = -1;
  private long last = -1;
  private long lastMicros;
  private String source = "";
  private boolean counts;
  // What the last record says, where it may be an end without a mark.
  private @Nullable String lastTemplate;
  private @Nullable String lastMessage;
  private @Nullable Level lastLevel;

  void add(RawEvent record, EventId id, long micros) {
    TreeEntry.Kind kind = Sketch.kind(record, id.number());
    if (id.number() == 0) {
      begins(record, micros);
    }
    if (kind == TreeEntry.Kind.END && id.number() > endNumber) {
      endNumber = id.number();
      end = micros;
      outcome = outcome(record);
    }
    if (id.number() > last) {
      last = id.number();
      lastMicros = micros;
      describe(record);
    }
  }

  private void begins(RawEvent record, long micros) {
    Event event = EventDecoder.decode(record);
    String message = event.message();
    begin = micros;
    name = message == null ? "" : message;
    template = template(event);
  }

  private static String template(Event event) {
    if (event instanceof Event.ScopeStarted started) {
      return started.template();
    }
    if (event instanceof Event.Logged logged) {
      return logged.template();
    }
    String message = event.message();
    return message == null ? "" : message;
  }

  private static String outcome(RawEvent record) {
    String said = record.text(OUTCOME);
    String known = said == null ? "" : said.toLowerCase(Locale.ROOT);
    return switch (known) {
      case "succeeded", "failed", "cancelled", "aborted" -> known;
      default -> "unset";
    };
  }

  private void describe(RawEvent record) {
    String id = record.text(SOURCE);
    String run = id != null ? id : record.text(HANDLER);
    counts = run != null;
    String process = Sketch.process(record);
    source = run != null ? run : String.valueOf(process);
    lastTemplate = null;
    lastMessage = null;
    lastLevel = null;
    if (!counts
        && last > 0
        && TASK_LOGGER.equals(record.text(LOGGER))
        && EventDecoder.decode(record) instanceof Event.Logged logged) {
      lastTemplate = logged.template();
      lastMessage = logged.message();
      lastLevel = logged.level();
    }
  }

  @Nullable String name() {
    return name;
  }

  @Nullable Long begin() {
    return begin;
  }

  /** How it ended, as its end says or may be concluded; null when neither. */
  @Nullable String outcome() {
    return outcome != null ? outcome : concludedOutcome();
  }

  boolean concluded() {
    return outcome == null && concludedOutcome() != null;
  }

  private @Nullable String concludedOutcome() {
    if (begin == null || lastMessage == null) {
      return null;
    }
    if (lastLevel == Level.INFO && String.valueOf(lastTemplate).equals(template)) {
      return "succeeded";
    }
    return lastLevel == Level.ERROR && lastMessage.startsWith("FAILED " + name) ? "failed" : null;
  }

  @Nullable Long end() {
    return outcome != null || concludedOutcome() == null ? end : Long.valueOf(lastMicros);
  }

  /** The highest number received. */
  long last() {
    return last;
  }

  /** When the record of the highest number was. */
  long lastMicros() {
    return lastMicros;
  }

  /** Whose task it is: the run, or failing that the process. */
  String source() {
    return source;
  }

  /** Whether the program names its run, and so marks its ends. */
  boolean counts() {
    return counts;
  }
}
