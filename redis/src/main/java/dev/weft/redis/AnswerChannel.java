package dev.weft.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weft.event.codec.JsonReader;
import dev.weft.event.codec.JsonWriter;
import dev.weft.event.control.Answers;
import dev.weft.event.control.Handlers;
import dev.weft.event.control.Instance;
import dev.weft.event.control.Question;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The channel that a question's answers come on, and beside it one for signatures. An answer that
 * is an object says itself who gave it. Anything else stays bare, as Python expects it; so an
 * instance of Weft first publishes on the second channel who it is and the digest of what it will
 * say. Equal answers can be told apart by nobody, and need not be: each takes one of the
 * signatures.
 *
 * <p>Messages come by the driver's thread only.
 */
final class AnswerChannel {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final int RANDOM_LETTERS = 10;
  private static final String DIGEST = "sha256";

  private final String name;
  private final Question question;
  private final Map<String, List<Instance>> signed = new LinkedHashMap<>();

  /** A new one for a question on that channel. */
  AnswerChannel(String channel) {
    StringBuilder unique = new StringBuilder(channel);
    ThreadLocalRandom random = ThreadLocalRandom.current();
    for (int i = 0; i < RANDOM_LETTERS; i++) {
      unique.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    name = unique.toString();
    question = new Question(name);
  }

  /** Where signatures of bare answers go. */
  static String signatures(String answerChannel) {
    return answerChannel + "_from";
  }

  /** What goes there. */
  static String signature(Instance instance, String answer) {
    Map<String, Object> signature = new LinkedHashMap<>();
    signature.put(Handlers.HOST_NAME, instance.host());
    signature.put(Handlers.PID, instance.pid());
    signature.put(DIGEST, digest(answer));
    return new JsonWriter().value(signature).toString();
  }

  private static String digest(String answer) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(answer.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  String name() {
    return name;
  }

  /** Both channels. */
  String[] names() {
    return new String[] {name, signatures(name)};
  }

  Question question() {
    return question;
  }

  void message(String channel, String message) {
    Object value = JsonReader.read(message);
    Instance sender = value instanceof Map<?, ?> object ? sender(object) : null;
    if (channel.equals(name)) {
      question.answered(new Answers.Answer(value, sender == null ? signer(message) : sender));
    } else if (sender != null && value instanceof Map<?, ?> signature) {
      signed
          .computeIfAbsent(String.valueOf(signature.get(DIGEST)), unused -> new ArrayList<>())
          .add(sender);
    }
  }

  private static @Nullable Instance sender(Map<?, ?> object) {
    return object.get(Handlers.HOST_NAME) instanceof String host
            && object.get(Handlers.PID) instanceof Number pid
        ? new Instance(host, pid.longValue())
        : null;
  }

  private @Nullable Instance signer(String message) {
    List<Instance> signers = signed.isEmpty() ? null : signed.get(digest(message));
    return signers == null || signers.isEmpty() ? null : signers.remove(0);
  }
}
