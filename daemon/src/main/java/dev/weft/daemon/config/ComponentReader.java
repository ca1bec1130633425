package dev.weft.daemon.config;

import dev.weft.event.flow.ConfigurationException;
import dev.weft.event.flow.Option;
import dev.weft.event.flow.Options;
import dev.weft.event.flow.Plugin;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what names a plug-in and its options, and checks them as far as that goes without use. */
final class ComponentReader<P extends Plugin> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

  private final String kind;
  private final Function<String, Optional<P>> find;
  private final Collection<String> types;
  private final BiConsumer<P, Options> trial;
  private final Reading reading;

  /**
   * A reader of one kind of component.
   *
   * @param kind {@code source}, {@code filter} or {@code sink}
   * @param trial makes the component and throws it away, since only it knows which of its options
   *     go together
   */
  ComponentReader(
      String kind,
      Function<String, Optional<P>> find,
      Collection<String> types,
      BiConsumer<P, Options> trial,
      Reading reading) {
    this.kind = kind;
    this.find = find;
    this.types = types;
    this.trial = trial;
    this.reading = reading;
  }

  /** A component of the form {@code name: {type: T, options…}}. */
  Optional<Component<P>> named(Section.Entry entry, Section section, Set<String> others) {
    if (!entry.key().matches(NAME)) {
      reading.problem(
          entry.place(),
          "the name \"" + entry.key() + "\" must be of letters, digits, dots, _ and -");
    }
    Optional<Section.Entry> type = section.entry("type");
    if (type.isEmpty()) {
      reading.problem(
          entry.place(),
          kind + " \"" + entry.key() + "\" has no \"type\"; known: " + joined(types));
      return Optional.empty();
    }
    String typeName = reading.text(type.get().value(), "type");
    Optional<P> plugin = plugin(typeName, reading.place(type.get().value()));
    return plugin.flatMap(found -> {
      Set<String> reserved = new HashSet<>(others);
      reserved.add("type");
      return make(entry.key(), found, section.without(reserved), entry.place());
    });
  }

  /**
   * A component of the form {@code type: options} or {@code type: value}; a value that is no
   * mapping is that of the first option which the plug-in declares.
   */
  Optional<Component<P>> keyed(String name, Section.Entry entry) {
    Optional<P> plugin = plugin(entry.key(), entry.place());
    return plugin.flatMap(found -> make(name, found, options(found, entry), entry.place()));
  }

  private Section options(P plugin, Section.Entry entry) {
    if (entry.value() instanceof MappingNode) {
      return reading
          .section(entry.value(), entry.key(), "options")
          .orElseGet(() -> new Section(entry.place(), Map.of()));
    }
    List<Option> declared = plugin.options();
    if (declared.isEmpty() || declared.get(0).name().equals(Option.ANY)) {
      return reading
          .section(entry.value(), "\"" + entry.key() + "\"", "names and values")
          .orElseGet(() -> new Section(entry.place(), Map.of()));
    }
    String first = declared.get(0).name();
    return new Section(
        entry.place(),
        Map.of(first, new Section.Entry(first, reading.place(entry.value()), entry.value())));
  }

  private Optional<P> plugin(String type, Place place) {
    Optional<P> plugin = find.apply(type);
    if (plugin.isEmpty()) {
      reading.problem(place, Section.unknown(kind + " type", type, types));
    }
    return plugin;
  }

  private Optional<Component<P>> make(String name, P plugin, Section section, Place place) {
    int before = reading.problemCount();
    Optional<Options> options = options(name, plugin.options(), section, place);
    if (reading.problemCount() == before) {
      // What is wrong by itself has been told already, with its place.
      options.ifPresent(checked -> tryOut(plugin, checked, section, place));
    }
    return options.map(checked -> new Component<>(name, plugin, checked, place));
  }

  /** The options of a section; empty, with problems noted, when some are wrong. */
  Optional<Options> options(String name, List<Option> declared, Section section, Place place) {
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    Set<String> told = new HashSet<>();
    for (Section.Entry entry : section.entries()) {
      int before = reading.problemCount();
      Object value = reading.value(entry.value());
      if (value == null && !isFree(declared, entry.key())) {
        reading.problem(entry.place(), "\"" + entry.key() + "\" has no value");
      }
      if (reading.problemCount() > before) {
        told.add(entry.key());
      }
      given.put(entry.key(), value);
    }
    List<ConfigurationException> problems = Options.problems(declared, given);
    for (ConfigurationException problem : problems) {
      if (!told.contains(problem.key())) {
        reading.problem(placeOf(problem, section, place), String.valueOf(problem.getMessage()));
      }
    }
    checkQueries(declared, section);
    return problems.isEmpty() && told.isEmpty()
        ? Optional.of(Options.of(name, declared, given))
        : Optional.empty();
  }

  private static boolean isFree(List<Option> declared, String key) {
    return declared.stream()
        .filter(option -> option.name().equals(key) || option.name().equals(Option.ANY))
        .findFirst()
        .map(option -> option.kind() == Option.Kind.VALUE)
        .orElse(false);
  }

  private void checkQueries(List<Option> declared, Section section) {
    for (Option option : declared) {
      if (option.kind() == Option.Kind.QUERY) {
        section
            .entry(option.name())
            .map(Section.Entry::value)
            .ifPresent(node -> checkQuery(node, option.name()));
      }
    }
  }

  private void checkQuery(Node node, String name) {
    new Conditions(reading).read(node, name);
  }

  private void tryOut(P plugin, Options options, Section section, Place place) {
    try {
      trial.accept(plugin, options);
    } catch (ConfigurationException wrong) {
      reading.problem(placeOf(wrong, section, place), String.valueOf(wrong.getMessage()));
    } catch (RuntimeException | LinkageError broken) {
      reading.problem(
          place, "the plug-in of " + kind + " type \"" + plugin.type() + "\" failed: " + broken);
    }
  }

  private static Place placeOf(ConfigurationException problem, Section section, Place place) {
    return section.entry(problem.key()).map(Section.Entry::place).orElse(place);
  }

  private static String joined(Collection<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
