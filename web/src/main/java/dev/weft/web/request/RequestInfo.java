package dev.weft.web.request;

import static java.util.Objects.requireNonNull;

import dev.weft.Carried;
import dev.weft.Scopes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The request that the current task works for. It travels with the task, so {@link #current} sees
 * it on every thread that the scope was carried to.
 *
 * <p>Usable from any thread.
 */
public final class RequestInfo implements Carried {
  /** The fields of its log lines. */
  public static final String REQUEST_ID = "request_id";

  private static final VarHandle ROUTE = routeHandle();
  private static final String PATH = "path";
  private static final String METHOD = "method";
  private static final String MATCHED_ROUTE = "matched_route";
  private static final String CLIENT_ADDRESS = "client_addr";

  private static final String REFERER = "referer";

  private final String id;
  private final String method;
  private final String path;
  private final String line;
  private final @Nullable String clientAddress;

  // Through ROUTE, since a volatile write of what nearly every request has costs a fence.
  @SuppressWarnings("UnusedVariable") // written and read through ROUTE
  private @Nullable String route;

  private volatile @Nullable String referer;
  private volatile long renderingSince;

  /**
   * Of those facts.
   *
   * @param id may be empty, when the client sent an empty header
   * @param path with the context path, without the query, as the client wrote it
   */
  public RequestInfo(String id, String method, String path, @Nullable String clientAddress) {
    this.id = requireNonNull(id, "id");
    this.method = requireNonNull(method, "method");
    this.path = requireNonNull(path, "path");
    // Not by plus signs: what those are linked to is often not inlined deep in a container's stack.
    this.line = method.concat(" ").concat(path);
    this.clientAddress = clientAddress;
  }

  private static VarHandle routeHandle() {
    try {
      return MethodHandles.lookup().findVarHandle(RequestInfo.class, "route", String.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  /** The current task's request; empty outside every request. */
  public static Optional<RequestInfo> current() {
    return Scopes.carried(RequestInfo.class);
  }

  /** The request's id: the client's, else one that was made for it. */
  public String id() {
    return id;
  }

  /** Such as {@code GET}. */
  public String method() {
    return method;
  }

  /** The path with the context path, without the query. */
  public String path() {
    return path;
  }

  /** Method and path: what its task is called. */
  String line() {
    return line;
  }

  /** Where the client is, behind trusted proxies; empty where the container does not say. */
  public Optional<String> clientAddress() {
    return Optional.ofNullable(clientAddress);
  }

  /** The name of what answers, bounded in number, for metrics; empty until it was found. */
  public Optional<String> route() {
    return Optional.ofNullable(routeName());
  }

  /** Says what answers it. */
  public void route(String name) {
    ROUTE.setRelease(this, requireNonNull(name, "name"));
  }

  private @Nullable String routeName() {
    return (String) ROUTE.getAcquire(this);
  }

  /** Says that the answer's text is made from now on, out of what the application returned. */
  public void rendering() {
    // Never 0, which means not yet.
    renderingSince = System.nanoTime() | 1;
  }

  /**
   * When that began, in the nanoseconds of {@link System#nanoTime}; empty for answers that the
   * application wrote itself.
   */
  public OptionalLong renderingSince() {
    long since = renderingSince;
    return since == 0 ? OptionalLong.empty() : OptionalLong.of(since);
  }

  /** Adds the page that led here to its log lines from now on, without secrets. */
  public void referer(String url) {
    referer = requireNonNull(url, "url");
  }

  @Override
  public void fields(BiConsumer<String, @Nullable Object> each) {
    each.accept(REQUEST_ID, id);
    each.accept(PATH, path);
    each.accept(METHOD, method);
    String answers = routeName();
    if (answers != null) {
      each.accept(MATCHED_ROUTE, answers);
    }
    if (clientAddress != null) {
      each.accept(CLIENT_ADDRESS, clientAddress);
    }
    if (referer != null) {
      each.accept(REFERER, referer);
    }
  }

  /** Method, path and id, for a person. */
  @Override
  public String toString() {
    return line + " (" + id + ')';
  }
}
