package dev.weft.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Joins the page's modules, so that who comes for the first time asks for three files, and not for
 * sixty of which one tells of the next.
 *
 * <h2>What is joined</h2>
 *
 * The module that the page begins with, and all that it imports, are one file. What it imports
 * later, by {@code import('…')}, is the second: all pages load it. Each module that is imported
 * later by the second, or by one of these, is another file, with what it imports and those before
 * it lack. They stand under the names of the modules that they begin with; all other modules stay
 * as they are, for workers and for readers.
 *
 * <h2>How</h2>
 *
 * Each module becomes a function that fills an object with its exports and runs when it is imported
 * first. So names are taken once: modules that import each other would see nothing of each other,
 * and are refused, as is every form of import and export that is not known here. Statements of
 * these begin a line, or follow another one. Comments stay behind, but for licences.
 *
 * <p>Used by one thread.
 */
final class JoinedModules {
  private static final String MAIN = "js/main.js";
  private static final String NAMES = "imports.json";

  private static final String BEGINNING = "(?m)(?:^|(?<=[;}]))";
  private static final Pattern COMMENT =
      Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/[ \\t]*)(?:\\n|\\z)");
  private static final Pattern IMPORT =
      Pattern.compile(BEGINNING + "import\\s*(?:\\{([^}]*)\\}\\s*from\\s*)?[\"']([^\"']+)[\"'];?");
  private static final Pattern EXPORT_FROM =
      Pattern.compile(
          BEGINNING + "export\\s*(?:\\*|\\{([^}]*)\\})\\s*from\\s*[\"']([^\"']+)[\"'];?");
  private static final Pattern EXPORT_NAMES =
      Pattern.compile(BEGINNING + "export\\s*\\{([^}]*)\\};?");
  private static final Pattern EXPORT =
      Pattern.compile(
          BEGINNING + "export (default )?((?:async function|function|class|const) (\\w+))");
  private static final Pattern LATER = Pattern.compile("\\bimport\\('([^']+)'\\)");
  private static final Pattern UNKNOWN = Pattern.compile(BEGINNING + "(?:import|export)\\b.{0,60}");
  private static final Pattern AS = Pattern.compile("([\\w$]+)(?:\\s+as\\s+([\\w$]+))?");
  private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([^\"]+)\"");

  // What joined files share. An address is told from the folder that holds all of them.
  private static final String FIRST =
      """
      const $parts = {}, $made = {}, $base = new URL('../', import.meta.url);
      export const $at = (name) => new URL(name, $base).href;
      export const $add = (name, part) => { $parts[name] ??= part; };
      export function $use(name) {
        if (!$made[name]) $parts[name]($made[name] = {});
        return $made[name];
      }
      """;

  private final Map<String, byte[]> contents;
  private final Map<String, String> names = new TreeMap<>();
  private final Map<String, Part> parts = new HashMap<>();

  private JoinedModules(Map<String, byte[]> contents) {
    this.contents = contents;
    Matcher entry = ENTRY.matcher(text(NAMES));
    while (entry.find()) {
      names.put(entry.group(1), entry.group(2));
    }
  }

  /** A module as a function: what it imports, what it imports later, and what it exports. */
  private record Part(String text, Set<String> uses, Set<String> later, Set<String> exports) {}

  /**
   * The joined files, by name; none where the page has no module to begin with.
   *
   * @throws IllegalStateException when a module is written in a way that cannot be joined
   */
  static Map<String, byte[]> of(Map<String, byte[]> contents) {
    return contents.containsKey(MAIN) ? new JoinedModules(contents).join() : Map.of();
  }

  private Map<String, byte[]> join() {
    Map<String, byte[]> joined = new TreeMap<>();
    Set<String> known = reached(MAIN);
    joined.put(MAIN, (FIRST + functions(known) + "$use('" + MAIN + "');\n").getBytes(UTF_8));
    Deque<String> next = new ArrayDeque<>();
    for (String entry : later(known)) {
      Set<String> second = join(entry, known, joined);
      known.addAll(second);
      next.addAll(later(second));
    }
    while (!next.isEmpty()) {
      String entry = next.remove();
      if (!known.contains(entry) && !joined.containsKey(entry)) {
        next.addAll(later(join(entry, known, joined)));
      }
    }
    return joined;
  }

  /** Joins a module with what it imports and is not known yet; these it gives. */
  private Set<String> join(String entry, Set<String> known, Map<String, byte[]> joined) {
    Set<String> more = reached(entry);
    more.removeAll(known);
    joined.put(entry, behind(entry, more).getBytes(UTF_8));
    return more;
  }

  private String behind(String entry, Set<String> modules) {
    StringBuilder joined = new StringBuilder("import { $add, $at, $use } from '");
    joined.append("../".repeat((int) entry.chars().filter(each -> each == '/').count()));
    joined.append(MAIN + "';\n").append(functions(modules));
    joined.append("const $all = $use('" + entry + "');\n");
    List<String> exported = new ArrayList<>();
    for (String name : part(entry).exports()) {
      joined.append("const $" + name + " = $all." + name + ";\n");
      exported.add("$" + name + " as " + name);
    }
    return joined.append("export { " + String.join(", ", exported) + " };\n").toString();
  }

  private String functions(Set<String> modules) {
    StringBuilder functions = new StringBuilder();
    for (String module : modules) {
      // In brackets, which tells browsers that it is called at once: else they read it twice.
      functions.append("$add('" + module + "', (function ($out) {\n");
      functions.append(part(module).text()).append("}));\n");
    }
    return functions.toString();
  }

  private Set<String> later(Set<String> modules) {
    Set<String> later = new LinkedHashSet<>();
    modules.forEach(module -> later.addAll(part(module).later()));
    return later;
  }

  /** All that a module imports, and itself last. */
  private Set<String> reached(String module) {
    Set<String> reached = new LinkedHashSet<>();
    reach(module, reached, new LinkedHashSet<>());
    return reached;
  }

  private void reach(String module, Set<String> reached, Set<String> way) {
    if (reached.contains(module)) {
      return;
    }
    if (!way.add(module)) {
      throw new IllegalStateException(
          "modules of the page import each other: " + way + " and " + module);
    }
    for (String used : part(module).uses()) {
      reach(used, reached, way);
    }
    way.remove(module);
    reached.add(module);
  }

  private Part part(String module) {
    Part known = parts.get(module);
    if (known == null) {
      known = read(module);
      parts.put(module, known);
    }
    return known;
  }

  private Part read(String module) {
    Set<String> uses = new LinkedHashSet<>();
    Set<String> later = new LinkedHashSet<>();
    Map<String, String> exports = new TreeMap<>();
    Function<String, String> use =
        name -> {
          String used = resolved(module, name);
          uses.add(used);
          return "$use('" + used + "')";
        };
    String text = text(module);
    text = changed(COMMENT, text, found -> found.group().contains("@license") ? found.group() : "");
    text = changed(IMPORT, text, found -> imported(found.group(1), use.apply(found.group(2))));
    text = changed(EXPORT_FROM, text, found -> passedOn(found.group(1), use.apply(found.group(2))));
    text = changed(EXPORT_NAMES, text, found -> pairs(found.group(1), exports));
    text =
        changed(
            EXPORT,
            text,
            found -> {
              exports.put(found.group(1) == null ? found.group(3) : "default", found.group(3));
              return found.group(2);
            });
    text =
        changed(
            LATER,
            text,
            found -> {
              later.add(resolved(module, found.group(1)));
              return "import($at('" + resolved(module, found.group(1)) + "'))";
            });
    Matcher unknown = UNKNOWN.matcher(text);
    if (unknown.find()) {
      throw new IllegalStateException(module + " cannot be joined: " + unknown.group());
    }
    StringBuilder body =
        new StringBuilder(text.replace("import.meta.url", "$at('" + module + "')"));
    exports.forEach((name, local) -> body.append("\n$out." + name + " = " + local + ";"));
    return new Part(body.append('\n').toString(), uses, later, exports.keySet());
  }

  private static String imported(@Nullable String names, String used) {
    return names == null
        ? used + ";"
        : "const {" + names.replaceAll("\\s+as\\s+", ":") + "} = " + used + ";";
  }

  private static String passedOn(@Nullable String names, String used) {
    if (names == null) {
      return "Object.assign($out, " + used + ");";
    }
    Map<String, String> passed = new TreeMap<>();
    pairs(names, passed);
    StringBuilder text = new StringBuilder();
    passed.forEach((name, its) -> text.append("$out." + name + " = " + used + "." + its + ";"));
    return text.toString();
  }

  /** Puts each name that is told, with what it stands for; nothing stays of the statement. */
  private static String pairs(String list, Map<String, String> exports) {
    Matcher each = AS.matcher(list);
    while (each.find()) {
      exports.put(each.group(2) == null ? each.group(1) : each.group(2), each.group(1));
    }
    return "";
  }

  private static String changed(
      Pattern pattern, String text, Function<MatchResult, String> change) {
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(change.apply(found)));
  }

  /** The name of what a module imports, from the folder that holds all of them. */
  private String resolved(String module, String name) {
    if (name.startsWith(".")) {
      return URI.create(module).resolve(name).toString();
    }
    String whole = names.get(name);
    if (whole != null) {
      return whole;
    }
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      String folder = names.get(name.substring(0, slash + 1));
      if (folder != null) {
        return folder + name.substring(slash + 1);
      }
    }
    throw new IllegalStateException(module + " imports " + name + ", which " + NAMES + " lacks");
  }

  private String text(String name) {
    return PageFiles.text(contents, name);
  }
}
