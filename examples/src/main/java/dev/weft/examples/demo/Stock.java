package dev.weft.examples.demo;

import dev.weft.Scopes;
import dev.weft.object.LiveObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * The living shop's stock: shelves that become empty and are filled again, as one live object that
 * lives as long as the process.
 */
final class Stock {
  private static final System.Logger LOG = System.getLogger("shop.stock.Shelves");
  private static final List<String> ARTICLES = List.of("tea", "cup", "spoon", "pot", "sugar");
  private static final int FULL = 40;
  private static final int LOW = 5;

  private final Object lock = new Object();
  private final Map<String, Integer> left = new LinkedHashMap<>();
  private final LiveObject shelves;
  private final Random random = new Random();

  private Stock() {
    ARTICLES.forEach(article -> left.put(article, FULL));
    shelves =
        LiveObject.named("shop.shelves")
            .id("shelves-" + ProcessHandle.current().pid())
            .longLived()
            .create();
    shelves.update(change -> left.forEach(change::set));
  }

  public static void main(String[] arguments) throws IOException {
    Service.observe("stock", arguments[0]);
    Service.serve("reserve stock", new Stock()::reserve);
  }

  private String reserve(String order) throws IOException {
    int articles = 1 + random.nextInt(3);
    for (int i = 0; i < articles; i++) {
      String article = ARTICLES.get(random.nextInt(ARTICLES.size()));
      Scopes.to("pick %s", article).with("article", article).call(() -> pick(article, order));
    }
    LOG.log(System.Logger.Level.INFO, "reserved for " + order);
    return "reserved";
  }

  private String pick(String article, String order) throws IOException {
    int remaining;
    synchronized (lock) {
      remaining = left.merge(article, -1, Integer::sum);
    }
    if (remaining < 0) {
      refill(article);
      throw new IOException(
          "cannot pick " + article + " for " + order,
          new NoSuchElementException("the shelf of " + article + " is empty"));
    }
    shelves.set(article, remaining);
    LOG.log(System.Logger.Level.DEBUG, "picked " + article + ", " + remaining + " left");
    if (remaining == LOW) {
      LOG.log(System.Logger.Level.WARNING, "low on " + article);
    }
    return article;
  }

  /** A task of its own: it is nobody's order. */
  private void refill(String article) {
    Scopes.task("refill %s", article)
        .with("article", article)
        .run(() -> {
          synchronized (lock) {
            left.put(article, FULL);
          }
          shelves.set(article, FULL);
          LOG.log(System.Logger.Level.INFO, "filled the shelf of " + article);
        });
  }
}
