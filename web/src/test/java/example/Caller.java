package example;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** An application's own class, from which calls come. */
public final class Caller {
  private Caller() {}

  /** One place in the code. */
  public static void here(HttpClient client, URI address) throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
  }

  /** Another one. */
  public static void there(HttpClient client, URI address)
      throws IOException, InterruptedException {
    client.send(HttpRequest.newBuilder(address).DELETE().build(), BodyHandlers.discarding());
  }
}
