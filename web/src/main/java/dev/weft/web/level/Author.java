package dev.weft.web.level;

import dev.weft.web.request.RequestInfo;
import dev.weft.web.view.Call;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who changes something, as far as a shared secret tells.
 *
 * @param means how the caller showed that it knows the secret: {@code parameter}, {@code header} or
 *     {@code cookie}; {@code expiry} for nobody
 * @param address where the call came from
 * @param reason as the caller gave it; may be empty
 */
record Author(String means, String address, String reason) {
  /** Nobody: the time for which it was to hold is over. */
  static final Author CLOCK = new Author("expiry", "", "");

  /** The caller. */
  static Author of(Call call) {
    String address =
        RequestInfo.current()
            .flatMap(RequestInfo::clientAddress)
            .orElseGet(() -> String.valueOf(call.request().getRemoteAddr()));
    return new Author(means(call), address, call.parameter("reason").orElse(""));
  }

  // The first that is present is the one that was looked at.
  private static String means(Call call) {
    if (call.parameter("secret").isPresent()) {
      return "parameter";
    }
    return call.request().getHeader("X-API-Key") != null ? "header" : "cookie";
  }

  /** As fields of a record. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("auth", means);
    fields.put("client_addr", address);
    fields.put("reason", reason);
    return fields;
  }
}
