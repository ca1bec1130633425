package dev.weft.web.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL as metrics show it: short, and the same for statements that differ in their values only. The
 * rules are c2cwsgiutils', so that dashboards find the same names; keywords count in upper case.
 */
public final class SqlText {
  private static final Pattern SPACES = Pattern.compile("  +");
  private static final Pattern SELECT = Pattern.compile("SELECT .*? FROM", Pattern.UNIX_LINES);
  private static final Pattern INSERT =
      Pattern.compile("INSERT INTO (.*?) \\(.*", Pattern.UNIX_LINES);
  private static final Pattern SET = Pattern.compile("SET .*? WHERE", Pattern.UNIX_LINES);
  private static final Pattern IN = Pattern.compile(" IN \\(");
  private static final Pattern NAMED = Pattern.compile("%\\(\\w+\\)\\w");

  private SqlText() {}

  /** The short form of a statement; of any text, since nothing is parsed. */
  public static String simplify(String sql) {
    String text = SPACES.matcher(sql.replace('\n', ' ')).replaceAll(" ");
    text = SELECT.matcher(text).replaceAll("SELECT FROM");
    text = INSERT.matcher(text).replaceAll("INSERT INTO $1");
    text = SET.matcher(text).replaceAll("SET WHERE");
    return NAMED.matcher(withoutLists(text)).replaceAll("?");
  }

  private static String withoutLists(String sql) {
    List<Integer> starts = new ArrayList<>();
    Matcher lists = IN.matcher(sql);
    while (lists.find()) {
      starts.add(lists.start());
    }
    String text = sql;
    // From the last to the first, so that a list inside another one is short already.
    for (int i = starts.size() - 1; i >= 0; i--) {
      int start = starts.get(i);
      text = text.substring(0, start) + " IN (?)" + text.substring(behindList(text, start + 4));
    }
    return text;
  }

  /** Where the parenthesis that opens at {@code from} is closed, plus one; else the end. */
  private static int behindList(String text, int from) {
    int depth = 0;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return at + 1;
      } else if (c == '"' || c == '\'') {
        at = endOfQuoted(text, at);
      }
    }
    return text.length();
  }

  private static int endOfQuoted(String text, int from) {
    char quote = text.charAt(from);
    for (int at = from + 1; at < text.length(); at++) {
      if (text.charAt(at) == quote) {
        if (at + 1 == text.length() || text.charAt(at + 1) != quote) {
          return at;
        }
        at++;
      }
    }
    return text.length();
  }
}
