package dev.weft.event.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weft.event.codec.RawEvent;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
  private static final String ORDER =
      """
      {"name":"com.acme.pay","msg":"timeout after %d","levelno":40,"levelname":"ERROR",\
      "created":1795165727.5,"hostname":"web-1","process":77,"threadName":"main",\
      "processName":"pay","exc_text":"java.io.IOException: Read timed out\\\\n at x",\
      "message":"timeout after 500ms\\\\nsecond line","order":48213,"ratio":1.50,"shop":"caf\\u00e9",\
      "tags":["red","blue"],"nothing":null,"flag":true,"rkey":"shop.order.new",\
      "context":{"key":"3@7c9f2c1e-0d3b/1/2","user":"leo","deep":{"er":"x"}},\
      "mdc":{"session":"s-9"},"obj":{"state":"failed"},"obj_id":"o-1"}\
      """;

  private static final String END =
      """
      {"name":"root","msg":"x","levelno":20,"message":"x","context":{"key":"5@r"},\
      "weft":{"v":1,"kind":"end","outcome":"failed"}}\
      """;

  private static final String PYTHON_BEGIN =
      """
      {"name":"root","msg":"x","levelno":20,"message":"x","context":{"key":"0@r"}}\
      """;

  @Test
  void routingKeyAndHost_areFoundWhereTransportsWithoutHeadersCarryThem() {
    RawEvent carried =
        new RawEvent()
            .over(
                """
                {"rkey":"mine","weft":{"rkey":"shop.order","headers":{"hostname":"web-1"}}}\
                """
                    .getBytes(UTF_8));
    assertThat(Query.parse("rkey:shop.* host:web-1").matches(carried)).isTrue();
    assertThat(Query.parse("rkey:mine").matches(carried)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "level:error",
        "level:>=warn",
        "level:>warn",
        "level:<fatal",
        "level:<=error",
        "level:[info TO error]",
        "level:(warn error)",
        "level:40",
        "level:>30",
        "level:SEVERE",
        "logger:com.acme.pay",
        "logger:com.acme.*",
        "logger:com.acme.pay.*",
        "logger:com*pay",
        "host:web-1",
        "host:web-*",
        "process:77",
        "process:>50",
        "thread:main",
        "service:pay",
        "msg:timeout",
        "msg:TIMEOUT",
        "msg:\"after 500\"",
        "msg:time*",
        "msg:second",
        "exception:ioexception",
        "exception:*timed*",
        "exception:/Read\\s+timed/",
        "order:48213",
        "order:>48000",
        "order:[48213 TO 48214}",
        "order:>47k",
        "order:4.8213e4",
        "ratio:1.5",
        "ratio:1.50",
        "shop:café",
        "shop:caf*",
        "tags:red",
        "tags:b*",
        "tags:(green blue)",
        "flag:true",
        "nothing2:5 OR order:48213",
        "user:leo",
        "context.user:leo",
        "f.user:leo",
        "deep.er:x",
        "session:s-9",
        "mdc.session:s-9",
        "state:failed",
        "obj.state:failed",
        "object:o-1",
        "key:3@7c9f2c1e-0d3b/1/2",
        "task:7c9f2c1e",
        "task:7c9f2c1e-0d3b",
        "task:7c9f2c1e/1",
        "task:7c9f2c1e-0d3b/1/2",
        "seq:3",
        "seq:>2",
        "depth:2",
        "type:msg",
        "type:change",
        "-type:end",
        "rkey:shop.#",
        "rkey:*.order.*",
        "rkey:#",
        "rkey:shop.order.new.#",
        "timeout",
        "TimeOut",
        "time*",
        "*imeou*",
        "\"AFTER 500\"",
        "48213",
        "leo",
        "café",
        "second",
        "IOException",
        "/after \\d+ms/",
        "s-9",
        "blue",
        "time:2026-11-20",
        "time:>2026-11-19",
        "time:<=2026-11-20",
        "time:2026-11-20T09:08",
        "time:[2026-11-20T09:08:47Z TO 2026-11-20T09:08:47.6Z]",
        "time:>-1h",
        "time:-1d/d OR a OR level:error",
        "time:<now",
        "time:>=now/d",
        "order:*",
        "-nothing:*",
        "-absent:5",
        "NOT absent:*",
        "level:error logger:com.acme.* \"timeout\" task:7c9f2c1e",
        "user:>lea",
        "user:=leo",
        "user:[a TO z]",
        "a OR level:error",
        "-(a level:error)",
        "f.levelno:40"
      })
  void match(String query) {
    assertThat(matches(query, ORDER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "level:warn",
        "level:>error",
        "level:<error",
        "level:info",
        "level:fatal",
        "logger:com.acme",
        "logger:com.acme.p.*",
        "logger:com.acme.pa",
        "logger:Com.acme.pay",
        "host:web",
        "msg:timeou",
        "msg:imeout",
        "msg:nsecond",
        "msg:\"after  500\"",
        "order:482",
        "order:<48213",
        "order:{48213 TO 48214]",
        "ratio:1",
        "shop:cafe",
        "tags:gree*",
        "nothing:*",
        "nothing:null",
        "absent:<5",
        "absent:>5",
        "user:Leo",
        "obj.state:x",
        "task:\"7c9f2c1\"",
        "task:7c9f2c1e/2",
        "task:7c9f2c1e-0d3b/1/2/3",
        "task:7c9f2c1e/1/",
        "seq:<3",
        "type:begin",
        "type:born",
        "status:failed",
        "rkey:shop",
        "rkey:*.new",
        "rkey:shop.*",
        "imeout",
        "time",
        "web-1",
        "com.acme.pay",
        "ERROR",
        "3@7c9f2c1e-0d3b",
        "time:2026-11-21",
        "time:<2026-11-20",
        "time:>2026-11-20",
        "time:>-1s",
        "-level:error",
        "level:error -timeout",
        "order:x",
        "user:{leo TO z]"
      })
  void noMatch(String query) {
    assertThat(matches(query, ORDER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"type:end", "status:failed", "status:(succeeded failed)", "status:*"})
  void end_isToldByWhatItSays(String query) {
    assertThat(matches(query, END)).isTrue();
    assertThat(matches(query, ORDER)).isFalse();
    assertThat(matches("type:msg", END)).isFalse();
  }

  @Test
  void begin_isToldByItsNumber_whereAProgramDoesNotSay() {
    assertThat(matches("type:begin", PYTHON_BEGIN)).isTrue();
    assertThat(matches("type:msg", PYTHON_BEGIN)).isFalse();
  }

  @Test
  void brokenRecord_hasNoFields() {
    assertThat(matches("level:error", "{\"levelno\":40")).isFalse();
    assertThat(matches("", "{\"levelno\":40")).isTrue();
    assertThat(matches("levelno", "nonsense levelno")).isFalse();
  }

  @Test
  void escapedLetters_areFoundByText() {
    assertThat(matches("hello", "{\"message\":\"\\u0068ello\"}")).isTrue();
    assertThat(matches("x:a\\\"b", "{\"x\":\"a\\\"b\"}")).isTrue();
    assertThat(matches("logger:com.acme.*", "{\"name\":\"c\\u006fm.acme.x\"}")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          level:eror       § 6 § "eror" is no level                                   § level:error
          level:warn,error § 6 § "warn,error" is no level                             § level:(warn error)
          type:mesg        § 5 § "mesg" is no type; known are                         § type:msg
          a status:faild b § 9 § "faild" is no status; known are                      § a status:failed b
          name:check*      § 0 § name: is the enclosing task's                        § msg:check*
          """)
  void wrongValue_pointsAndMends(String query, int position, String problem, String fix) {
    QueryException wrong = catchThrowableOfType(QueryException.class, () -> Query.parse(query));
    assertThat(wrong.problem()).startsWith(problem);
    assertThat(wrong.position()).isEqualTo(position);
    assertThat(wrong.fix()).contains(fix);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          in{a}            § in{} needs whole trees
          under{a}         § under{} needs whole trees
          x:a->b           § a transition (->) needs the value before
          duration:>5s     § duration: needs a task's begin and end
          status:running   § status:running is known only of a task as a whole
          a | count        § "| count" works on the result of a search
          time:yesterday   § "yesterday" is no time
          elapsed:>5s      § the unit of this field is not known
          seq:x            § seq: takes a number, not "x"
          task:>x          § tasks have no order
          level:warn*      § level: takes a plain value here, no pattern
          """)
  void whatOneEventCannotAnswer_isRefused(String query, String problem) {
    QueryException wrong = catchThrowableOfType(QueryException.class, () -> Query.parse(query));
    assertThat(wrong.problem()).startsWith(problem);
  }

  @Test
  void anyText_isUnderstoodOrRefused_neverMore() {
    String characters = "ab:->\"/(){}[]|*\\~^ .NOTRAD@=<!0\n\ud83d\udc4d";
    Random random = new Random(3);
    RawEvent view = new RawEvent().over(ORDER.getBytes(UTF_8));
    int understood = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(14);
      for (int c = 0; c < length; c++) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      try {
        Query query = Query.parse(text.toString());
        query.matches(view);
        assertThat(QueryTree.parse(query.tree().toString())).isEqualTo(query.tree());
        understood++;
      } catch (QueryException refused) {
        assertThat(refused.picture()).contains("^");
      }
    }
    assertThat(understood).isBetween(5_000, 45_000);
  }

  @Test
  void everyTree_isCompiledOrRefused() {
    RandomQueries queries = new RandomQueries(11);
    RawEvent view = new RawEvent().over(ORDER.getBytes(UTF_8));
    int compiled = 0;
    for (int i = 0; i < 5_000; i++) {
      String text = queries.tree().toString();
      try {
        Query query = Query.parse(text);
        boolean negated = Query.parse("-(" + (text.isEmpty() ? "*" : text) + ")").matches(view);
        assertThat(text.isEmpty() || query.matches(view) != negated).as(text).isTrue();
        compiled++;
      } catch (QueryException refused) {
        assertThat(refused.problem()).isNotEmpty();
      }
    }
    assertThat(compiled).isGreaterThan(200);
  }

  @Test
  void absurdFieldNames_areRefused() {
    QueryException refused =
        catchThrowableOfType(QueryException.class, () -> Query.parse("a" + ".b".repeat(40) + ":1"));
    assertThat(refused).hasMessageStartingWith("no field is nested so deep");
  }

  @Test
  void commonForms_costNoAllocation() {
    Query query = Query.parse("level:>=warn logger:com.acme.* host:web-1 process:77");
    RawEvent view = new RawEvent();
    byte[] record = ORDER.getBytes(UTF_8);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long best = Long.MAX_VALUE;
    // The first rounds fill caches and compile; what is left must be nothing.
    for (int round = 0; round < 20 && best >= 16; round++) {
      long before = threads.getThreadAllocatedBytes(id);
      for (int i = 0; i < 1000; i++) {
        assertMatches(query, view.over(record));
      }
      best = Math.min(best, (threads.getThreadAllocatedBytes(id) - before) / 1000);
    }
    assertThat(best).isLessThan(16);
  }

  private static void assertMatches(Query query, RawEvent event) {
    if (!query.matches(event)) {
      throw new AssertionError("no match");
    }
  }

  private static boolean matches(String query, String record) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1795165730), ZoneOffset.UTC);
    return Query.parse(query, clock).matches(new RawEvent().over(record.getBytes(UTF_8)));
  }

  @Test
  void patternThatTakesTooManySteps_isGivenUp_andSaysSo() {
    RawEvent record =
        new RawEvent().over(("{\"message\":\"" + "x".repeat(5_000) + "\"}").getBytes(UTF_8));

    for (String query :
        List.of("message:/(x+x+)+y/", "host:a OR /(x+x+)+y/", "f.message:*x*x*x*y")) {
      assertThatThrownBy(() -> Query.parse(query).matches(record))
          .isInstanceOf(QueryException.class)
          .hasMessageContaining("too many steps")
          .hasMessageContaining("fewer repetitions");
    }
    assertThat(Query.parse("message:/x+$/").matches(record)).isTrue();
    assertThat(Query.parse("message:*x*x*x").matches(record)).isTrue();
  }
}
