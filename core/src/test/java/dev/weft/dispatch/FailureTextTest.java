package dev.weft.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FailureTextTest {
  private final FailureText text = new FailureText(line -> line);

  @Test
  void trace_isWhatTheJdkPrints() {
    Exception failure = new IllegalStateException("outer", new IOException("inner"));
    failure.addSuppressed(new IllegalArgumentException("beside"));
    StringWriter expected = new StringWriter();
    failure.printStackTrace(new PrintWriter(expected));

    assertThat(text.trace(failure)).isEqualTo(expected.toString().stripTrailing());
  }

  @Test
  void trace_ofACircle_ends() {
    Exception first = new Exception("first");
    first.initCause(new Exception("second", first));

    assertThat(text.trace(first)).contains("Caused by: [seen above: java.lang.Exception: first]");
  }

  @Test
  void trace_ofAnExceptionThatThrows_saysSo() {
    Exception hostile =
        new Exception() {
          private static final long serialVersionUID = 1L;

          @Override
          public String getMessage() {
            throw new UnsupportedOperationException();
          }

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
          }

          @Override
          public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
          }
        };

    assertThat(text.trace(hostile))
        .isEqualTo(
            hostile.getClass().getName()
                + ": <toString threw java.lang.UnsupportedOperationException>");
    assertThat(text.message(hostile))
        .isEqualTo("<getMessage threw java.lang.UnsupportedOperationException>");
  }

  @Test
  void trace_isBounded() {
    Exception deep = new Exception("x".repeat(10_000));
    for (int i = 0; i < 1_000; i++) {
      deep = new Exception("level " + i, deep);
    }
    StackTraceElement[] frames = new StackTraceElement[1_000];
    Arrays.setAll(frames, i -> new StackTraceElement("A", "m" + i, "A.java", i));
    Exception tall = new Exception("long");
    tall.setStackTrace(frames);

    assertThat(text.trace(deep)).hasSizeLessThan(40_000).contains("more exceptions left out");
    assertThat(text.trace(tall)).contains("at A.m199(A.java:199)").endsWith("\t... 800 more");
    assertThat(text.message(new Exception("x".repeat(10_000)))).hasSizeLessThan(4_200);
  }

  @Test
  void trace_isRedacted() {
    FailureText redacting = new FailureText(line -> line.replace("secret", "***"));

    assertThat(redacting.trace(new Exception("a secret"))).startsWith("java.lang.Exception: a ***");
    assertThat(redacting.message(new Exception("a secret"))).isEqualTo("a ***");
  }
}
