package dev.weft.event.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of a frame stays the same when lines move and classes are generated anew. */
final class FrameName {
  private static final Pattern PYTHON = Pattern.compile("File \"(.*)\", line \\d+(?:, in (.*))?");
  // lambda$charge$0, Pay$$Lambda/0x00007f, Pay$$SpringCGLIB$$1, $Proxy12
  private static final Pattern GENERATED =
      Pattern.compile("\\$\\$[\\w$]*(?:/0x[0-9a-f]+)?|(?<=\\$Proxy|\\$)\\d+");

  private FrameName() {}

  static String of(ExceptionText.Frame frame) {
    Matcher python = PYTHON.matcher(frame.text());
    if (python.matches()) {
      String function = python.group(2);
      return file(python.group(1)) + (function == null ? "" : " " + function);
    }
    return GENERATED.matcher(method(frame.text())).replaceAll("");
  }

  /** The file and its folder, since the rest differs from machine to machine. */
  private static String file(String path) {
    String file = path.replace('\\', '/');
    int folder = file.lastIndexOf('/', file.lastIndexOf('/') - 1);
    return file.substring(folder + 1);
  }

  /** The method with its class, without the module or loader before it and the file behind. */
  static String method(String frame) {
    int open = frame.indexOf('(');
    String call = open < 0 ? frame : frame.substring(0, open);
    int slash = call.lastIndexOf('/');
    return slash < 0 || call.substring(0, slash).contains("$") ? call : call.substring(slash + 1);
  }
}
