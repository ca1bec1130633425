package dev.weft.web.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.event.flow.ConfigurationException;
import org.junit.jupiter.api.Test;

class DatabaseAddressTest {
  @Test
  void jdbcAddress_isTakenAsItIs() {
    assertThat(address("jdbc:h2:mem:x"))
        .isEqualTo(new DatabaseAddress("jdbc:h2:mem:x", null, null));
  }

  @Test
  void addressOfSqlAlchemy_isTranslated() {
    assertThat(address("postgresql://www-data:c2c%40%2Fx@db:15432/test"))
        .isEqualTo(new DatabaseAddress("jdbc:postgresql://db:15432/test", "www-data", "c2c@/x"));
  }

  @Test
  void nameOfPythonsDriver_isLeftOut() {
    assertThat(address("postgresql+psycopg2://u:p@db/test").jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/test");
    assertThat(address("postgres://u@db/test").password()).isNull();
  }

  @Test
  void plusAndAt_inPassword_standForThemselves() {
    assertThat(address("postgresql://u:a+b@c@db/test").password()).isEqualTo("a+b@c");
  }

  @Test
  void hostsOfAllForms_areKept() {
    assertThat(address("postgresql://[::1]:5433/test").jdbcUrl())
        .isEqualTo("jdbc:postgresql://[::1]:5433/test");
    assertThat(address("postgresql://one:1,two:2/test").jdbcUrl())
        .isEqualTo("jdbc:postgresql://one:1,two:2/test");
    assertThat(address("postgresql:///test").jdbcUrl())
        .isEqualTo("jdbc:postgresql://localhost/test");
  }

  @Test
  void options_getTheDriversNames() {
    assertThat(
            address("postgresql://db/x?sslmode=require&connect_timeout=3&application_name=a+b%20c")
                .jdbcUrl())
        .isEqualTo("jdbc:postgresql://db/x?sslmode=require&connectTimeout=3&ApplicationName=a+b+c");
  }

  @Test
  void otherAddress_isRefused_withoutItsPassword() {
    assertThatThrownBy(() -> address("mysql://root:secret@db/test"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "primary: expected jdbc:… or postgresql://user:password@host:port/database, got mysql://root:***@db/test");
  }

  @Test
  void text_hasNoPassword() {
    assertThat(address("postgresql://u:secret@db/x").toString()).doesNotContain("secret");
    assertThat(address("jdbc:postgresql://db/x?user=u&password=secret&a=b"))
        .hasToString("jdbc:postgresql://db/x?user=u&password=***&a=b");
  }

  private static DatabaseAddress address(String url) {
    return DatabaseAddress.of("primary", url);
  }
}
