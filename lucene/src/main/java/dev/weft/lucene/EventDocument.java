package dev.weft.lucene;

import dev.weft.event.EventKey;
import dev.weft.event.Level;
import dev.weft.event.ScopeId;
import dev.weft.event.WireKey;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import dev.weft.event.query.EventField;
import dev.weft.event.query.Fingerprint;
import dev.weft.event.query.Surroundings;
import dev.weft.event.store.Cursor;
import dev.weft.event.store.EventId;
import dev.weft.event.store.FieldNames;
import dev.weft.event.store.Sketch;
import dev.weft.event.store.TreeEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an event what the index holds of it. The record itself is kept elsewhere.
 *
 * <p>Its fields are used again for each event, so it is used by one thread.
 */
final class EventDocument {
  /** Built-in fields whose values stand in terms. */
  static final List<String> IN_TERMS =
      List.of("logger", "host", "process", "thread", "service", "object", "rkey", "pattern");

  /** Of a text in a column, which holds at most 32,766 bytes. */
  static final int LONGEST_IN_COLUMN = 8_000;

  private static final int MOST_SHAPES = 20_000;
  private static final FieldType INVERTED = new FieldType();
  private static final FieldPath LEVEL_NUMBER = FieldPath.of(WireKey.LEVEL_NUMBER);
  private static final FieldPath KEY = FieldPath.of(WireKey.CONTEXT + '.' + WireKey.KEY);
  private static final FieldPath KIND = FieldPath.of(WireKey.WEFT + '.' + WireKey.WEFT_KIND);
  private static final FieldPath EXCEPTION = FieldPath.of(WireKey.EXC_TEXT);

  static {
    INVERTED.setIndexOptions(IndexOptions.DOCS);
    INVERTED.setTokenized(true);
    INVERTED.setOmitNorms(true);
    INVERTED.freeze();
  }

  /** Columns that hold a built-in field's text. */
  static final Map<String, String> COLUMNS =
      Map.of(
          "host", Columns.HOST,
          "logger", Columns.LOGGER,
          "service", Columns.SERVICE,
          "thread", Columns.THREAD,
          "process", Columns.PROCESS_NUMBER,
          "pattern", Columns.PATTERN);

  /** Those of which a term tells where their column does not, as in what was indexed before. */
  static final Set<String> PARTLY_IN_COLUMNS = Set.of("process");

  private final List<EventField> builtIn = IN_TERMS.stream().map(EventField::named).toList();
  private final TermStream terms = new TermStream();
  private final TermStream words = new TermStream();
  private final FieldTerms fieldTerms = new FieldTerms(terms);
  private final FreeWords freeWords = new FreeWords(words);
  private final List<IndexableField> fields = new ArrayList<>();
  private final Set<Long> shapes = new HashSet<>();

  /** The fields of an event; good until the next one is asked for. */
  List<IndexableField> of(Cursor cursor, long arrival, RawEvent record) {
    fields.clear();
    terms.clear();
    words.clear();
    EventId id = cursor.id();
    fields.add(new NumericDocValuesField(Columns.TIME, cursor.micros()));
    BytesRef key = SortKey.of(id);
    fields.add(new SortedDocValuesField(Columns.KEY, key));
    fields.add(new NumericDocValuesField(Columns.ARRIVAL, arrival));
    ScopeId task = id.scope();
    if (task != null) {
      text(Columns.TREE, task.root());
    } else if (!id.unnumbered()) {
      terms.put(Columns.ID).put(key).end(true);
    }
    TreeEntry entry = TreeEntry.of(cursor, record);
    shape(entry, record);
    place(entry, record);
    for (EventField field : builtIn) {
      builtIn(field.name(), field.value(record, Surroundings.NONE));
    }
    if (!fieldTerms.add(record)) {
      terms.put(Columns.INEXACT).put("*", 1).end(true);
    }
    // A name has to stand once in a slice to be offered; most records have the same ones.
    if (shapes.size() >= MOST_SHAPES || shapes.add(fieldTerms.shape())) {
      for (String name : FieldNames.of(record)) {
        terms.put(Columns.NAMED).put(name, Columns.LONGEST_ROOT).end(true);
      }
    }
    freeWords.add(record);
    fields.add(new Field(Columns.TERMS, terms, INVERTED));
    fields.add(new Field(Columns.WORDS, words, INVERTED));
    return fields;
  }

