package dev.weft.cli.show;

import dev.weft.cli.OptionCommand;
import dev.weft.cli.Terminal;
import dev.weft.cli.Tree;
import dev.weft.cli.TreeOptions;
import dev.weft.cli.Usage;
import dev.weft.event.command.Arguments;
import dev.weft.event.command.Streams;
import java.io.FileInputStream;
import java.io.IOException;

/** {@code weft tree}: events as the trees of tasks that they tell of. */
public final class TreeCommand extends OptionCommand {
  /** For {@link java.util.ServiceLoader}. */
  public TreeCommand() {
    super("tree", "show events as trees of tasks, across processes");
  }

  @Override
  public Usage usage() {
    return TreeOptions.USAGE;
  }

  @Override
  protected int run(Arguments given, Streams streams) throws IOException, InterruptedException {
    return asksCollector(given, streams)
        ? new CollectorTree(given, streams).run()
        : new Tree(new TreeOptions(given), streams).run();
  }

  private static boolean asksCollector(Arguments given, Streams streams) {
    boolean named =
        given.value("--url").isPresent()
            || given.has("--live")
            || given.has("--link")
            || given.operands().stream().anyMatch(CollectorTree::isPage);
    boolean files = given.operands().stream().anyMatch(Tree::isFile);
    if (named && files) {
      throw new IllegalArgumentException("files and a collector exclude each other; leave one out");
    }
    return named || (!files && !piped(streams));
  }

  /** Whether there is something to read; what is no file of this process was given on purpose. */
  private static boolean piped(Streams streams) {
    return !(streams.in() instanceof FileInputStream) || Terminal.inputIsPiped();
  }
}
