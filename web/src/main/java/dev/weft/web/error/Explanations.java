package dev.weft.web.error;

import java.util.Map;

/** What statuses mean, in the words of WebOb, which c2cwsgiutils' clients know. */
final class Explanations {
  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(300, "Multiple Choices"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(303, "See Other"),
          Map.entry(304, "Not Modified"),
          Map.entry(307, "Temporary Redirect"),
          Map.entry(308, "Permanent Redirect"));

  private static final Map<Integer, String> TEXTS =
      Map.ofEntries(
          Map.entry(
              400,
              "The server could not comply with the request since it is either malformed or"
                  + " otherwise incorrect."),
          Map.entry(
              401,
              "This server could not verify that you are authorized to access the document you"
                  + " requested.  Either you supplied the wrong credentials (e.g., bad password),"
                  + " or your browser does not understand how to supply the credentials"
                  + " required."),
          Map.entry(402, "Access was denied for financial reasons."),
          Map.entry(403, "Access was denied to this resource."),
          Map.entry(404, "The resource could not be found."),
          Map.entry(405, ""),
          Map.entry(406, "The resource could not be generated in a form that you accept."),
          Map.entry(408, "The server has waited too long for the request to be sent."),
          Map.entry(409, "There was a conflict when trying to complete your request."),
          Map.entry(410, "This resource is no longer available.  No forwarding address is given."),
          Map.entry(411, "Content-Length header required."),
          Map.entry(412, "Request precondition failed."),
          Map.entry(413, "The body of your request was too large for this server."),
          Map.entry(414, "The request URI was too long for this server."),
          Map.entry(415, "The request media type is not supported by this server."),
          Map.entry(416, "The Range requested is not available."),
          Map.entry(417, "Expectation failed."),
          Map.entry(422, "Unable to process the contained instructions"),
          Map.entry(423, "The resource is locked"),
          Map.entry(
              500,
              "The server has either erred or is incapable of performing the requested"
                  + " operation."),
          Map.entry(501, "The server does not know how to do what was requested."),
          Map.entry(502, "Bad gateway."),
          Map.entry(503, "The server is currently unavailable. Please try again at a later time."),
          Map.entry(504, "The gateway has timed out."));

  private Explanations() {}

  /** A failure's; empty for an unusual status. */
  static String text(int status) {
    return TEXTS.getOrDefault(status, "");
  }

  /** The name of a status that is no failure. */
  static String title(int status) {
    return TITLES.getOrDefault(status, "");
  }
}
