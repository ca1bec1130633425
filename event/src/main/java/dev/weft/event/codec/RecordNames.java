package dev.weft.event.codec;

import dev.weft.event.WireKey;
import java.util.Set;

/**
 * The names of a record's top level that mean something, so that a field of the user's cannot have
 * them there. Constants only.
 */
final class RecordNames {
  /** Python's, which Weft never writes: the name of an asyncio task, since 3.12. */
  static final String TASK_NAME = "taskName";

  /** contexture: the announcement of a source, whose value is its version. */
  static final String CONTEXTURE = "contexture";

  static final Set<String> RESERVED =
      Set.of(
          WireKey.NAME,
          WireKey.MSG,
          WireKey.ARGS,
          WireKey.LEVEL_NAME,
          WireKey.LEVEL_NUMBER,
          WireKey.PATH_NAME,
          WireKey.FILE_NAME,
          WireKey.MODULE,
          WireKey.LINE_NUMBER,
          WireKey.FUNCTION,
          WireKey.EXC_INFO,
          WireKey.EXC_TEXT,
          WireKey.STACK_INFO,
          WireKey.CREATED,
          WireKey.MSECS,
          WireKey.RELATIVE_CREATED,
          WireKey.THREAD,
          WireKey.THREAD_NAME,
          WireKey.PROCESS_NAME,
          WireKey.PROCESS,
          WireKey.CONTEXT,
          WireKey.MESSAGE,
          WireKey.ASCTIME,
          WireKey.HOST_NAME,
          WireKey.MDC,
          WireKey.MARKERS,
          WireKey.OBJECT_ID,
          WireKey.OBJECT,
          WireKey.WEFT,
          TASK_NAME);

  private RecordNames() {}

  /** The name under which a user's field travels at the top level. */
  static String free(String name) {
    return RESERVED.contains(name) ? name + '_' : name;
  }

  /** The name under which a user's field travels inside the context. */
  static String freeInContext(String name) {
    return name.equals(WireKey.KEY) ? WireKey.KEY + '_' : name;
  }
}
