package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.query.ExceptionText.Frame;
import dev.weft.event.query.ExceptionText.Thrown;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExceptionTextTest {
  static final String JAVA =
      """
      com.acme.PayException: card declined
      for good
      \tat com.acme.pay.Card.charge(Card.java:42) ~[pay.jar:1.2]
      \tat com.acme.pay.Card$$SpringCGLIB$$0.charge(<generated>)
      \tat org.springframework.aop.Proxy.invoke(Proxy.java:1)
      \tat java.base/java.lang.Thread.run(Thread.java:840)
      \tSuppressed: java.lang.RuntimeException: closing
      \t\tat com.acme.Hidden.close(Hidden.java:1)
      \tCaused by: com.acme.AlsoHidden
      \t... 2 more
      Caused by: java.io.IOException
      \tat com.acme.pay.Line.lambda$read$0(Line.java:7)
      \tat app//com.acme.pay.Line.read(Line.java:8)
      \t... 12 common frames omitted
      """;

  static final String PYTHON =
      """
      Traceback (most recent call last):
        File "/app/shop/db.py", line 7, in read
          return rows[key]
                 ~~~~^^^^^
      KeyError: 'order'

      During handling of the above exception, another exception occurred:

      Traceback (most recent call last):
        File "/app/main.py", line 42, in <module>
          main()
        File "/usr/lib/python3.11/site-packages/flask/app.py", line 3, in run
          go()
        File "/app/shop/pay.py", line 12, in charge
          raise PayError("declined")
        [Previous line repeated 3 more times]
      shop.pay.PayError: declined
      for good
      """;

  @Test
  void javaTrace_hasItsCausesOutermostFirst() {
    assertThat(ExceptionText.parse(JAVA).thrown())
        .containsExactly(
            new Thrown(
                "com.acme.PayException",
                "card declined\nfor good",
                List.of(
                    new Frame("com.acme.pay.Card.charge(Card.java:42)", true),
                    new Frame("com.acme.pay.Card$$SpringCGLIB$$0.charge(<generated>)", true),
                    new Frame("org.springframework.aop.Proxy.invoke(Proxy.java:1)", false),
                    new Frame("java.base/java.lang.Thread.run(Thread.java:840)", false))),
            new Thrown(
                "java.io.IOException",
                "",
                List.of(
                    new Frame("com.acme.pay.Line.lambda$read$0(Line.java:7)", true),
                    new Frame("app//com.acme.pay.Line.read(Line.java:8)", true))));
  }

  @Test
  void pythonTrace_hasTheLastRaisedFirst_andTheInnermostFrameFirst() {
    assertThat(ExceptionText.parse(PYTHON).thrown())
        .containsExactly(
            new Thrown(
                "shop.pay.PayError",
                "declined\nfor good",
                List.of(
                    new Frame("File \"/app/shop/pay.py\", line 12, in charge", true),
                    new Frame(
                        "File \"/usr/lib/python3.11/site-packages/flask/app.py\", line 3, in run",
                        false),
                    new Frame("File \"/app/main.py\", line 42, in <module>", true))),
            new Thrown(
                "KeyError",
                "'order'",
                List.of(new Frame("File \"/app/shop/db.py\", line 7, in read", true))));
  }

  @Test
  void lineFeeds_mayBeEscapedOrOfWindows() {
    List<Thrown> java = ExceptionText.parse(JAVA).thrown();
    List<Thrown> python = ExceptionText.parse(PYTHON).thrown();
    assertThat(ExceptionText.parse(JAVA.replace("\n", "\\n")).thrown()).isEqualTo(java);
    assertThat(ExceptionText.parse(JAVA.replace("\n", "\r\n")).thrown()).isEqualTo(java);
    assertThat(ExceptionText.parse(JAVA.replace("\n", "\r\\n")).thrown()).isEqualTo(java);
    assertThat(ExceptionText.parse(PYTHON.replace("\n", "\\n")).thrown()).isEqualTo(python);
    assertThat(ExceptionText.parse(PYTHON.replace("\n", "\r\n")).thrown()).isEqualTo(python);
  }

  @Test
  void pythonChain_byFrom_andGroups() {
    String text =
        """
          + Exception Group Traceback (most recent call last):
          |   File "/app/a.py", line 1, in a
          |     x()
          | ExceptionGroup: several (1 sub-exception)
          +-+---------------- 1 ----------------
            | Traceback (most recent call last):
            |   File "/app/b.py", line 2, in b
            | ValueError: bad
            +------------------------------------
        """;
    assertThat(ExceptionText.parse(text).thrown())
        .extracting(Thrown::type)
        .containsExactly("ValueError", "ExceptionGroup");
    String chained =
        PYTHON.replace(
            "During handling of the above exception, another exception occurred:",
            "The above exception was the direct cause of the following exception:");
    assertThat(ExceptionText.parse(chained)).isEqualTo(ExceptionText.parse(PYTHON));
  }

  @Test
  void heads_ofOtherShapes() {
    assertThat(types("Exception in thread \"main\" a.B: c\n\tat d.E.f(E.java:1)"))
        .containsExactly("a.B");
    assertThat(types("a.Inner: x\nWrapped by: a.Outer: y")).containsExactly("a.Outer", "a.Inner");
    assertThat(types("TypeError: x is undefined\n    at f (file.js:1:2)"))
        .containsExactly("TypeError");
    assertThat(types("a.B")).containsExactly("a.B");
    assertThat(types("a.B: c\nCaused by: ???")).containsExactly("a.B", "?");
  }

  @Test
  void whatIsNoTrace_hasNoExceptions() {
    assertThat(types("")).isEmpty();
    assertThat(types("\n \n")).isEmpty();
    assertThat(types("something went wrong, no idea what")).isEmpty();
    assertThat(ExceptionText.typeOf("something went wrong\nno idea"))
        .isEqualTo("something went wrong");
    assertThat(ExceptionText.typeOf(" ")).isNull();
  }

  @Test
  void hugeText_isReadAtBothEnds() {
    String text =
        "a.B: c\n"
            + "\tat x.Y.z(Y.java:1)\n".repeat(600_000)
            + "Caused by: d.E: f\n\tat g.H.i(H.java:2)";
    List<Thrown> thrown = ExceptionText.parse(text).thrown();
    assertThat(thrown).extracting(Thrown::type).containsExactly("a.B", "d.E");
    assertThat(thrown.get(0).frames()).hasSize(1_000);
    String causes = "a.B: c\n" + "Caused by: d.E: f\n".repeat(10_000);
    assertThat(types(causes)).hasSizeLessThanOrEqualTo(51);
    String oneLine = "x".repeat(10_000_000);
    assertThat(ExceptionText.parse(oneLine).thrown()).isEmpty();
    assertThat(types("a.B: " + oneLine)).containsExactly("a.B");
  }

  @Test
  void garbage_isReadWithoutAnError() {
    Random random = new Random(4);
    List<String> parts =
        List.of(
            "Traceback (most recent call last):",
            "  File \"",
            "\", line 1, in x",
            "Caused by: ",
            "\tat ",
            "a.B",
            ": ",
            "\n",
            "\r\n",
            "\\n",
            "(",
            ")",
            "  | ",
            "+-+--",
            "... 3 more",
            " ",
            "During handling of the above exception",
            "Suppressed: ",
            "é",
            "\u0000");
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(20); c > 0; c--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      ExceptionText.parse(text.toString());
      ExceptionText.typeOf(text.toString());
    }
  }

  private static List<String> types(String text) {
    return ExceptionText.parse(text).thrown().stream().map(Thrown::type).toList();
  }
}
