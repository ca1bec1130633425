package dev.weft.log4j2;

import org.apache.logging.log4j.message.SimpleMessage;

/**
 * The message of a line about a task's start or end. Its class is the mark by which {@link
 * WeftAppender} leaves the line out: asynchronous appenders and loggers copy the event, never the
 * message of a type they do not know.
 */
final class TaskLine extends SimpleMessage {
  private static final long serialVersionUID = 1;

  TaskLine(String message) {
    super(message);
  }
}
