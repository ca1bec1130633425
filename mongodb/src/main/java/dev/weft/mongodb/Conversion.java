package dev.weft.mongodb;

import dev.weft.event.codec.JsonException;
import dev.weft.event.codec.JsonReader;
import dev.weft.event.flow.Batch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.jspecify.annotations.Nullable;

/**
 * A batch as documents, in the form in which they travel, and what could not become one. Kept while
 * its batch is given again, so that ids that were made up stay the same.
 *
 * <p>Used by one thread at a time.
 */
final class Conversion {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final BsonDocumentCodec CODEC = new BsonDocumentCodec();

  private final Batch batch;
  private final List<RawBsonDocument> documents = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();
  private final BitSet refused = new BitSet();
  private @Nullable String reason;

  Conversion(Batch batch) {
    this.batch = batch;
    for (int i = 0; i < batch.size(); i++) {
      convert(i);
    }
  }

  private void convert(int index) {
    try {
      Map<String, Object> record =
          JsonReader.readObject(batch.bytes(), batch.start(index), batch.end(index));
      BsonDocument document = new BsonDocument("_id", Identity.of(record));
      document.putAll(Documents.document(record));
      add(index, new RawBsonDocument(document, CODEC));
    } catch (JsonException notAnObject) {
      refuse(index, "no JSON object: " + notAnObject.getMessage());
    }
  }

  private void add(int index, RawBsonDocument document) {
    int size = document.getByteBuffer().remaining();
    if (size > LARGEST) {
      refuse(index, "document of " + size + " bytes, MongoDB takes at most " + LARGEST);
    } else {
      documents.add(document);
      indexes.add(index);
    }
  }

  boolean isOf(Batch other) {
    return batch == other;
  }

  /** What can be inserted. */
  List<RawBsonDocument> documents() {
    return documents;
  }

  /** Notes that document {@code number} of {@link #documents()} was refused. */
  void refuseDocument(int number, String why) {
    refuse(indexes.get(number), why);
  }

  private void refuse(int index, String why) {
    refused.set(index);
    if (reason == null) {
      reason = why;
    }
  }

  /** Which records were refused. */
  BitSet refused() {
    return (BitSet) refused.clone();
  }

  /** Why the first of them was; null when none was. */
  @Nullable String reason() {
    return reason;
  }
}
