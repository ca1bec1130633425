package dev.weft.event.query;

import dev.weft.event.ScopeId;
import dev.weft.event.codec.FieldPath;
import dev.weft.event.codec.RawEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is known around an event: whoever evaluates a {@link SearchQuery} over more than single
 * records answers these.
 */
public interface Surroundings {
  /** Nothing is known. */
  Surroundings NONE =
      new Surroundings() {
        @Override
        public boolean treeHolds(int inner, String root) {
          return false;
        }

        @Override
        public boolean taskHolds(int inner, ScopeId task) {
          return false;
        }

        @Override
        public @Nullable TaskFacts task(ScopeId task) {
          return null;
        }

        @Override
        public @Nullable Object before(RawEvent change, String objectId, FieldPath field) {
          return null;
        }
      };

  /**
   * Whether that tree holds an event that matches condition {@code inner} of {@link
   * SearchQuery#inner}.
   */
  boolean treeHolds(int inner, String root);

  /**
   * Whether that task itself (not one around or below it) holds an event that matches condition
   * {@code inner} of {@link SearchQuery#inner}.
   */
  boolean taskHolds(int inner, ScopeId task);

  /** What is known of that task; null for nothing. */
  @Nullable TaskFacts task(ScopeId task);

  /**
   * The value that an object's field had before a change, as {@link
   * dev.weft.event.codec.JsonReader} reads it; null when it had none or that is not known. Before
   * is meant in the order in which the object made its changes.
   *
   * @param change the record, which is a change of that object
   * @param field a path inside the object: {@code state} of {@code obj.state:a->b}
   */
  @Nullable Object before(RawEvent change, String objectId, FieldPath field);
}
