package dev.weft.web.client;

import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.time.Duration;

/** The ways in which Java 21 and later close a client; before, there is nothing to close. */
final class ClosingClient {
  private final HttpClient client;

  ClosingClient(HttpClient client) {
    this.client = client;
  }

  void close() {
    call("close", false);
  }

  void shutdown() {
    call("shutdown", false);
  }

  void shutdownNow() {
    call("shutdownNow", false);
  }

  boolean isTerminated() {
    return (Boolean) call("isTerminated", false);
  }

  boolean awaitTermination(Duration limit) throws InterruptedException {
    try {
      return (Boolean)
          HttpClient.class.getMethod("awaitTermination", Duration.class).invoke(client, limit);
    } catch (NoSuchMethodException olderJava) {
      return true;
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException("the client was not awaited", thrown.getCause());
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("all of it is public", impossible);
    }
  }

  private Object call(String method, Object olderJava) {
    try {
      Object result = HttpClient.class.getMethod(method).invoke(client);
      return result == null ? olderJava : result;
    } catch (NoSuchMethodException missing) {
      return olderJava;
    } catch (ReflectiveOperationException thrown) {
      throw new IllegalStateException("the client was not closed by " + method, thrown);
    }
  }
}
