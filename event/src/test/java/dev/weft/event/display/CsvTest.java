package dev.weft.event.display;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest {
  private static String line(Object... cells) {
    List<String> columns = Arrays.stream(cells).map(cell -> "c").toList();
    Csv csv = new Csv(columns, ZoneOffset.UTC);
    csv.add(Arrays.asList(cells));
    String text = new String(csv.toBytes(), UTF_8);
    return text.substring(text.indexOf('\n') + 1);
  }

  @Test
  void cells_areQuotedWhereTheyMustBe() {
    assertThat(line("a", "b,c", "d\"e", "f\ng", " h", null, 1L, 0.5, true))
        .isEqualTo("a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",,1,0.5,true\r\n");
    assertThat(line(Map.of("a", List.of(1, 2)))).isEqualTo("\"{\"\"a\"\":[1,2]}\"\r\n");
  }

  @Test
  void cellsThatASpreadsheetWouldRun_haveAnApostrophe() {
    assertThat(line("=1+1", "+1", "-1", "@x", "\tx", "a=1", -5L))
        .isEqualTo("'=1+1,'+1,'-1,'@x,'\tx,a=1,-5\r\n");
  }

  @Test
  void columnsNamedForTimes_areTimes() {
    Csv csv = new Csv(List.of("time", "=order"), ZoneOffset.ofHours(1));
    csv.add(List.of(Logbook.NINE + 1, "x"));

    assertThat(new String(csv.toBytes(), UTF_8))
        .isEqualTo("time,'=order\r\n2026-03-25T10:00:00.000001+01:00,x\r\n");
  }
}
