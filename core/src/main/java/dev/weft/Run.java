package dev.weft;

import dev.weft.bridge.JulBridge;
import dev.weft.bridge.LocalLogs;
import dev.weft.capture.Capture;
import dev.weft.dispatch.Dispatcher;
import dev.weft.event.Source;
import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Sink;
import dev.weft.event.flow.SnapshotResponder;
import dev.weft.object.OpenObjects;
import dev.weft.record.EventQueue;
import dev.weft.record.Recording;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.PatternSyntaxException;

/** One time from start to stop. Usable from any thread. */
final class Run {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final EventQueue queue;
  private final Dispatcher dispatcher;
  private final Capture capture;
  private final Duration closeLimit;
  private final Duration heartbeat;
  private final boolean automatic;
  private final boolean withJul;
  private final Thread exit;
  private final boolean localLines;
  private final boolean abortOpenTasks;
  private boolean localLinesBefore = true;
  private volatile boolean stopped;
  private volatile boolean julInstalled;

  Run(Options options, Map<String, Sink> sinks, boolean automatic) {
    this.automatic = automatic;
    closeLimit = options.duration(Settings.CLOSE_LIMIT);
    heartbeat = Settings.heartbeat(options);
    withJul = options.flag(Settings.JAVA_UTIL_LOGGING);
    localLines = options.flag(Settings.LOCAL_LINES);
    abortOpenTasks = options.flag(Settings.ABORT_OPEN_TASKS);
    capture = capture(options);
    queue =
        new EventQueue(
            Settings.limits(options),
            Settings.level(options, Settings.LEVEL),
            Recording.earlyLosses());
    dispatcher = new Dispatcher(queue, source(Settings.service(options)), capture, sinks);
    sinks.values().forEach(Run::letAsk);
    exit = new Thread(this::exit, "weft-exit");
  }

  private static void letAsk(Sink sink) {
    if (sink instanceof SnapshotResponder responder) {
      responder.answerSnapshotRequests(OpenObjects::answer);
    }
  }

  private static Capture capture(Options options) {
    if (!options.has(Settings.REDACT_NAMES) && !options.has(Settings.REDACT_TEXT)) {
      return Capture.DEFAULT;
    }
    Capture.Builder builder = Capture.builder();
    try {
      if (options.has(Settings.REDACT_NAMES)) {
        builder.names(options.text(Settings.REDACT_NAMES));
      }
      if (options.has(Settings.REDACT_TEXT)) {
        builder.text(options.text(Settings.REDACT_TEXT));
      }
    } catch (PatternSyntaxException malformed) {
      throw new ConfigurationException(
          "weft.redact", "\"weft.redact\" is no regular expression: " + malformed.getMessage());
    }
    return builder.build();
  }

  private static Source source(String service) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    return new Source(hostName(), service, ProcessHandle.current().pid(), id);
  }

  // The kernel's own word first: a look-up of the host's address may take seconds.
  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).trim();
    } catch (IOException notLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException nameless) {
        return "?";
      }
    }
  }

  void start() {
    localLinesBefore = LocalLogs.on(localLines);
    OpenTasks.keep(abortOpenTasks);
    dispatcher.start();
    // Before the queue: a thread that finds the queue may log by JUL at once. One that is earlier
    // waits, since the recorder of the first use still stands there.
    julInstalled = withJul && installJul();
    Recording.install(queue, capture);
    OpenObjects.started(this::flush, heartbeat);
    try {
      Runtime.getRuntime().addShutdownHook(exit);
    } catch (IllegalStateException endingAlready) {
      // Started by a record that was made while the process ends: nothing is left to wait for.
    }
  }

  private static boolean installJul() {
    try {
      return JulBridge.install();
    } catch (LinkageError noJul) {
      // A run-time image without the module java.logging.
      return false;
    }
  }

  boolean automatic() {
    return automatic;
  }

  boolean stopped() {
    return stopped;
  }

  Duration closeLimit() {
    return closeLimit;
  }

  boolean flush(Duration limit) {
    OpenObjects.releaseHeld();
    return dispatcher.flush(limit);
  }

  private void exit() {
    if (!stopped) {
      // Tasks first: their objects' ends are then late, but in their place.
      OpenTasks.abort();
      OpenObjects.abort();
    }
    Duration wait = OpenObjects.longestWait();
    stop(wait.compareTo(closeLimit) > 0 ? wait : closeLimit);
  }

  void stop(Duration limit) {
    if (!stopped) {
      OpenTasks.abort();
      OpenObjects.stopping();
    }
    giveWay(limit);
  }

  /** Stops for another run to take its place, which open tasks and objects go on in. */
  void giveWay(Duration limit) {
    Recording.replace(queue, Recording.inert());
    if (julInstalled) {
      JulBridge.uninstall();
    }
    dispatcher.stop(limit);
    if (!stopped) {
      stopped = true;
      LocalLogs.on(localLinesBefore);
    }
    if (!Thread.currentThread().equals(exit)) {
      try {
        Runtime.getRuntime().removeShutdownHook(exit);
      } catch (IllegalStateException endingAlready) {
        // The hook will find nothing to do.
      }
    }
  }

  WeftStats stats() {
    // Backwards along a record's way, so that what is held is never seen negative.
    Map<String, Long> dropped = dispatcher.dropped();
    long delivered = dispatcher.delivered();
    return new WeftStats(
        dispatcher.accepted(),
        delivered,
        dropped,
        dispatcher.droppedByLevel(),
        dispatcher.queued(),
        dispatcher.lanes(),
        Optional.ofNullable(dispatcher.lastError()));
  }
}
