package dev.weft.cli.ask;

import dev.weft.cli.Failed;
import dev.weft.event.command.Command;
import java.io.IOException;
import java.util.List;

/** Makes a refusal into words for a person, and the status to end with. */
final class Refusals {
  private static final int CANDIDATES = 10;

  private Refusals() {}

  /** The reply, when it is an answer. */
  static Reply none(Inquiry asked, Reply reply, String whom) {
    if (reply.status() == 200) {
      return reply;
    }
    throw refusal(asked, reply, whom);
  }

  private static Failed refusal(Inquiry asked, Reply reply, String whom) {
    Members said = said(reply);
    String message = said.text("message", "");
    return switch (reply.status()) {
      case 300 -> new Failed(Command.USAGE, several(asked, said.texts("roots")));
      case 400 -> new Failed(Command.USAGE, wrong(asked, said, message));
      case 401, 403 -> forbidden(whom, message);
      case 404, 410 ->
          message.isEmpty() ? stranger(asked, whom) : new Failed(Command.NOTHING_FOUND, message);
      default ->
          new Failed(
              Command.CONNECTION,
              whom + " answered " + reply.status() + (message.isEmpty() ? "" : ": " + message));
    };
  }

  private static Failed forbidden(String whom, String message) {
    return new Failed(
        Command.CONNECTION,
        whom
            + " refuses"
            + (message.isEmpty() ? "" : " (" + message + ")")
            + "; a token with the right to do this is set by WEFT_TOKEN, or by token in the"
            + " configuration");
  }

  private static Failed stranger(Inquiry asked, String whom) {
    return new Failed(
        Command.CONNECTION,
        whom
            + " does not know "
            + asked.path()
            + ": no collector of Weft's, or one of another version; -u names another");
  }

  private static Members said(Reply reply) {
    try {
      return Members.read(reply.body());
    } catch (IOException noJson) {
      return Members.NONE;
    }
  }

  private static String several(Inquiry asked, List<String> roots) {
    String id = asked.path().substring(asked.path().lastIndexOf('/') + 1);
    StringBuilder text =
        new StringBuilder("\"" + id + "\" is the beginning of several ids; write more of it:");
    roots.stream().limit(CANDIDATES).forEach(root -> text.append("\n  ").append(root));
    return text.toString();
  }

  /** A fault in a query is shown by a mark under it, as where the query is read here. */
  private static String wrong(Inquiry asked, Members said, String message) {
    String query = asked.parameters().get("q");
    String fix = said.text("fix");
    String cure = fix == null || fix.isBlank() ? "" : "\ntry: " + fix;
    long position = said.whole("pos", -1);
    if (query == null || position < 0 || position > query.length()) {
      return message + cure;
    }
    return message
        + "\n  "
        + query.replaceAll("\\p{Cntrl}", " ")
        + "\n  "
        + " ".repeat((int) position)
        + '^'
        + cure;
  }
}
