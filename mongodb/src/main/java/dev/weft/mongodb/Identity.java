package dev.weft.mongodb;

import dev.weft.event.EventKey;
import dev.weft.event.WireKey;
import java.util.Map;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Gives a document the {@code _id} that its event has everywhere and always:
 *
 * <ul>
 *   <li>{@code SOURCE#NUMBER} for events of programs that count theirs ({@code weft.src} and {@code
 *       weft.n}), inside and outside tasks;
 *   <li>{@code KEY|HOST:PID|CREATED} for those of Python programs inside tasks, whose keys alone
 *       are not unique;
 *   <li>a new ObjectId for all others: records of Python programs outside tasks, and of anybody
 *       else.
 * </ul>
 *
 * <p>Functions only, usable from any thread.
 */
final class Identity {
  private Identity() {}

  static BsonValue of(Map<String, ?> record) {
    String text = counted(record);
    if (text == null) {
      text = keyed(record);
    }
    return text == null ? new BsonObjectId() : new BsonString(text);
  }

  private static @Nullable String counted(Map<String, ?> record) {
    if (record.get(WireKey.WEFT) instanceof Map<?, ?> weft
        && weft.get(WireKey.WEFT_SOURCE) instanceof String source
        && weft.get(WireKey.WEFT_NUMBER) instanceof Long number) {
      return source + '#' + number;
    }
    return null;
  }

  private static @Nullable String keyed(Map<String, ?> record) {
    if (record.get(WireKey.CONTEXT) instanceof Map<?, ?> context
        && context.get(WireKey.KEY) instanceof String key
        && record.get(WireKey.CREATED) instanceof Number created
        && EventKey.parse(key).isPresent()) {
      return key
          + '|'
          + record.get(WireKey.HOST_NAME)
          + ':'
          + record.get(WireKey.PROCESS)
          + '|'
          + created;
    }
    return null;
  }
}
