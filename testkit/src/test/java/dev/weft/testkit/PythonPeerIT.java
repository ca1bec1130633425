package dev.weft.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonPeerIT {
  @Test
  void run_script_talksByLines() throws Exception {
    String script =
        """
        import sys
        for line in sys.stdin:
            print(sys.argv[1], line.strip().upper())
        """;
    try (PythonPeer python = PythonPeer.run(script, "\u00fc")) {
      python.writeLine("one");
      python.writeLine("two");

      assertThat(python.readLines(2)).containsExactly("\u00fc ONE", "\u00fc TWO");
    }
  }

  @Test
  void awaitExit_givesStatus() throws Exception {
    try (PythonPeer python = PythonPeer.run("import zmq; raise SystemExit(3)")) {
      assertThat(python.awaitExit()).isEqualTo(3);
    }
  }
}
