package dev.weft.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A private RabbitMQ on free ports of the loopback, in a folder and with an {@code epmd} of its
 * own: Debian's {@code rabbitmq-server}, started before the first test of a class, ended after the
 * last. Where it is not installed, the tests are aborted, saying so.
 *
 * <pre>{@code
 * @RegisterExtension static final RabbitMqServer RABBIT = RabbitMqServer.shared();
 * }</pre>
 *
 * <p>A start takes some seconds, so the classes of a test run can share one. What is durable in it
 * outlives {@link #kill()}.
 *
 * <p>Used by one thread at a time.
 */
public final class RabbitMqServer extends PrivateServer
    implements BeforeAllCallback, AfterAllCallback {
  private static final String NAME = "RabbitMQ";
  // Not the script of that name on the PATH, which insists on another user.
  private static final Path PROGRAMS = Path.of("/usr/lib/rabbitmq/bin");
  private static final String SERVER = "rabbitmq-server";
  private static final String CONTROL = "rabbitmqctl";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] GREETING = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
  private static final int FRAME_TYPE_AND_CHANNEL = 3;
  private static final String OUTPUT = "output";
  // It takes connections a second or two before.
  private static final String STARTED = "Starting broker... completed";
  private static final Pattern VERSION = Pattern.compile("version(?s:.{5})(\\d+(?:\\.\\d+)+)");
  private static final RabbitMqServer SHARED = new RabbitMqServer(true, List.of());

  private final boolean shared;
  private final List<String> configuration;
  private @Nullable Path folder;
  private @Nullable ChildProcess portMapper;
  private int distributionPort;
  private int portMapperPort;

  private RabbitMqServer(boolean shared, List<String> configuration) {
    super(SERVER);
    this.shared = shared;
    this.configuration = List.copyOf(configuration);
  }

  /** One of the class's own, with more lines for its {@code rabbitmq.conf}. */
  public static RabbitMqServer create(String... configuration) {
    return new RabbitMqServer(false, List.of(configuration));
  }

  /**
   * The one that all classes of a test run share: started by the first, ended with the run. Whoever
   * takes it away brings it back, and names exchanges and queues so that nobody else meets them.
   */
  public static RabbitMqServer shared() {
    return SHARED;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (!shared) {
      RealServers.start(NAME, this::begin);
    } else if (process == null) {
      RealServers.start(NAME, this::begin);
      context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(RabbitMqServer.class))
          .put(NAME, this);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!shared) {
      close();
    }
  }

  /** Starts it, on the same port and with the same data each time, and waits until it answers. */
  public void start() {
    begin();
  }

  /** Says its version. */
  private String begin() {
    if (!Files.isExecutable(PROGRAMS.resolve(SERVER))) {
      return Assumptions.abort("no " + PROGRAMS.resolve(SERVER));
    }
    Optional<Path> mapper = ChildProcess.program("epmd");
    if (mapper.isEmpty()) {
      return Assumptions.abort("no epmd on the PATH");
    }
    try {
      long starts = starts();
      launch(mapper.orElseThrow());
      Awaitility.await(SERVER + " on port " + port)
          .atMost(PATIENCE)
          .until(() -> ended() || starts() > starts);
      if (ended()) {
        throw new IllegalStateException(condition());
      }
      return version();
    } catch (IOException notStarted) {
      throw new UncheckedIOException(SERVER + " does not start", notStarted);
    }
  }

  private boolean ended() {
    return running().ending().isPresent();
  }

  // How often it said that it has started.
  private long starts() throws IOException {
    Path output = log();
    if (output == null || Files.notExists(output)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(output)) {
      return lines.filter(line -> line.contains(STARTED)).count();
    }
  }

  @Override
  @Nullable Path log() {
    return folder == null ? null : folder.resolve(OUTPUT);
  }

  private void launch(Path mapper) throws IOException {
    Path own = folder == null ? prepared() : folder;
    if (portMapper == null) {
      // Otherwise the server would leave one behind that nobody ends.
      ProcessBuilder builder =
          new ProcessBuilder(
              mapper.toString(),
              "-port",
              Integer.toString(portMapperPort),
              "-address",
              "127.0.0.1");
      portMapper = ChildProcess.start(logged(builder, own));
    }
    ProcessBuilder builder = new ProcessBuilder(PROGRAMS.resolve(SERVER).toString());
    builder.environment().putAll(environment(own));
    process = ChildProcess.start(logged(builder, own));
  }

  private Path prepared() throws IOException {
    Path own = PrivateFolder.create("weft-rabbitmq");
    port = Ports.free();
    distributionPort = Ports.free();
    portMapperPort = Ports.free();
    Files.writeString(own.resolve("rabbitmq.conf"), configurationText());
    Files.writeString(own.resolve("plugins"), "[].\n");
    Files.writeString(own.resolve("environment"), "");
    folder = own;
    return own;
  }

  private String configurationText() {
    return "listeners.tcp.1 = 127.0.0.1:" + port + '\n' + String.join("\n", configuration) + '\n';
  }

  private Map<String, String> environment(Path own) {
    return Map.ofEntries(
        Map.entry("HOME", own.toString()),
        Map.entry("RABBITMQ_NODENAME", "weft-" + port + "@localhost"),
        Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_NODE_PORT", Integer.toString(port)),
        Map.entry("RABBITMQ_DIST_PORT", Integer.toString(distributionPort)),
        Map.entry("ERL_EPMD_PORT", Integer.toString(portMapperPort)),
        Map.entry("RABBITMQ_MNESIA_BASE", own.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", own.resolve("log").toString()),
        Map.entry("RABBITMQ_CONFIG_FILE", own.resolve("rabbitmq.conf").toString()),
        Map.entry("RABBITMQ_CONF_ENV_FILE", own.resolve("environment").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", own.resolve("plugins").toString()),
        Map.entry("RABBITMQ_PID_FILE", own.resolve("pid").toString()),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
        // Makes the script become the server instead of a parent that a kill would not pass.
        Map.entry("detached", "true"));
  }

  private static ProcessBuilder logged(ProcessBuilder builder, Path own) {
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(own.resolve(OUTPUT).toFile()));
  }

  // What the broker's first method says.
  private String version() throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(GREETING);
      var frame = new DataInputStream(socket.getInputStream());
      frame.skipNBytes(FRAME_TYPE_AND_CHANNEL);
      Matcher version = VERSION.matcher(new String(frame.readNBytes(frame.readInt()), ISO_8859_1));
      if (!version.find()) {
        throw new IOException("no RabbitMQ on port " + port);
      }
      return version.group(1);
    }
  }

  /** {@code amqp://127.0.0.1:PORT}, as the user that there is by default. */
  public String uri() {
    return "amqp://127.0.0.1:" + port;
  }

  /** Raises the alarm about its memory, upon which it takes no messages from anybody. */
  public void blockPublishers() {
    control("set_vm_memory_high_watermark", "0.0000001");
  }

  /** Ends what {@link #blockPublishers()} began. */
  public void unblockPublishers() {
    control("set_vm_memory_high_watermark", "0.6");
  }

  /** Runs a command of {@code rabbitmqctl}, and gives what it prints. */
  public String control(String... command) {
    running();
    Path own = folder;
    if (own == null) {
      throw new IllegalStateException(SERVER + " has no folder");
    }
    List<String> all =
        Stream.concat(
                Stream.of(PROGRAMS.resolve(CONTROL).toString(), "--quiet"), Stream.of(command))
            .toList();
    return ChildProcess.run(all, environment(own));
  }

  /** Ends it, its {@code epmd} too, and removes its folder. A second call does nothing. */
  @Override
  public void close() {
    kill();
    if (portMapper != null) {
      portMapper.kill();
      portMapper = null;
    }
    if (folder != null) {
      PrivateFolder.remove(folder);
      folder = null;
    }
  }
}
