package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.weft.web.metric.MemoryMaps.Kind;
import dev.weft.web.metric.Provider.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryMapsTest {
  private static final String SMAPS =
      """
      7ff7d33bd000-7ff7d33be000 r--p 00000000 00:65 49                         /usr/lib/a b.so
      Size:                  4 kB
      Rss:                   3 kB
      Pss:                   2 kB
      Pss_Dirty:             9 kB
      THPeligible:           0
      ProtectionKey:         0
      VmFlags: rd mr mw me
      a line that nobody knows \u00ff
      7ff7d33be000-7ff7d33bf000 rw-p 00000000 00:00 0
      Size:                 40 kB
      Rss:                  30 kB
      Pss:                  20 kB
      7ff7d33bf000-7ff7d33c0000 r-xp 00000000 00:65 49                         /usr/lib/a b.so
      Size:                  4 kB
      Rss:                   4 kB
      Pss:                   4 kB
      7ff7d33c0000-7ff7d33c1000 r-xp 00000000 00:65 50                         /usr/lib/unused.so
      Size:                  4 kB
      Pss:                   0 kB
      """;

  @TempDir Path proc;
  private final AtomicLong clock = new AtomicLong();

  @Test
  void mappings_areSummedByName() throws IOException {
    smaps("12", SMAPS);
    assertThat(data(Kind.PSS)).containsExactly("12 /usr/lib/a b.so 6.0", "12  20.0");
    assertThat(data(Kind.RSS)).containsExactly("12 /usr/lib/a b.so 7.0", "12  30.0");
    assertThat(data(Kind.SIZE)).containsExactly("12 /usr/lib/a b.so 8.0", "12  40.0");
  }

  @Test
  void namesAndTexts_areTheOldOnes() {
    MemoryMaps maps = MemoryMaps.ofAllProcesses(Kind.PSS);
    assertThat(maps.name()).isEqualTo("pod_process_smap_pss_kb");
    assertThat(maps.help()).isEqualTo("Container smap used Pss");
    assertThat(maps.type()).isEqualTo("gauge");
    assertThat(maps.extend()).isTrue();
  }

  @Test
  void unreadableProcess_isLeftOut() throws IOException {
    smaps("12", SMAPS);
    Files.createDirectories(proc.resolve("13").resolve("smaps"));
    Files.createDirectories(proc.resolve("14"));
    Files.createDirectories(proc.resolve("self"));
    assertThat(data(Kind.PSS)).hasSize(2);
  }

  @Test
  void missingProc_isEmpty() {
    assertThat(MemoryMaps.in(proc.resolve("no"), true, Kind.PSS, clock::get).data()).isEmpty();
    assertThat(MemoryMaps.in(proc.resolve("no"), false, Kind.PSS, clock::get).data()).isEmpty();
  }

  @Test
  void numbers_areKeptForTenSeconds() throws IOException {
    smaps("12", SMAPS);
    MemoryMaps maps = MemoryMaps.in(proc, true, Kind.PSS, clock::get);
    List<Sample> first = maps.data();
    smaps("13", SMAPS);
    clock.set(9_999_999_999L);
    assertThat(maps.data()).isSameAs(first);
    clock.set(10_000_000_000L);
    assertThat(maps.data()).hasSize(4);
  }

  @Test
  void thisProcess_hasAHeap() {
    assumeThat(Path.of("/proc/self/smaps")).isReadable();
    assertThat(MemoryMaps.ofThisProcess(Kind.PSS).data())
        .isNotEmpty()
        .allSatisfy(sample ->
            assertThat(sample.labels())
                .contains(entry("pid", Long.toString(ProcessHandle.current().pid()))))
        .anySatisfy(sample -> assertThat(sample.value()).isGreaterThan(1000));
  }

  private void smaps(String pid, String text) throws IOException {
    Files.writeString(Files.createDirectories(proc.resolve(pid)).resolve("smaps"), text);
  }

  private List<String> data(Kind kind) {
    return MemoryMaps.in(proc, true, kind, clock::get).data().stream()
        .map(sample ->
            sample.labels().get("pid") + ' ' + sample.labels().get("name") + ' ' + sample.value())
        .toList();
  }
}