  private void shape(TreeEntry entry, RawEvent record) {
    double number = record.number(LEVEL_NUMBER);
    boolean saysLevel = !Double.isNaN(number);
    if (saysLevel) {
      terms.put(Columns.LEVEL).put(Level.ofNumber((int) number).number()).end(true);
    }
    fields.add(
        new NumericDocValuesField(
            Columns.TRAITS,
            Traits.pack(
                entry.level(),
                saysLevel,
                entry.kind(),
                entry.outcome(),
                entry.objectId() != null && Sketch.endsObject(record))));
    text(Columns.PROCESS, entry.process());
    text(Columns.TREE_HOST, entry.host());
    text(Columns.NAME, entry.name());
    number(Columns.CHILDREN, entry.children());
    number(Columns.RECORDS, entry.records());
    String object = Sketch.objectId(record);
    text(Columns.OBJECT, object);
    if (object != null) {
      kind(Columns.KIND_CHANGE);
      terms.put(Columns.CHANGED).put(object, Columns.LONGEST_TEXT).end(true);
    }
    Fingerprint.of(record)
        .ifPresent(fault -> {
          kind(Columns.KIND_ERROR);
          text(Columns.FAULT, fault.id());
        });
    if (record.text(EXCEPTION) != null) {
      terms.put(Columns.BUILT_IN).put("exception", 9).end(true);
    }
    String said = record.text(KIND);
    if (said != null) {
      terms.put(Columns.SAID_KIND).put(said, Columns.LONGEST_TEXT).end(true);
    }
  }

  private void place(TreeEntry entry, RawEvent record) {
    EventId id = entry.cursor().id();
    ScopeId task = id.scope();
    if (task != null) {
      boolean begins = entry.kind() == TreeEntry.Kind.BEGIN || id.number() == 0;
      inTask(Columns.ROOT, task, begins);
      if ((begins || entry.kind() == TreeEntry.Kind.END) && task.value().equals(task.root())) {
        kind(Columns.KIND_ROOT_END);
      }
    } else {
      String text = record.text(KEY);
      EventKey key = text == null ? null : EventKey.parse(text).orElse(null);
      if (key != null) {
        boolean begins = entry.kind() == TreeEntry.Kind.BEGIN || key.number() == 0;
        inTask(Columns.ROOT_OF_NO_TREE, key.scope(), begins);
      }
    }
    if (entry.name() != null) {
      terms.put(Columns.TASK_NAME).put(entry.name(), Columns.LONGEST_TEXT).end(true);
    }
    if (entry.outcome() != null) {
      kind(Columns.KIND_END);
      String how = entry.outcome().name().toLowerCase(Locale.ROOT);
      terms.put(Columns.OUTCOME).put(how, Columns.LONGEST_TEXT).end(true);
    }
  }

  private void inTask(int mark, ScopeId task, boolean begins) {
    kind(Columns.KIND_TASK);
    terms.put(mark).put(task.root(), Columns.LONGEST_ROOT).end(true);
    if (begins) {
      kind(Columns.KIND_BEGIN);
    }
  }

  private void kind(int kind) {
    terms.put(Columns.KIND).put(kind).end(true);
  }

  private void text(String column, @Nullable String text) {
    if (text != null) {
      fields.add(new SortedDocValuesField(column, cut(text)));
    }
  }

  private static BytesRef cut(String text) {
    return new BytesRef(
        text.length() <= LONGEST_IN_COLUMN ? text : text.substring(0, LONGEST_IN_COLUMN));
  }

  private void number(String column, long number) {
    if (number >= 0) {
      fields.add(new NumericDocValuesField(column, number));
    }
  }

  private void builtIn(String name, @Nullable Object value) {
    if (value == null) {
      return;
    }
    String column = COLUMNS.get(name);
    if (column == null || !(value instanceof String || value instanceof Long)) {
      // What stands in a column needs no term to say that it is there.
      terms.put(Columns.BUILT_IN).put(name, name.length()).end(true);
    }
    if (value instanceof Collection<?> items) {
      for (Object item : items) {
        if (item != null) {
          fieldTerms.text(Columns.BUILT_IN, name, String.valueOf(item));
        }
      }
      return;
    }
    String text = String.valueOf(value);
    if (column != null) {
      text(column, text);
    }
    if (value instanceof Number number) {
      fieldTerms.number(Columns.BUILT_IN_NUMBER, name, number.doubleValue());
    } else {
      fieldTerms.text(Columns.BUILT_IN, name, text);
    }
  }
}
