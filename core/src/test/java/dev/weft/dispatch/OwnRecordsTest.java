package dev.weft.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnRecordsTest {
  @Test
  void counts_areInTheRightNumber() {
    assertThat(OwnRecords.records(0)).isEqualTo("0 records");
    assertThat(OwnRecords.records(1)).isEqualTo("1 record");
    assertThat(OwnRecords.records(12)).isEqualTo("12 records");
  }
}
