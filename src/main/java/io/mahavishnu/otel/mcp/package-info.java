/**
 * The way in for AI agents: a server of the Model Context Protocol over streamable HTTP,
 * without sessions, at {@code /mcp}. Tools map what the services answer; nothing is
 * decided here but how much of it an agent gets at a time. What traces say is data of
 * strangers, and is labelled so in every answer.
 */
@NullMarked
package io.mahavishnu.otel.mcp;

import org.jspecify.annotations.NullMarked;
