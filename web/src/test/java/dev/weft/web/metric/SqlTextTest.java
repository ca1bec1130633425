package dev.weft.web.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT a, b FROM xxx WHERE b IN (%(b)s, %(c)s) AND c IN (1, 2)|SELECT FROM xxx WHERE b IN (?) AND c IN (?)",
        "SELECT a FROM (SELECT b FROM c) x WHERE a IN (SELECT d FROM e WHERE f IN (1, 2))|SELECT FROM (SELECT FROM c) x WHERE a IN (?)",
        "SELECT a FROM x WHERE b IN ('it''s )', \"(\") AND c=1|SELECT FROM x WHERE b IN (?) AND c=1",
        "SELECT a FROM x WHERE b IN (1, 2|SELECT FROM x WHERE b IN (?)",
        "SELECT a FROM x WHERE b IN ('1, 2)|SELECT FROM x WHERE b IN (?)",
        "UPDATE t SET a = ?, b = 2 WHERE id = ?|UPDATE t SET WHERE id = ?",
        "INSERT INTO hello (value) VALUES (%(value)s)|INSERT INTO hello",
        "INSERT INTO $hello\\ (value) VALUES (1)|INSERT INTO $hello\\",
        "select a from hello where b in (1)|select a from hello where b in (1)",
        "SELECT hello.id AS id FROM hello LIMIT ?|SELECT FROM hello LIMIT ?",
        "DELETE FROM t WHERE id = %(id)s|DELETE FROM t WHERE id = ?",
        "COMMIT|COMMIT"
      })
  void statement_becomesShort(String sql, String expected) {
    assertThat(SqlText.simplify(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = "SELECT a,~       b~FROM   c~ WHERE d|SELECT FROM c WHERE d")
  void linesAndSpaces_becomeOne(String sql, String expected) {
    assertThat(SqlText.simplify(sql.replace('~', '\n'))).isEqualTo(expected);
  }
}
