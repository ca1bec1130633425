package dev.weft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.bridge.LocalLogs;
import dev.weft.event.ScopeId;
import dev.weft.record.ListRecorder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final String ROOT = "e252a11f-d33d-483d-ba08-bc8f642b2f10";
  private static final String TRACE = "e252a11fd33d483dba08bc8f642b2f10";
  private static final String FOREIGN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final ListRecorder recorder = ListRecorder.install();
  private final boolean linesBefore = LocalLogs.on(false);

  @AfterEach
  void stop() {
    LocalLogs.on(linesBefore);
    recorder.close();
  }

  @Test
  void workedExample_isWhatTheWireSays() {
    TraceContext context = TraceContext.of(new ScopeId(ROOT + "/1/3"));
    assertThat(context.traceparent()).isEqualTo("00-" + TRACE + "-565e3b0262a67a8a-03");
    assertThat(context.tracestate()).contains("distlog=" + ROOT + "/1/3");
    assertThat(context.distlogTask()).isEmpty();
  }

  @Test
  void headersOfAScope_handOverANewChild() {
    try (Scope job = Scopes.task("job").start()) {
      Map<String, String> headers = TraceContext.current().orElseThrow().headers();
      assertThat(headers).containsOnlyKeys("traceparent", "tracestate", "distlog-task");
      assertThat(headers.get("distlog-task")).isEqualTo(job.id() + "/1");
      assertThat(headers.get("tracestate")).isEqualTo("distlog=" + job.id());
      assertThat(read(headers)).contains(job.id().child(1));
      assertThat(TraceContext.of(job).distlogTask()).contains(job.id() + "/2");
    }
    assertThat(TraceContext.current()).isEmpty();
  }

  @Test
  void sendersPath_isBelievedWhenItHashesToTheSpan() {
    ScopeId sender = new ScopeId(ROOT + "/1/3");
    Map<String, String> headers = new HashMap<>(TraceContext.of(sender).headers());
    assertThat(read(headers).orElseThrow().parent()).contains(sender);

    headers.put("tracestate", "rojo=00f067aa0ba902b7 , distlog=" + ROOT + "/1/3,congo=t61");
    assertThat(read(headers).orElseThrow().parent()).contains(sender);

    headers.put("tracestate", "distlog=" + ROOT + "/1/4");
    assertThat(read(headers).orElseThrow().parent())
        .contains(new ScopeId(ROOT + "/565e3b0262a67a8a"));
  }

  @Test
  void foreignTrace_isBranchedBelowItsSpan() {
    Map<String, String> headers = Map.of("traceparent", FOREIGN);
    ScopeId first = read(headers).orElseThrow();
    ScopeId second = read(headers).orElseThrow();
    assertThat(first.value())
        .matches("4bf92f35-77b3-4da6-a3ce-929d0e0e4736/00f067aa0ba902b7/[0-9a-f]{16}");
    assertThat(second).isNotEqualTo(first);
    assertThat(TraceContext.of(first).traceparent())
        .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-" + first.lastSegment() + "-01");
  }

  @Test
  void taskHeader_winsUnlessAnotherProgramStandsBetween() {
    assertThat(read(Map.of("distlog-task", ROOT + "/2"))).contains(new ScopeId(ROOT + "/2"));
    assertThat(read(Map.of("distlog-task", "any root/2"))).isEmpty();
    Map<String, String> passedOn = Map.of("distlog-task", ROOT + "/2", "traceparent", FOREIGN);
    assertThat(read(passedOn).orElseThrow().root())
        .isEqualTo("4bf92f35-77b3-4da6-a3ce-929d0e0e4736");
    assertThat(read(Map.of("distlog-task", ROOT + "/2", "traceparent", "broken")))
        .contains(new ScopeId(ROOT + "/2"));
  }

  @Test
  void newerVersions_areReadAsFarAsTheyAreKnown() {
    String newer = FOREIGN.replaceFirst("00", "01") + "-more";
    assertThat(read(Map.of("traceparent", newer))).isPresent();
    assertThat(read(Map.of("traceparent", FOREIGN + "-more"))).isEmpty();
    assertThat(read(Map.of("traceparent", FOREIGN.replaceFirst("00", "ff")))).isEmpty();
  }

  @Test
  void capitals_areReadAsOthersAre() {
    String parent =
        read(Map.of("traceparent", FOREIGN.toUpperCase(Locale.ROOT)))
            .orElseThrow()
            .parent()
            .orElseThrow()
            .value();
    assertThat(parent).isEqualTo("4bf92f35-77b3-4da6-a3ce-929d0e0e4736/00f067aa0ba902b7");
    String upper = ROOT.toUpperCase(Locale.ROOT);
    assertThat(TraceContext.traceId(new ScopeId(upper))).isEqualTo(TRACE);
    assertThat(TraceContext.of(new ScopeId(upper + "/1")).traceparent())
        .startsWith("00-" + TRACE + '-')
        .endsWith("-01");
  }

  @Test
  void lettersBeyondAscii_areNoDigits() {
    // Their low bytes are those of digits.
    String like = FOREIGN.replace('0', (char) ('0' + 0x100));
    assertThat(read(Map.of("traceparent", like))).isEmpty();
    ScopeId odd = new ScopeId(ROOT.replace('0', (char) ('0' + 0x100)) + "/1");
    assertThat(TraceContext.of(odd).traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(TraceContext.spanId(new ScopeId(ROOT + '/' + (char) 0x130 + "0f067aa0ba902b7")))
        .matches("[0-9a-f]{16}");
  }

  @Test
  void malformedHeaders_startANewRoot() {
    for (String bad :
        new String[] {
          "",
          "00",
          "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-" + "0".repeat(16) + "-01",
          "00-zzf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "\0".repeat(100_000)
        }) {
      Map<String, String> headers = Map.of("traceparent", bad, "tracestate", "distlog=,,=,");
      assertThat(read(headers)).isEmpty();
      TraceContext.continueFrom(headers::get, "payment")
          .run(s -> assertThat(s.id().isRoot()).isTrue());
    }
    assertThat(
            TraceContext.read(name -> {
              throw new IllegalStateException(name);
            }))
        .isEmpty();
  }

  @Test
  void continuedTask_isForeign() {
    Map<String, String> headers = Map.of("traceparent", FOREIGN);
    TraceContext.continueFrom(headers::get, "payment of %d", 7).run(() -> {});
    assertThat(recorder.records().get(0).foreign()).isTrue();
    assertThat(recorder.records().get(0).arguments()).containsExactly(7);
  }

  @Test
  void rootsThatAreNoUuid_haveATraceToo() {
    ScopeId odd = new ScopeId("nightly job/1");
    assertThat(TraceContext.of(odd).traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    assertThat(TraceContext.of(odd).tracestate()).isEmpty();
    ScopeId plain = new ScopeId("nightly/1");
    assertThat(read(TraceContext.of(plain).headers()).orElseThrow().parent()).contains(plain);
  }

  @Test
  void rootOfZeros_hasATraceThatOthersTake() {
    ScopeId zeros = new ScopeId("00000000-0000-0000-0000-000000000000/1");
    String parent = TraceContext.of(zeros).traceparent();
    assertThat(parent).startsWith("00-" + TraceContext.traceId(zeros) + '-').endsWith("-01");
    assertThat(TraceContext.traceId(zeros)).matches("[0-9a-f]{32}").isNotEqualTo("0".repeat(32));
  }

  @Test
  void longPaths_areLeftOut() {
    ScopeId deep = new ScopeId(ROOT + "/1".repeat(110));
    assertThat(TraceContext.of(deep).tracestate()).isPresent();
    assertThat(TraceContext.of(deep.child(1)).tracestate()).isEmpty();
  }

  @Test
  void everyPath_comesBackAsItsOwnBranch() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      String id = new UUID(random.nextLong(), random.nextLong()).toString();
      for (int k = random.nextInt(8); k > 0; k--) {
        if (random.nextInt(5) == 0) {
          id = HexDigits.branchBelow(id);
        } else {
          id += "/" + (1 + random.nextInt(99));
        }
      }
      ScopeId scope = new ScopeId(id);
      TraceContext context = TraceContext.of(scope);
      assertThat(read(context.headers()).orElseThrow().parent()).contains(scope);
      assertThat(context.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]");
    }
  }

  @Test
  void randomHeaders_neverThrow() {
    Random random = new Random(13);
    String alphabet = "0123456789abcdef-=,/ @distlog\u00e9\0";
    for (int i = 0; i < 20_000; i++) {
      Map<String, String> headers = new HashMap<>();
      for (String name : new String[] {"traceparent", "tracestate", "distlog-task"}) {
        StringBuilder value = new StringBuilder();
        for (int k = random.nextInt(70); k > 0; k--) {
          value.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        headers.put(name, value.toString());
      }
      assertThat(read(headers)).isNotNull();
    }
  }

  @Test
  void received_saysTheSameAsWhatIsMadeOfTheId() {
    List<Map<String, String>> all =
        List.of(
            Map.of("traceparent", FOREIGN),
            Map.of("traceparent", FOREIGN.toUpperCase(Locale.ROOT)),
            Map.of("traceparent", FOREIGN.replaceFirst("00", "01") + "-more"),
            Map.of("distlog-task", ROOT + "/2"),
            TraceContext.of(new ScopeId(ROOT + "/1/3")).headers());
    for (Map<String, String> headers : all) {
      TraceContext received = TraceContext.received(headers::get).orElseThrow();
      assertThat(received.headers()).isEqualTo(TraceContext.of(received.id()).headers());
    }
    assertThat(TraceContext.received(name -> null)).isEmpty();
  }

  private static Optional<ScopeId> read(Map<String, String> headers) {
    return TraceContext.read(headers::get);
  }
}
