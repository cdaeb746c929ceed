package dev.a2a.bridge.mcp.stdio;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Standard output, a whole line at a time. Safe for use by many threads.
final class Output {
  private final OutputStream out;
  private final Runnable broken;

  /// `broken` is run when nobody reads any more.
  Output(OutputStream out, Runnable broken) {
    this.out = out;
    this.broken = broken;
  }

  void line(byte[] json) {
    byte[] line = new byte[json.length + 1];
    System.arraycopy(json, 0, line, 0, json.length);
    line[json.length] = '\n';
    synchronized (this) {
      try {
        out.write(line);
        out.flush();
      } catch (IOException _) {
        broken.run(); // There is nobody left to tell.
      }
    }
  }

  /// An answer that needs no session, because there is none yet or the request could not be read.
  void error(@Nullable Object id, int code, String message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = RawJson.FACTORY.createGenerator(text)) {
      // An id may hold half of a surrogate pair, which UTF-8 cannot.
      json.enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());
      json.writeStartObject();
      json.writeStringField("jsonrpc", "2.0");
      json.writeFieldName("id");
      json.writeObject(id);
      json.writeObjectFieldStart("error");
      json.writeNumberField("code", code);
      json.writeStringField("message", message);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // Strings do not fail.
    }
    line(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
