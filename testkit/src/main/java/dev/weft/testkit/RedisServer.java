package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.core.ExecutableProvider;

/**
 * A private Redis on a free port of the loopback, in a folder of its own: started before the first
 * test of a class, ended after the last. Where there is no {@code redis-server} on the PATH, it is
 * an older one that comes in a jar; where that one does not run either, the tests are aborted,
 * saying so.
 *
 * <pre>{@code
 * @RegisterExtension static final RedisServer REDIS = RedisServer.create();
 * }</pre>
 *
 * <p>What it stores lies in memory only, unless made with {@link #persistent}: then it outlives
 * {@link #kill()}.
 *
 * <p>Used by one thread at a time.
 */
public final class RedisServer extends PrivateServer
    implements BeforeAllCallback, AfterAllCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LOG = "redis.log";

  private final Optional<Path> installed;
  private final List<String> flags;
  private @Nullable Path folder;

  private RedisServer(Optional<Path> installed, List<String> flags) {
    super("redis-server");
    this.installed = installed;
    this.flags = List.copyOf(flags);
  }

  /** One that keeps its data in memory, with more flags such as {@code --requirepass secret}. */
  public static RedisServer create(String... flags) {
    List<String> all = new ArrayList<>(List.of("--appendonly", "no"));
    all.addAll(List.of(flags));
    return new RedisServer(ChildProcess.program("redis-server"), all);
  }

  /** One that writes each command to disk before it answers, so that a kill loses nothing. */
  public static RedisServer persistent() {
    return new RedisServer(
        ChildProcess.program("redis-server"),
        List.of("--appendonly", "yes", "--appendfsync", "always"));
  }

  /** The one from the jar, whatever is installed. */
  static RedisServer bundled() {
    return new RedisServer(Optional.empty(), List.of("--appendonly", "no"));
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    RealServers.start("Redis", this::begin);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Starts it, on the same port each time, and waits until it answers. */
  public void start() {
    begin();
  }

  /** Says its version. */
  private String begin() {
    String version;
    try {
      if (folder == null) {
        folder = PrivateFolder.create("weft-redis");
        port = Ports.free();
      }
      String server = program(folder).toString();
      version = version(server);
      launch(server, folder);
    } catch (IOException | IllegalStateException notRunnable) {
      close();
      return Assumptions.abort(
          "no redis-server on the PATH, and the one in the testkit's jar does not run here: "
              + notRunnable.getMessage());
    }
    Awaitility.await("redis-server on port " + port).atMost(PATIENCE).until(this::answers);
    return version;
  }

  private Path program(Path folder) throws IOException {
    return installed.isPresent()
        ? installed.get()
        : ExecutableProvider.newJarResourceProvider(folder.toFile()).get().toPath();
  }

  private void launch(String server, Path home) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(server, "--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
    command.addAll(List.of("--dir", home.toString()));
    command.addAll(flags);
    process = ChildProcess.start(command, home.resolve(LOG));
  }

  @Override
  @Nullable Path log() {
    return folder == null ? null : folder.resolve(LOG);
  }

  private static String version(String server) {
    // "Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.2.1 bits=64 build=…"
    return ChildProcess.run(List.of(server, "--version")).replaceAll(" sha=.*", "");
  }

  private boolean answers() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write(new byte[] {'P', 'I', 'N', 'G', '\r', '\n'});
      byte[] answer = socket.getInputStream().readNBytes(5);
      // While it reads its file it says -LOADING; where it wants a password, -NOAUTH.
      return new String(answer, US_ASCII).matches("\\+PONG|-NOAU");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** {@code redis://127.0.0.1:PORT}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Ends it and removes its folder. A second call does nothing. */
  @Override
  public void close() {
    kill();
    if (folder != null) {
      PrivateFolder.remove(folder);
      folder = null;
    }
  }
}
