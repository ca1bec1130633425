package dev.weft.event;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of the wire's flat object. One object is both a distlog record and, where it carries an
 * object's change, a contexture message; what only Weft knows stands under the one reserved name
 * {@link #WEFT}.
 *
 * <p>Constants only.
 */
public final class WireKey {
  /** Logger name; {@code root} for starts and ends of tasks. */
  public static final String NAME = "name";

  /** Template text, before arguments. */
  public static final String MSG = "msg";

  /** Always null on the wire: arguments are filled into {@link #MESSAGE} by the program. */
  public static final String ARGS = "args";

  /** {@link Level#wireName()}. */
  public static final String LEVEL_NAME = "levelname";

  /** {@link Level#number()}. */
  public static final String LEVEL_NUMBER = "levelno";

  /** Source path of the caller, where location is on. */
  public static final String PATH_NAME = "pathname";

  /** Source file of the caller, where location is on. */
  public static final String FILE_NAME = "filename";

  /** Simple class name of the caller, where location is on. */
  public static final String MODULE = "module";

  /** Line of the caller, where location is on. */
  public static final String LINE_NUMBER = "lineno";

  /** Method of the caller, where location is on. */
  public static final String FUNCTION = "funcName";

  /** Always null on the wire. */
  public static final String EXC_INFO = "exc_info";

  /**
   * Exception with its trace, line feeds written as the two characters backslash and n; or null.
   */
  public static final String EXC_TEXT = "exc_text";

  /** A stack that was asked for, not escaped; or null. */
  public static final String STACK_INFO = "stack_info";

  /** Seconds since 1970 UTC, a fraction down to microseconds. */
  public static final String CREATED = "created";

  /** The milliseconds inside {@link #CREATED}'s second. */
  public static final String MSECS = "msecs";

  /** Milliseconds since the program started. */
  public static final String RELATIVE_CREATED = "relativeCreated";

  /** Thread number. */
  public static final String THREAD = "thread";

  /** Thread name. */
  public static final String THREAD_NAME = "threadName";

  /** Process name. */
  public static final String PROCESS_NAME = "processName";

  /** Operating system's process number. */
  public static final String PROCESS = "process";

  /**
   * The innermost task's {@link #KEY}, its start fields and bound fields; null outside every task.
   */
  public static final String CONTEXT = "context";

  /**
   * Inside {@link #CONTEXT}: {@link EventKey}'s text. Reserved: a field of that name travels as
   * {@code key_}.
   */
  public static final String KEY = "key";

  /** The text a person reads, line feeds written as the two characters backslash and n. */
  public static final String MESSAGE = "message";

  /** Local time as text; read, never relied upon, never written. */
  public static final String ASCTIME = "asctime";

  /** The machine's name. */
  public static final String HOST_NAME = "hostname";

  /** The logging system's own context (MDC, ThreadContext), an object; absent when empty. */
  public static final String MDC = "mdc";

  /** Marker names, an array; absent when there is none. */
  public static final String MARKERS = "markers";

  /** contexture: the object's id. Older producers write {@code id}. */
  public static final String OBJECT_ID = "obj_id";

  /** contexture: the object's change. */
  public static final String OBJECT = "obj";

  /**
   * contexture: {@code born}, {@code transient}, {@code finished}, {@code snapshot}; absent for an
   * update.
   */
  public static final String STATUS = "status";

  /** contexture: {@code delete}, when the names in {@link #OBJECT} are removed. */
  public static final String ACTION = "action";

  /** contexture: time of making, seconds since 1970. */
  public static final String TIME_IN = "time_in";

  /** contexture: time of sending, seconds since 1970. Written by the AMQP transport. */
  public static final String TIME_OUT = "time_out";

  /** contexture: {@link #TIME_OUT} less {@link #TIME_IN}. Written by the AMQP transport. */
  public static final String QUEUE_TIME = "qtime";

  /**
   * contexture: how many messages waited behind this one. Written by the AMQP transport; older
   * producers write {@code queue}.
   */
  public static final String QUEUE_LENGTH = "qlen";

  /** contexture: which sending process, as {@link Source#id()}. Written by the AMQP transport. */
  public static final String HANDLER_ID = "handler_id";

  /** contexture, with {@code finished}: how many seconds the object lived. */
  public static final String ELAPSED = "elapsed";

  /** contexture: how many messages were lost while away. */
  public static final String RECOVERED = "recovered";

  /** The one name that is Weft's own. An object of the {@code WEFT_…} names. */
  public static final String WEFT = "weft";

  /** In {@link #WEFT}: version of this object, 1. */
  public static final String WEFT_VERSION = "v";

  /**
   * In {@link #WEFT}: {@code begin}, {@code end}, {@code loss}, {@code source}, {@code alive} (a
   * source's heartbeat, which says nothing else); absent for an ordinary record.
   */
  public static final String WEFT_KIND = "kind";

  /** In {@link #WEFT}: {@link Source#id()}. */
  public static final String WEFT_SOURCE = "src";

  /**
   * In {@link #WEFT}: number among all events of the source, from 0, without holes but for losses.
   */
  public static final String WEFT_NUMBER = "n";

  /**
   * In {@link #WEFT}, in an object's change that also sets values: the names that are gone. A
   * change that only removes says so with {@link #ACTION}.
   */
  public static final String WEFT_REMOVED = "removed";

  /**
   * In {@link #WEFT}, in an object's change: its number among all of the object's, from 0, without
   * holes but for losses. A {@code snapshot} has the number of the change it stands behind.
   */
  public static final String WEFT_SEQUENCE = "seq";

  /**
   * In {@link #WEFT}, in a change of a coalescing object: how many writes it stands for, where more
   * than one.
   */
  public static final String WEFT_WRITES = "writes";

  /**
   * In {@link #WEFT}, with {@code finished}: {@code gc} when nobody closed the object, {@code
   * abort} when the process ended first, {@code fail} when its work failed; absent for a plain
   * close.
   */
  public static final String WEFT_END = "end";

  /**
   * In {@link #WEFT}: true for a record that repeats, for contexture's readers, what the record
   * before it has told Weft's already.
   */
  public static final String WEFT_ECHO = "echo";

  /**
   * In {@link #WEFT}: the routing key, which AMQP carries outside the record and every other
   * transport here.
   */
  public static final String WEFT_ROUTING_KEY = "rkey";

  /**
   * In {@link #WEFT}: the headers, which AMQP carries outside the record and every other transport
   * here. An object of scalars; absent when empty.
   */
  public static final String WEFT_HEADERS = "headers";

  /** In {@link #WEFT}, in a begin: how many records the parent had made. */
  public static final String WEFT_AT = "at";

  /** In {@link #WEFT}, in an end: how many records the task made, this one included. */
  public static final String WEFT_COUNT = "count";

  /** In {@link #WEFT}, in an end: how many numbered children the task began. */
  public static final String WEFT_CHILDREN = "children";

  /** In {@link #WEFT}, in an end: numbers of the children handed to other processes. */
  public static final String WEFT_REMOTE = "remote";

  /** In {@link #WEFT}, in an end: {@code succeeded failed cancelled unset aborted}. */
  public static final String WEFT_OUTCOME = "outcome";

  /** In {@link #WEFT}: what failed, {@code {"type","message"}}. */
  public static final String WEFT_FAILURE = "failure";

  /** In {@link #WEFT}, in a begin: true when the id came from another process. */
  public static final String WEFT_FOREIGN = "foreign";

  /** In {@link #WEFT}: true when the record's task, or its live object, had already ended. */
  public static final String WEFT_LATE = "late";

  /**
   * In {@link #WEFT}, in a begin: true for a child that was begun outside every task, and so became
   * a root.
   */
  public static final String WEFT_ORPHAN = "orphan";

  /** In {@link #WEFT}, in a begin of a root: the key of the task that was open when it began. */
  public static final String WEFT_LINK = "link";

  /** In {@link #WEFT}: paths of values that were cut to the budget. */
  public static final String WEFT_TRUNCATED = "trunc";

  /** In {@link #WEFT}, in a loss: {@code {reason: count}}. */
  public static final String WEFT_LOST = "lost";

  /** In {@link #WEFT}, in a loss: the lost keys, first some hundreds, as text. */
  public static final String WEFT_LOST_KEYS = "keys";

  /** Python's, which Weft never writes: the name of an asyncio task, since 3.12. */
  public static final String TASK_NAME = "taskName";

  /** contexture: the announcement of a source, whose value is its version. */
  public static final String CONTEXTURE = "contexture";

  /** What a logging system adds to every record by itself: who, where and when, not what. */
  public static final Set<String> ADDED =
      Set.of(
          NAME,
          ARGS,
          LEVEL_NAME,
          LEVEL_NUMBER,
          PATH_NAME,
          FILE_NAME,
          MODULE,
          LINE_NUMBER,
          FUNCTION,
          EXC_INFO,
          CREATED,
          MSECS,
          RELATIVE_CREATED,
          THREAD,
          THREAD_NAME,
          PROCESS_NAME,
          PROCESS,
          ASCTIME,
          HOST_NAME,
          WEFT,
          TASK_NAME);

  /**
   * The names of a record's top level that mean something: {@link #ADDED}, and where a record keeps
   * what was said. A field of the user's cannot have them there.
   */
  public static final Set<String> RESERVED =
      union(
          ADDED,
          Set.of(MSG, MESSAGE, EXC_TEXT, STACK_INFO, CONTEXT, MDC, MARKERS, OBJECT_ID, OBJECT));

  private WireKey() {}

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
