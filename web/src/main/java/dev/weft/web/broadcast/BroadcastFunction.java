package dev.weft.web.broadcast;

import static java.util.Objects.requireNonNull;

import dev.weft.event.control.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function of all instances: calling it runs it everywhere. Made by {@link Broadcast#function}.
 * Usable from any thread.
 */
public final class BroadcastFunction {
  private static final String PREFIX = "c2c_decorated_";

  private final Broadcast broadcast;
  private final String channel;

  BroadcastFunction(Broadcast broadcast, String name) {
    this.broadcast = broadcast;
    this.channel = PREFIX + requireNonNull(name, "name");
  }

  /** Its channel, without the application's prefix. */
  public String channel() {
    return channel;
  }

  /** Runs it everywhere and waits for no answer. */
  public void tell(Map<String, ?> parameters) {
    broadcast.tell(channel, parameters);
  }

  /**
   * Runs it everywhere and waits for the answers, at most {@link Broadcast#LIMIT}.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Answers ask(Map<String, ?> parameters) throws InterruptedException {
    return ask(parameters, Broadcast.LIMIT);
  }

  /**
   * Runs it everywhere and waits for the answers.
   *
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public Answers ask(Map<String, ?> parameters, Duration limit) throws InterruptedException {
    return broadcast.ask(channel, parameters, limit);
  }

  /**
   * Runs it everywhere, and gives the answers as values of a type, with null for each instance that
   * stayed silent, as c2cwsgiutils does.
   *
   * @param reading from a JSON value, which may be the {@code {"status": 500, …}} of a failure
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public <T> List<@Nullable T> ask(
      Map<String, ?> parameters, Function<@Nullable Object, ? extends @Nullable T> reading)
      throws InterruptedException {
    Answers answers = ask(parameters);
    List<@Nullable T> values = new ArrayList<>();
    for (Answers.Answer answer : answers.answers()) {
      values.add(reading.apply(answer.value()));
    }
    values.addAll(Collections.nCopies(answers.missing(), null));
    return Collections.unmodifiableList(values);
  }
}
