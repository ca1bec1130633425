package dev.weft.event.codec;

import dev.weft.event.WireKey;

/** Writes where in the code a record was made, in Python's terms. Functions only. */
final class CodeLocation {
  private CodeLocation() {}

  static void write(JsonWriter out, StackTraceElement caller) {
    String type = caller.getClassName();
    int dollar = type.indexOf('$');
    String outer = dollar > 0 ? type.substring(0, dollar) : type;
    String file = caller.getFileName();
    String folder = outer.substring(0, outer.lastIndexOf('.') + 1).replace('.', '/');
    String module = outer.substring(outer.lastIndexOf('.') + 1);
    String fileName = file == null ? module + ".java" : file;
    out.name(WireKey.PATH_NAME).text(folder + fileName);
    out.name(WireKey.FILE_NAME).text(fileName);
    out.name(WireKey.MODULE).text(module);
    out.name(WireKey.LINE_NUMBER).number(Math.max(0, caller.getLineNumber()));
    out.name(WireKey.FUNCTION).text(caller.getMethodName());
  }
}
