package dev.weft.event.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.event.query.Completions.Item;
import dev.weft.event.query.Completions.Kind;
import dev.weft.event.query.Completions.Wanted;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionsTest {
  /** The caret is {@code ^}; from and to are marked in the second column by angle quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          le^                     § ‹le›                      § FIELDS  §         § level:
          le^vel:error            § ‹level:›error             § FIELDS  §         § level:
          a -st^                  § a -‹st›                   § FIELDS  §         § status:
          (a OR ser^              § (a OR ‹ser›               § FIELDS  §         § service:
          in{le^                  § in{‹le›                   § FIELDS  §         § level:
          level:er^               § level:‹er›                § NOTHING §         § error
          level:>=w^ host:x       § level:>=‹w› host:x        § NOTHING §         § warn
          level:>=^               § level:>=‹›                § NOTHING §         § trace debug info warn error fatal
          level:(error w^         § level:(error ‹w›          § NOTHING §         § warn
          level:[info TO e^       § level:[info TO ‹e›        § NOTHING §         § error
          -type:b^                § -type:‹b›                 § NOTHING §         § begin born
          status:^x               § status:‹x›                § NOTHING §         § succeeded failed cancelled unset aborted running lost * >= <= ( [
          time:>-1^               § time:>‹-1›                § NOTHING §         § -15m -1h -1d -1d/d
          host:we^b-1 a           § host:‹web-1› a            § VALUES  § host    §
          f.user:"an^             § f.user:‹"an›              § VALUES  § f.user  §
          f.user:"an^n" a         § f.user:‹"ann"› a          § VALUES  § f.user  §
          user:(ann "b^           § user:(ann ‹"b›            § VALUES  § user    §
          obj.state:new->pe^      § obj.state:new->‹pe›       § VALUES  § obj.state §
          "quoted le^             § ‹"quoted le›              § NOTHING §         §
          a | co^                 § a | ‹co›                  § NOTHING §         § count
          a |^                    § a |‹›                     § NOTHING §         § count top hist stats fields sort limit trees objects errors patterns
          | count b^              § | count ‹b›               § NOTHING §         § by
          | count by lo^          § | count by ‹lo›           § COLUMNS §         § logger
          | count by host, lo^    § | count by host, ‹lo›     § COLUMNS §         § logger
          | top 5 ta^             § | top 5 ‹ta›              § COLUMNS §         § task
          | top ^                 § | top ‹›                  § NOTHING §         § 10 20 100
          | hist 1m b^            § | hist 1m ‹b›             § NOTHING §         § by
          | stats p9^             § | stats ‹p9›              § NOTHING §         § p95 p99
          | stats p95,ma^         § | stats p95,‹ma›          § NOTHING §         § max
          | stats max(du^         § | stats max(‹du›          § COLUMNS §         § duration
          | stats max(duration) ^ § | stats max(duration) ‹›  § NOTHING §         § by
          | sort ti^me desc       § | sort ‹time› desc        § COLUMNS §         § time
          | sort time d^          § | sort time ‹d›           § NOTHING §         § desc
          a || le^                § a || ‹le›                 § FIELDS  §         § level:
          C:\\te^mp x             § ‹C:\\temp› x              § NOTHING §         § "C:\\\\temp"
          """)
  void fits(String typed, String range, Wanted wanted, String field, String items) {
    Completions found = at(typed);
    String text = typed.replaceFirst("\\^", "");
    assertThat(
            text.substring(0, found.from())
                + '‹'
                + text.substring(found.from(), found.to())
                + '›'
                + text.substring(found.to()))
        .isEqualTo(range);
    assertThat(found.wanted()).isEqualTo(wanted);
    assertThat(found.field()).isEqualTo(field);
    assertThat(found.items().stream().map(Item::text).collect(Collectors.joining(" ")))
        .isEqualTo(items == null ? "" : items);
  }

  @Test
  void emptyText_offersFieldsAndScopes_andOperatorsBehindATerm() {
    assertThat(at("^").items()).extracting(Item::text).contains("level:", "in{", "under{", "NOT");
    assertThat(at("^").items()).extracting(Item::text).doesNotContain("OR", "AND", "|");
    assertThat(at("a ^").items()).extracting(Item::text).contains("OR", "AND", "|", "msg:");
    assertThat(at("a o^").items()).extracting(Item::text).contains("OR", "object:");
    assertThat(at("(a ^").items()).extracting(Item::text).contains("OR").doesNotContain("|");
    assertThat(at("a OR ^").items()).extracting(Item::text).doesNotContain("OR");
    assertThat(at("^").items().get(0))
        .isEqualTo(new Item("time:", Kind.FIELD, "when, by the clock of who said it"));
  }

  @Test
  void whatAStoreFinds_isWrittenSoThatItIsRead() {
    Completions value = at("user:^");
    assertThat(value.item("ann").text()).isEqualTo("ann");
    assertThat(value.item("a b\"c\\").text()).isEqualTo("\"a b\\\"c\\\\\"");
    assertThat(value.item("-5").text()).isEqualTo("-5");
    assertThat(value.item("a->b").text()).isEqualTo("\"a->b\"");
    assertThat(value.item("TO").kind()).isEqualTo(Kind.VALUE);
    Completions field = at("f.us^");
    assertThat(field.storeTyped()).isEqualTo("us");
    assertThat(field.item("user").text()).isEqualTo("f.user:");
    assertThat(at("l^").item("level").text()).isEqualTo("f.level:");
    assertThat(at("| count by us^").item("user").text()).isEqualTo("user");
    assertThat(at("obj.st^").storeTyped()).isEqualTo("st");
  }

  @Test
  void caretOutside_isTheNearestEnd() {
    assertThat(Completions.at("le", 99).typed()).isEqualTo("le");
    assertThat(Completions.at("le", -1).typed()).isEmpty();
  }

  @Test
  void anyText_isTaken() {
    Random random = new Random(6);
    List<String> parts =
        List.of(
            "level:",
            "in{",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "\\",
            "|",
            "||",
            " ",
            "a",
            "->",
            ">=",
            "-",
            "!",
            ":",
            "TO",
            "count by ",
            "stats ",
            "p5(",
            ",",
            "é",
            "\n",
            "C:\\",
            "f.");
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(10); c > 0; c--) {
        text.append(parts.get(random.nextInt(parts.size())));
      }
      int caret = random.nextInt(text.length() + 1);
      Completions found = Completions.at(text.toString(), caret);
      assertThat(found.from()).isBetween(0, caret);
      assertThat(found.to()).isBetween(caret, text.length());
      assertThat(found.storeTyped()).isNotNull();
      found.item("x y");
    }
  }

  private static Completions at(String typed) {
    int caret = typed.indexOf('^');
    return Completions.at(typed.substring(0, caret) + typed.substring(caret + 1), caret);
  }
}
