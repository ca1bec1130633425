package dev.weft.event.display;

import dev.weft.event.EventKey;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.JsonKind;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.store.Sketch;
import org.jspecify.annotations.Nullable;

/** What an event is to whoever reads rows, told as the decoder tells it but without decoding. */
enum RowKind {
  BEGIN("begin"),
  END("end"),
  SAID("said"),
  CHANGE("change"),
  LOSS("loss"),
  SOURCE("source");

  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final FieldPath MSG = FieldPath.of(WireKey.MSG);
  private static final FieldPath LEVEL = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath RECOVERED = FieldPath.of(WireKey.RECOVERED);
  private static final FieldPath CONTEXTURE = FieldPath.of(WireKey.CONTEXTURE);

  private final String word;

  RowKind(String word) {
    this.word = word;
  }

  /** As rows have it. */
  String word() {
    return word;
  }

  static RowKind of(RawEvent event, @Nullable EventKey key) {
    String said = event.text(KIND);
    if (said != null) {
      RowKind marked = marked(said, key);
      if (marked != null) {
        return marked;
      }
    }
    if (Sketch.objectId(event) != null) {
      return CHANGE;
    }
    if (event.has(MSG) && event.has(LEVEL)) {
      return key != null && key.number() == 0 && said == null ? BEGIN : SAID;
    }
    if (event.find(RECOVERED) && event.kind() == JsonKind.NUMBER) {
      return LOSS;
    }
    return event.has(CONTEXTURE) ? SOURCE : SAID;
  }

  private static @Nullable RowKind marked(String said, @Nullable EventKey key) {
    return switch (said) {
      case "begin" -> key == null ? null : BEGIN;
      case "end" -> key == null ? null : END;
      case "loss" -> LOSS;
      case "source", "alive" -> SOURCE;
      default -> null;
    };
  }
}
