package dev.weft.examples.object;

import dev.weft.object.LiveObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Has two live objects, and does with them what it is told by words on its standard input. {@code
 * stop} closes the order; the shelf is left open. The argument is how often the order's state is
 * repeated.
 */
final class ShopApplication {
  static final String ORDER = "order-17";
  static final String SHELF = "shelf-3";

  /** What an order is, for typed views. */
  record Order(String customer, int cents, List<String> articles, boolean paid) {}

  private final LiveObject order;
  private final LiveObject shelf =
      LiveObject.named("shop.shelf").id(SHELF).longLived().with("free", 40).create();

  private ShopApplication(Duration keyframes) {
    order =
        LiveObject.named("shop.order")
            .id(ORDER)
            .header("region", "eu")
            .keyframes(keyframes)
            .with(Map.of("customer", "leo", "draft", true))
            .create();
  }

  public static void main(String[] arguments) throws IOException {
    ShopApplication shop = new ShopApplication(Duration.parse(arguments[0]));
    try (BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String word = words.readLine(); word != null; word = words.readLine()) {
        shop.hear(word);
        System.out.println("did " + word);
      }
    }
  }

  private void hear(String word) {
    switch (word) {
      case "change" -> change();
      case "stop" -> order.close();
      default -> throw new IllegalArgumentException("not a word of this shop: " + word);
    }
    System.out.println("order is " + Travelled.text(order));
  }

  private void change() {
    order.set("cents", 4_200);
    order.update(change -> change.set("articles", List.of("tea", "cup")).remove("draft"));
    order.set("paid", true);
    order.log().with("retry", 2).warn("{customer} pays {cents} in %s", "EUR");
    shelf.set("free", 38);
  }
}
