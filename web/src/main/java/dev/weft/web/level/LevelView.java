package dev.weft.web.level;

import dev.weft.event.control.Answers;
import dev.weft.event.control.ControlException;
import dev.weft.level.LoggingLevels;
import dev.weft.web.view.Call;
import dev.weft.web.view.Endpoint;
import dev.weft.web.view.HttpError;
import dev.weft.web.view.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Shows and changes levels. Without {@code name}: all that are remembered. With it: that logger's.
 * With {@code level} too, which may be {@value #RESET}: changes it everywhere, with {@code expires}
 * for so long. DELETE is a reset. Where a GET may change nothing, that takes a POST.
 */
final class LevelView implements Endpoint {
  /** What takes changes back. */
  static final String RESET = "RESET";

  private final InstanceLevels levels;
  private final boolean getChanges;

  LevelView(InstanceLevels levels, boolean getChanges) {
    this.levels = levels;
    this.getChanges = getChanges;
  }

  @Override
  public Reply answer(Call call) throws Exception {
    boolean delete = "DELETE".equals(call.request().getMethod());
    Optional<String> name = call.parameter("name").map(LevelView::named);
    if (name.isEmpty()) {
      if (delete || call.parameter("level").isPresent()) {
        throw new HttpError(400, "the parameter name is missing; the root logger is \"root\"");
      }
      return Reply.json(overrides());
    }
    Optional<String> level = delete ? Optional.of(RESET) : call.parameter("level");
    if (level.isPresent()) {
      checkMethod(call.request().getMethod());
    }
    Answers answers = level.isPresent() ? change(call, name.get(), level.get()) : null;
    return Reply.json(state(name.get(), answers));
  }

  private void checkMethod(String method) {
    if (!getChanges && (method.equals("GET") || method.equals("HEAD"))) {
      throw new HttpError(
          405,
          "a " + method + " changes no level here, since C2C_GET_CHANGES is off; send a POST",
          Map.of("Allow", "POST, DELETE"));
    }
  }

  private static String named(String name) {
    return name.isEmpty() ? LoggingLevels.ROOT : name;
  }

  private Map<String, Object> overrides() {
    Map<String, String> all = levels.stored().all();
    Map<String, String> ends = new TreeMap<>();
    for (String logger : all.keySet()) {
      levels.end(logger).ifPresent(end -> ends.put(logger, end.toString()));
    }
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", 200);
    reply.put("overrides", all);
    if (!ends.isEmpty()) {
      reply.put("expires_at", ends);
    }
    return reply;
  }

  private Answers change(Call call, String name, String level) throws InterruptedException {
    Author author = Author.of(call);
    if (level.trim().toUpperCase(Locale.ROOT).equals(RESET)) {
      return levels.reset(name, author);
    }
    return levels.change(name, known(level), lifetime(call), author);
  }

  private String known(String level) {
    try {
      return levels.levels().canonical(level);
    } catch (IllegalArgumentException unknown) {
      throw new HttpError(400, unknown.getMessage() + ", and " + RESET + " for the one before");
    }
  }

  private static @Nullable Duration lifetime(Call call) {
    try {
      return call.parameter("expires")
          .filter(text -> !text.isBlank())
          .map(Lifetime::read)
          .orElse(null);
    } catch (IllegalArgumentException unreadable) {
      throw new HttpError(400, String.valueOf(unreadable.getMessage()));
    }
  }

  private Map<String, Object> state(String name, @Nullable Answers answers) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("status", 200);
    reply.put("name", name);
    reply.put("level", levels.levels().own(name));
    reply.put("effective_level", levels.levels().effective(name));
    end(name).ifPresent(end -> reply.put("expires_at", end.toString()));
    if (answers != null) {
      addUnheard(reply, answers);
    }
    return reply;
  }

  // The level of this instance can be seen whether the engine is there or not.
  private Optional<Instant> end(String name) {
    try {
      return levels.end(name);
    } catch (ControlException unreachable) {
      return Optional.empty();
    }
  }

  // Only what is not as it should be, so that the answer is otherwise the one that clients know.
  private static void addUnheard(Map<String, Object> reply, Answers answers) {
    if (answers.missing() > 0 || !answers.silent().isEmpty()) {
      reply.put("silent", answers.silent().stream().map(Object::toString).toList());
    }
    List<?> failed = answers.values().stream().filter(Map.class::isInstance).toList();
    if (!failed.isEmpty()) {
      reply.put("failed", failed);
    }
  }
}
