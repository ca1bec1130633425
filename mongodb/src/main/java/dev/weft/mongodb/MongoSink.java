package dev.weft.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoNamespace;
import com.mongodb.bulk.BulkWriteError;
import dev.weft.event.flow.Batch;
import dev.weft.event.flow.Delivery;
import dev.weft.event.flow.Sink;
import java.io.IOException;
import java.time.Duration;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Inserts each batch as one unordered bulk, and waits for the answer.
 *
 * <p>Used by one thread at a time.
 */
final class MongoSink implements Sink {
  private static final int DUPLICATE = 11_000;

  private final String name;
  private final ConnectionString uri;
  private final MongoNamespace target;
  private final Duration timeout;
  private @Nullable Session session;
  private @Nullable Conversion last;

  MongoSink(String name, ConnectionString uri, MongoNamespace target, Duration timeout) {
    this.name = name;
    this.uri = uri;
    this.target = target;
    this.timeout = timeout;
  }

  @Override
  public void open() throws IOException {
    try {
      call(Session::ping);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting to " + address(), ending);
    } catch (MongoException away) {
      throw new IOException(address() + ": " + away.getMessage(), away);
    }
  }

  @Override
  public Delivery deliver(Batch batch) throws IOException, InterruptedException {
    Conversion conversion = last;
    if (conversion == null || !conversion.isOf(batch)) {
      conversion = new Conversion(batch);
      last = conversion;
    }
    Delivery answer = insert(conversion);
    if (!(answer instanceof Delivery.Unavailable)) {
      last = null;
    }
    return answer;
  }

  private Delivery insert(Conversion conversion) throws IOException, InterruptedException {
    if (!conversion.documents().isEmpty()) {
      try {
        call(connected -> connected.insert(conversion.documents()));
      } catch (MongoBulkWriteException some) {
        if (some.getWriteConcernError() != null) {
          return unavailable(some.getWriteConcernError().getMessage());
        }
        some.getWriteErrors().forEach(error -> judge(error, conversion));
      } catch (MongoException away) {
        return unavailable(String.valueOf(away.getMessage()));
      }
    }
    String reason = conversion.reason();
    return reason == null
        ? Delivery.DELIVERED
        : new Delivery.Refused(conversion.refused(), address() + ": " + reason);
  }

  private static void judge(BulkWriteError error, Conversion conversion) {
    // A document that is there already was delivered by an attempt whose answer got lost.
    boolean delivered = error.getCode() == DUPLICATE && isAboutId(error);
    if (!delivered) {
      conversion.refuseDocument(error.getIndex(), error.getMessage());
    }
  }

  private static boolean isAboutId(BulkWriteError error) {
    BsonDocument pattern = error.getDetails().getDocument("keyPattern", new BsonDocument());
    return pattern.isEmpty() ? error.getMessage().contains(" _id_ ") : pattern.containsKey("_id");
  }

  private void call(Session.Call work) throws IOException, InterruptedException {
    Session usable = session;
    if (usable == null) {
      usable = new Session(name, uri, target, timeout);
      session = usable;
    }
    boolean ended = false;
    try {
      usable.call(work);
      ended = true;
    } catch (MongoException answered) {
      ended = true;
      throw answered;
    } finally {
      if (!ended) {
        disconnect();
      }
    }
  }

  private void disconnect() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private Delivery unavailable(String reason) {
    return new Delivery.Unavailable(address() + ": " + reason);
  }

  private String address() {
    return "mongodb " + String.join(",", uri.getHosts());
  }

  @Override
  public void close() {
    disconnect();
    last = null;
  }
}
