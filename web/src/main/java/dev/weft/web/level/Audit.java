package dev.weft.web.level;

import dev.weft.Scopes;
import dev.weft.TaskBuilder;
import dev.weft.event.codec.JsonWriter;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who changed what: each change is one task of its own with fields, and one line of JSON for
 * whoever reads the program's own log. Its logger is {@value #LOGGER}.
 */
final class Audit {
  /** The logger, so that its lines can be sent elsewhere. */
  static final String LOGGER = "dev.weft.web.audit";

  private static final System.Logger LOG = System.getLogger(LOGGER);

  private Audit() {}

  static void changed(String logger, String old, String next, String until, Author author) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("what", "logging level");
    fields.put("name", logger);
    fields.put("old", old);
    fields.put("new", next);
    fields.put("expires_at", until);
    fields.putAll(author.fields());
    fields.values().removeIf(""::equals);
    TaskBuilder task = Scopes.task("audit").logger(LOGGER).level(dev.weft.event.Level.DEBUG);
    fields.forEach(task::with);
    task.run(() -> LOG.log(Level.INFO, "audit " + new JsonWriter().value(fields)));
  }
}
