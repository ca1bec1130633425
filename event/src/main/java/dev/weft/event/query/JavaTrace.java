package dev.weft.event.query;

import dev.weft.event.query.ExceptionText.Frame;
import dev.weft.event.query.ExceptionText.Thrown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads traces as the JVM prints them, and logging systems after it. Functions only. */
final class JavaTrace {
  private static final Pattern HEAD =
      Pattern.compile(
          "(?:Exception in thread \".{0,200}?\" )?([\\p{L}_$][\\w$./]{0,300})(?::\\s?(.*))?");
  private static final String CAUSE = "Caused by: ";
  private static final String WRAPPER = "Wrapped by: ";

  /** Where a frame's method begins so, it is no program's own. */
  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "jakarta.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "clojure.",
          "org.springframework.",
          "org.apache.",
          "org.eclipse.",
          "org.hibernate.",
          "org.jboss.",
          "org.slf4j.",
          "org.junit.",
          "org.gradle.",
          "org.codehaus.",
          "org.postgresql.",
          "org.mockito.",
          "org.glassfish.",
          "ch.qos.logback.",
          "com.fasterxml.",
          "com.google.common.",
          "com.google.inject.",
          "com.zaxxer.",
          "com.mysql.",
          "com.mongodb.",
          "com.rabbitmq.client.",
          "io.netty.",
          "io.undertow.",
          "io.micrometer.",
          "io.vertx.",
          "io.opentelemetry.",
          "io.grpc.",
          "io.quarkus.",
          "io.micronaut.",
          "io.lettuce.",
          "reactor.",
          "rx.",
          "okhttp3.",
          "retrofit2.",
          "net.bytebuddy.",
          "akka.",
          "zmq.",
          "org.zeromq.",
          "dev.weft.Scope",
          "dev.weft.TaskBuilder",
          "dev.weft.bridge.");

  private JavaTrace() {}

  static List<Thrown> parse(List<String> lines) {
    List<Draft> drafts = new ArrayList<>();
    Draft current = null;
    boolean suppressed = false;
    for (String line : lines) {
      if (drafts.size() > Draft.MOST) {
        break;
      }
      String text = line.strip();
      if (current == null) {
        current = text.isEmpty() ? null : head(text);
        if (current == null && !text.isEmpty()) {
          return List.of();
        }
        if (current != null) {
          drafts.add(current);
        }
      } else if (line.startsWith(CAUSE) || line.startsWith(WRAPPER)) {
        boolean outer = line.startsWith(WRAPPER);
        current = Draft.of(head(line.substring(outer ? WRAPPER.length() : CAUSE.length())), line);
        drafts.add(outer ? 0 : drafts.size(), current);
        suppressed = false;
      } else if (text.startsWith("Suppressed: ")) {
        suppressed = true;
      } else if (!suppressed) {
        current.line(text);
      }
    }
    return drafts.stream().map(Draft::thrown).toList();
  }

  private static @Nullable Draft head(String line) {
    Matcher head = HEAD.matcher(line);
    return head.matches()
        ? new Draft(head.group(1), head.group(2) == null ? "" : head.group(2))
        : null;
  }

  /** Whether a frame, such as {@code com.acme.Pay.charge(Pay.java:42)}, is the program's own. */
  static boolean own(String frame) {
    String method = FrameName.method(frame);
    return LIBRARIES.stream().noneMatch(method::startsWith);
  }

  /** An exception of which lines are still to come. Used by one thread. */
  private static final class Draft {
    private static final int MOST = 50;
    private static final int MOST_FRAMES = 1_000;
    private static final int LONGEST_MESSAGE = 10_000;

    private final String type;
    private final StringBuilder message;
    private final List<Frame> frames = new ArrayList<>();

    Draft(String type, String message) {
      this.type = type;
      this.message = new StringBuilder(message);
    }

    static Draft of(@Nullable Draft head, String line) {
      return head != null ? head : new Draft("?", line);
    }

    void line(String text) {
      if (text.startsWith("at ")) {
        if (frames.size() < MOST_FRAMES) {
          frames.add(frame(text.substring(3)));
        }
      } else if (frames.isEmpty() && message.length() < LONGEST_MESSAGE) {
        message.append('\n').append(text);
      }
    }

    /** Without what logging systems add of jars behind it. */
    private static Frame frame(String text) {
      int close = text.indexOf(')');
      String call = close < 0 ? text : text.substring(0, close + 1);
      return new Frame(call, own(call));
    }

    Thrown thrown() {
      return new Thrown(type, message.toString().stripTrailing(), frames);
    }
  }
}
