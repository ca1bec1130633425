package dev.weft.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WithBrowser.class)
class TimesTest {
  @Test
  void times_areThoseOfTheZone(Visit visit) {
    visit.go("/v", "weft-views main");

    // Summer and winter, the end of a year, before 1970; an unknown zone counts as UTC.
    Object told =
        visit
            .page()
            .evaluate(
                """
                async () => {
                  const main = document.querySelector('script[src]').src;
                  const { dateTime } = await import(new URL('format.js', main).href);
                  const local = new Date(2026, 6, 1, 9, 4, 2, 377).getTime() * 1000;
                  return [
                    dateTime(1782896642377000, ''), dateTime(1782896642377000, 'Europe/Prague'),
                    dateTime(1798761599000000, ''), dateTime(1798761599000000, 'Europe/Prague'),
                    dateTime(-1000, ''), dateTime(1782896642377000, 'Nowhere/Land'), dateTime(local, 'local'),
                  ].join('\\n');
                }
                """);

    assertThat(told)
        .isEqualTo(
            """
            2026-07-01 09:04:02.377
            2026-07-01 11:04:02.377
            2026-12-31 23:59:59.000
            2027-01-01 00:59:59.000
            1969-12-31 23:59:59.999
            2026-07-01 09:04:02.377
            2026-07-01 09:04:02.377\
            """);
  }
}
