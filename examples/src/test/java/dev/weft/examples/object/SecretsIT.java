package dev.weft.examples.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Scopes;
import dev.weft.Secret;
import dev.weft.Weft;
import dev.weft.event.Level;
import dev.weft.object.LiveObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets put wherever a live object takes anything. */
class SecretsIT extends ObjectsOverRabbit {
  // Known by where it stands: under a name, or wrapped.
  private static final String SECRET = "hunter2";
  // Known by how it looks.
  private static final String CODE = "4111-2222";

  /** What a program may already have. */
  interface Login {
    void setUser(String user);

    void setPassword(String password);

    void setHidden(String hidden);
  }

  record Settings(String user, String token, Map<String, String> more) {}

  @Test
  void secrets_areInNoDelivery() throws Exception {
    Deliveries deliveries = Deliveries.of(RABBIT.port(), exchange, "#");
    producer().redactText("4111-\\d+").start();

    LiveObject account =
        LiveObject.named("shop.account")
            .ignore("hidden")
            .redact("pin")
            .keyframes(Duration.ofMillis(100))
            .header("authorization", SECRET)
            .header("plain", "with " + CODE)
            .with(Map.of("password", SECRET, "hidden", SECRET, "pin", SECRET, "seen", "yes"))
            .create();
    account.set("hidden", List.of(SECRET));
    account.set("pin", Map.of("inner", SECRET));
    account.set("nested", Map.of("api_token", SECRET, "deep", List.of(Map.of("cookie", SECRET))));
    account.set("wrapped", Secret.of(SECRET));
    account.set("text", "the code is " + CODE);
    account.update(change ->
        change
            .set("password", SECRET)
            .set("hidden", SECRET)
            .message(Level.WARN, "{password} {hidden} {pin} {wrapped!r} {text} " + CODE));
    account.log().with("hidden", SECRET).with("pin", SECRET).info("said {hidden} {pin}");
    account
        .log()
        .thrown(new IllegalStateException(CODE, new IllegalArgumentException(CODE)))
        .error("failed with %s", CODE);
    account.remove("password");
    account.sync(new Settings("leo", SECRET, Map.of("secret", SECRET)));
    Scopes.task("within %s", CODE)
        .with("password", SECRET)
        .run(() -> account.set("password", SECRET));
    LiveObject.sendTransient("shop.once", Map.of("password", SECRET, "pin", Secret.of(SECRET)));
    Login login =
        LiveObject.wrap(new NoLogin(), Login.class, b -> b.name("shop.login").ignore("hidden"));
    login.setUser("leo");
    login.setPassword(SECRET);
    login.setHidden(SECRET);
    deliveries.awaitBody("\"snapshot\"");
    account.fail(new IllegalStateException(CODE));
    account.close();
    LiveObject.of(login).close();
    Weft.stop(PATIENCE);

    List<Deliveries.Message> all = deliveries.all();
    assertThat(all)
        .extracting(Deliveries.Message::routingKey)
        .contains("shop.account", "shop.once", "shop.login", "default", "log.root");
    assertThat(all).anyMatch(message -> message.body().contains("***"));
    assertThat(all).noneMatch(message -> message.toString().contains(SECRET));
    assertThat(all).noneMatch(message -> message.toString().contains(CODE));
    assertThat(all).noneMatch(message -> message.body().contains("\"hidden\""));
  }

  /** Does nothing with what it is told. */
  private static final class NoLogin implements Login {
    @Override
    public void setUser(String user) {}

    @Override
    public void setPassword(String password) {}

    @Override
    public void setHidden(String hidden) {}
  }
}
