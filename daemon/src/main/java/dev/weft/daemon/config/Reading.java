package dev.weft.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One reading of one YAML text: its nodes with their places, its values with the environment filled
 * in, and all that was found wrong so far. Used by one thread.
 */
final class Reading {
  private static final int MAX_DEPTH = 50;
  private static final Pattern VARIABLE =
      Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  private final String file;
  private final Map<String, String> environment;
  private final List<Problem> problems = new ArrayList<>();

  Reading(String file, Map<String, String> environment) {
    this.file = file;
    this.environment = environment;
  }

  /** The whole text as a mapping; empty, with a problem noted, when it is none. */
  Optional<Section> root(String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problem(start(), "the file is empty; it needs \"sources\" and \"sinks\"");
        return Optional.empty();
      }
      return section(root.get(), "the file", "sources and sinks");
    } catch (MarkedYamlEngineException notYaml) {
      String what = Optional.ofNullable(notYaml.getProblem()).orElse("not readable");
      problem(notYaml.getProblemMark().map(this::place).orElse(start()), "not YAML: " + what);
    } catch (YamlEngineException notYaml) {
      problem(start(), "not YAML: " + notYaml.getMessage());
    }
    return Optional.empty();
  }

  Place start() {
    return new Place(file, 1, 1);
  }

  Place place(Node node) {
    return node.getStartMark().map(this::place).orElse(start());
  }

  private Place place(Mark mark) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  void problem(Place place, String message) {
    problems.add(new Problem(place, message));
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  int problemCount() {
    return problems.size();
  }

  List<Problem> problems() {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt((Problem problem) -> problem.place().line())
                .thenComparingInt(problem -> problem.place().column()))
        .toList();
  }

  /** The node as a mapping; empty, with a problem noted, when it is none. */
  Optional<Section> section(Node node, String what, String wanted) {
    if (!(node instanceof MappingNode mapping)) {
      problem(place(node), what + " must be a mapping of " + wanted + ", not " + describe(node));
      return Optional.empty();
    }
    Map<String, Section.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Place place = place(tuple.getKeyNode());
      String key = text(tuple.getKeyNode(), what);
      Section.Entry first =
          entries.putIfAbsent(key, new Section.Entry(key, place, tuple.getValueNode()));
      if (first != null) {
        problem(place, "\"" + key + "\" is there twice, first in line " + first.place().line());
      }
    }
    return Optional.of(new Section(place(node), entries));
  }

  /** The items of a list; empty, with a problem noted, when it is none. */
  List<Node> items(Node node, String what) {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    problem(place(node), what + " must be a list, not " + describe(node));
    return List.of();
  }

  /** The scalar's text; empty, with a problem noted, when it is none. */
  String text(Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return filled(scalar);
    }
    problem(place(node), what + ": one text is expected, not " + describe(node));
    return "";
  }

  static String describe(Node node) {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    return isNull(node) ? "nothing" : "the text \"" + ((ScalarNode) node).getValue() + "\"";
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  /** The node as texts, numbers, truths, lists and maps. */
  @Nullable Object value(Node node) {
    return value(node, 0);
  }

  private @Nullable Object value(Node node, int depth) {
    if (depth > MAX_DEPTH) {
      problem(place(node), "nested more than " + MAX_DEPTH + " levels deep");
      return null;
    }
    if (node instanceof MappingNode mapping) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (NodeTuple tuple : mapping.getValue()) {
        map.put(text(tuple.getKeyNode(), "a key"), value(tuple.getValueNode(), depth + 1));
      }
      return map;
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      sequence.getValue().forEach(item -> list.add(value(item, depth + 1)));
      return list;
    }
    return scalar((ScalarNode) node);
  }

  private @Nullable Object scalar(ScalarNode node) {
    String text = filled(node);
    if (!text.equals(node.getValue()) || node.getScalarStyle() != ScalarStyle.PLAIN) {
      return text;
    }
    if (isNull(node)) {
      return null;
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return Boolean.valueOf(text);
    }
    return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT) ? number(text) : text;
  }

  private static Object number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notWhole) {
      try {
        return Double.valueOf(text);
      } catch (NumberFormatException notPlain) {
        return text;
      }
    }
  }

  private String filled(ScalarNode node) {
    String text = node.getValue();
    if (text.indexOf("${") < 0) {
      return text;
    }
    Matcher matcher = VARIABLE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String whole = matcher.group();
      matcher.appendReplacement(
          filled,
          Matcher.quoteReplacement(
              matcher.group(1).isEmpty() ? variable(node, matcher) : whole.substring(1)));
    }
    return matcher.appendTail(filled).toString();
  }

  private String variable(ScalarNode node, Matcher matcher) {
    String name = matcher.group(2);
    String value = environment.get(name);
    String fallback = matcher.group(3);
    if (value != null && !(value.isEmpty() && fallback != null)) {
      return value;
    }
    if (fallback == null) {
      problem(
          place(node),
          "the environment has no \"" + name + "\"; set it, or give a default: ${" + name + ":-…}");
      return "";
    }
    return fallback;
  }
}
