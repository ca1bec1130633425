package dev.weft.cli.mon;

/**
 * Where a stream is.
 *
 * @param option what it came from, for messages: {@code -u}, {@code -H} or {@code WEFT_URL}
 * @param url the whole URL, secrets included
 */
record Address(String option, String url) {
  private static final String DEFAULT_PORT = "5672";

  /** The address of that AMQP server, as lcmon has it. */
  static Address ofHost(String option, String host) {
    if (host.contains("://") || host.contains("@") || host.contains("/")) {
      throw new IllegalArgumentException(
          option + " takes the name of a host; a whole URL is for -u, as in -u amqp://localhost");
    }
    boolean bare = host.indexOf(':') != host.lastIndexOf(':') && !host.startsWith("[");
    String name = bare ? '[' + host + ']' : host;
    boolean port = name.matches(".*[^:\\[]:\\d+") || name.matches("\\[.*]:\\d+");
    return new Address(
        option, "amqp://guest:guest@" + name + (port ? "" : ':' + DEFAULT_PORT) + "/%2F");
  }

  /** The URL without passwords, for a person. */
  String shown() {
    return mask(url);
  }

  /** The text with this address's URL in it, without passwords. */
  String shownIn(String text) {
    return mask(text.replace(url, shown()));
  }

  // A password may hold any sign that should have been escaped, so up to the last @.
  private static String mask(String url) {
    return url.replaceAll("://([^/@:\\s]*):\\S*@", "://$1:***@")
        .replaceAll(
            "(?i)([?&][^=&\\s]*(?:password|secret|token|key)[^=&\\s]*=)[^&\\s\"]*", "$1***");
  }
}
