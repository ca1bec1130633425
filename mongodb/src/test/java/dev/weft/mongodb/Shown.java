package dev.weft.mongodb;

import dev.weft.event.codec.JsonReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.bson.Document;

/**
 * Records and documents in one form: number and names. A document has other bytes than its record,
 * and a collection has no order; {@link DocumentsTest} looks at the values.
 */
final class Shown {
  private Shown() {}

  static String record(String json) {
    Map<?, ?> record = (Map<?, ?>) JsonReader.read(json);
    return shown(
        (String) record.get("message"),
        record.keySet().stream()
            .map(name -> name.equals("_id") ? "%5Fid" : Documents.legalName((String) name))
            .toList());
  }

  static List<String> documents(Collection<Document> documents) {
    return documents.stream()
        .sorted(Comparator.comparingInt(Shown::number))
        .map(document -> shown(document.getString("message"), names(document)))
        .toList();
  }

  private static List<String> names(Document document) {
    return document.keySet().stream().filter(name -> !name.equals("_id")).toList();
  }

  private static int number(Document document) {
    return Integer.parseInt(document.getString("message").substring("event ".length()));
  }

  private static String shown(String message, Collection<String> names) {
    return message + ": " + String.join(" ", new TreeSet<>(names));
  }
}
