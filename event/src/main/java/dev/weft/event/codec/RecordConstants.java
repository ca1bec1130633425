package dev.weft.event.codec;

import dev.weft.event.Source;
import dev.weft.event.WireKey;

/** What is the same in all records of a source, written once. Used by one writer. */
final class RecordConstants {
  /** Who sends, as members of a record that is an object's change alone. */
  final byte[] change;

  /** The first members under {@link WireKey#WEFT}. */
  final byte[] weft;

  /** What follows the own members of a record without exception and stack, as far as a number. */
  final Fragment usualTail;

  private final byte[] logged;

  RecordConstants(Source source) {
    change = change(source);
    logged =
        new JsonWriter()
            .name(WireKey.ARGS)
            .nul()
            .name(WireKey.EXC_INFO)
            .nul()
            .raw(change)
            .toBytes();
    weft = weft(source);
    usualTail = usualTail(weft);
  }

  private static byte[] change(Source source) {
    JsonWriter json = new JsonWriter();
    json.name(WireKey.PROCESS_NAME).text(source.process());
    json.name(WireKey.PROCESS).number(source.pid());
    return json.name(WireKey.HOST_NAME).text(source.host()).toBytes();
  }

  private static byte[] weft(Source source) {
    JsonWriter json = new JsonWriter().name(WireKey.WEFT_VERSION).number(1);
    if (source.id() != null) {
      json.name(WireKey.WEFT_SOURCE).text(source.id());
    }
    return json.toBytes();
  }

  private static Fragment usualTail(byte[] weft) {
    JsonWriter json = new JsonWriter();
    json.name(WireKey.EXC_TEXT).nul().name(WireKey.STACK_INFO).nul();
    return new Fragment(json.name(WireKey.WEFT).beginObject().raw(weft));
  }

  /** The members that all log records of one statement on one thread have. */
  Fragment head(RecordHeads.Head head) {
    JsonWriter json = new JsonWriter().name(WireKey.NAME).text(head.logger());
    json.name(WireKey.LEVEL_NAME).text(head.level().wireName());
    json.name(WireKey.LEVEL_NUMBER).number(head.level().number());
    json.raw(logged);
    if (head.threadId() >= 0) {
      json.name(WireKey.THREAD).number(head.threadId());
      json.name(WireKey.THREAD_NAME).text(head.threadName());
    }
    return new Fragment(json.name(WireKey.MSG).text(head.template()));
  }
}
