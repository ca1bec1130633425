package dev.weft.event.query;

import dev.weft.event.EventKey;
import dev.weft.event.ScopeId;
import dev.weft.event.WireKey;
import dev.weft.event.codec.RawEvent;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Makes conditions of the whole language. */
final class SearchCompiler extends Compiler {
  private static final String OBJECT = WireKey.OBJECT + '.';
  private static final int DEEPEST = 500;

  private final Clock now;
  private final ZoneId zone;
  private final List<SearchQuery> inner = new ArrayList<>();
  private final List<Consumer<Function<String, List<String>>>> tasks = new ArrayList<>();
  private boolean alone = true;

  SearchCompiler(Faults faults, Clock now, ZoneId zone) {
    super(faults, now, zone);
    this.now = now;
    this.zone = zone;
  }

  /** What stands in braces outside all other braces, from left to right. */
  List<SearchQuery> inner() {
    return List.copyOf(inner);
  }

  /** Whether no condition so far looks at what is around an event. */
  boolean alone() {
    return alone;
  }

  @Override
  Condition scope(Expression expression) {
    alone = false;
    int number = inner.size();
    if (expression instanceof Expression.InTree inTree) {
      inner.add(SearchQuery.of(inTree.inner(), faults, now, zone));
      return (event, around) -> {
        EventKey key = RecordValues.key(event);
        return key != null && around.treeHolds(number, key.scope().root());
      };
    }
    inner.add(SearchQuery.of(((Expression.Under) expression).inner(), faults, now, zone));
    return (event, around) -> under(number, event, around);
  }

  private static boolean under(int number, RawEvent event, Surroundings around) {
    EventKey key = RecordValues.key(event);
    ScopeId task = key == null ? null : key.scope();
    for (int level = 0; task != null && level < DEEPEST; level++) {
      if (around.taskHolds(number, task)) {
        return true;
      }
      task = task.parent().orElse(null);
    }
    return false;
  }

  @Override
  void askedTask(Term term, String root) {
    tasks.add(roots -> checkTask(term, root, roots.apply(root)));
  }

  /** What checks each task that is asked for against the roots that there are. */
  List<Consumer<Function<String, List<String>>>> tasks() {
    return List.copyOf(tasks);
  }

  private void checkTask(Term term, String root, List<String> found) {
    if (found.size() > 1 && !found.contains(root)) {
      throw faults.at(
          term,
          "\"" + root + "\" is how several tasks begin: " + String.join(", ", found),
          found,
          Terms.plain(term, "task", faults)
              .replaceFirst("^[^/]*", Matcher.quoteReplacement(found.get(0))));
    }
  }

  @Override
  Kind derived(Expression.Field field, BuiltInField builtIn) {
    if (builtIn == BuiltInField.PATTERN) {
      return new ReaderKind(builtIn.reader(), faults);
    }
    alone = false;
    return switch (builtIn) {
      case STATUS -> NameKind.taskStatus(faults);
      case DURATION -> new DurationKind(faults);
      default -> new ReaderKind(builtIn.reader(), faults);
    };
  }

  @Override
  Condition transition(Expression.Field field, Match.Transition transition) {
    String name = field.name();
    if (BuiltInField.named(name) != null || name.startsWith("f.")) {
      String own = name.startsWith("f.") ? name.substring(2) : name;
      throw faults.at(
          field,
          "only fields of live objects go from one value to another",
          List.of(OBJECT + own + ':'),
          OBJECT + own + ':' + Printer.print(field.match()));
    }
    alone = false;
    return new Change(
        name.startsWith(OBJECT) && name.length() > OBJECT.length()
            ? name.substring(OBJECT.length())
            : name,
        side(transition.from()),
        side(transition.to()));
  }

  private @Nullable Predicate<Object> side(@Nullable Term term) {
    if (term == null) {
      return null;
    }
    return anything(term) ? value -> true : ValueMatch.equal(term, faults);
  }
}
