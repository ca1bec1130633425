package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.codec.JsonWriter;
import dev.weft.event.codec.RawEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void exceptionsOfOneFault_haveOneFingerprint() {
    Fingerprint one = made(40, "declined 17", ExceptionTextTest.JAVA);
    String moved =
        ExceptionTextTest.JAVA
            .replaceAll("\\.java:\\d+", ".java:99")
            .replace("CGLIB$$0", "CGLIB$$7")
            .replace("card declined", "other words")
            .replace("Proxy.invoke", "Proxy.call")
            .replace("\n", "\\n");
    Fingerprint two = made(40, "declined 18", moved);
    assertThat(two.id()).isEqualTo(one.id()).matches("[0-9a-f]{16}");
    assertThat(one.title()).isEqualTo("com.acme.PayException");
    assertThat(one.message()).isEqualTo("card declined\nfor good");
    assertThat(one.place()).isEqualTo("com.acme.pay.Line.lambda$read$0(Line.java:7)");
    assertThat(one.reasons())
        .containsExactly(
            "class chain com.acme.PayException > java.io.IOException",
            "frames com.acme.pay.Card.charge, com.acme.pay.Line.lambda$read$,"
                + " com.acme.pay.Line.read");
  }

  @Test
  void otherCause_orOtherOwnFrame_isAnotherFault() {
    String id = made(40, "x", ExceptionTextTest.JAVA).id();
    String otherCause =
        ExceptionTextTest.JAVA.replace("java.io.IOException", "java.io.EOFException");
    String otherFrame = ExceptionTextTest.JAVA.replace("Line.read(", "Line.write(");
    assertThat(made(40, "x", otherCause).id()).isNotEqualTo(id);
    assertThat(made(40, "x", otherFrame).id()).isNotEqualTo(id);
  }

  @Test
  void recursionsDepth_makesNoOtherFault() {
    String frame = "\tat a.B.c(B.java:1)\n";
    assertThat(made(40, "x", "a.E: x\n" + frame.repeat(2)).id())
        .isEqualTo(made(40, "x", "a.E: x\n" + frame.repeat(900)).id());
  }

  @Test
  void pythons_areOneFault_whereverTheyAreInstalled() {
    Fingerprint one = made(40, "x", ExceptionTextTest.PYTHON);
    String moved =
        ExceptionTextTest.PYTHON.replace("/app/", "/srv/7/app/").replace("line 12", "line 14");
    assertThat(made(40, "y", moved).id()).isEqualTo(one.id());
    assertThat(one.title()).isEqualTo("shop.pay.PayError");
    assertThat(one.reasons().get(1))
        .isEqualTo("frames shop/pay.py charge, app/main.py <module>, shop/db.py read");
  }

  @Test
  void withoutException_loggerAndTemplateDecide() {
    Fingerprint one = made(40, "order 17 lost", null);
    assertThat(made(50, "order 18 lost", null).id()).isEqualTo(one.id());
    assertThat(made(40, "order 18 found", null).id()).isNotEqualTo(one.id());
    assertThat(one.title()).isEqualTo("com.acme");
    assertThat(one.place()).isNull();
    assertThat(one.message()).isEqualTo("order 17 lost");
    assertThat(one.reasons()).containsExactly("logger com.acme", "template \"order {} lost\"");
  }

  @Test
  void exceptionWithoutOwnFrames_isToldApartByWhatWasSaid() {
    String text = "java.io.IOException: x\n\tat java.base/java.io.X.y(X.java:1)";
    Fingerprint one = made(30, "reading 5", text);
    assertThat(made(30, "reading 6", text).id()).isEqualTo(one.id());
    assertThat(made(30, "writing 6", text).id()).isNotEqualTo(one.id());
    assertThat(one.reasons()).hasSize(3);
  }

  @Test
  void failureOfATask_countsWhereNoTraceIs() {
    Map<String, Object> record = record(40, "FAILED x", null);
    record.put("weft", Map.of("failure", Map.of("type", "a.B", "message", "gone")));
    Fingerprint fingerprint = of(record).orElseThrow();
    assertThat(fingerprint.title()).isEqualTo("a.B");
    assertThat(fingerprint.message()).isEqualTo("gone");
  }

  @Test
  void eventsThatAreNoErrors_haveNone() {
    assertThat(of(record(30, "careful", null))).isEmpty();
    assertThat(of(record(20, "x", "a.B: c"))).isPresent();
    assertThat(of(record(20, "x", "no trace but a text that somebody wrote"))).isPresent();
    assertThat(Fingerprint.of(new RawEvent().over(new byte[] {'{'}))).isEmpty();
    assertThat(of(new LinkedHashMap<>(Map.of("levelno", 40)))).isPresent();
  }

  private static Fingerprint made(int level, String message, @Nullable String trace) {
    return of(record(level, message, trace)).orElseThrow();
  }

  private static Map<String, Object> record(int level, String message, @Nullable String trace) {
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("name", "com.acme");
    record.put("levelno", level);
    record.put("msg", message);
    record.put("message", message);
    record.put("exc_text", trace);
    return record;
  }

  private static Optional<Fingerprint> of(Map<String, Object> record) {
    return Fingerprint.of(new RawEvent().over(new JsonWriter().value(record).toBytes()));
  }
}
