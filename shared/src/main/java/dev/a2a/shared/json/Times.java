package dev.a2a.shared.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as RFC 3339 in UTC, always with three digits of milliseconds; any offset is read, years 0
/// to 9999.
final class Times extends SimpleModule {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  Times() {
    addSerializer(new Write());
    addDeserializer(Instant.class, new Read());
  }

  private static final class Write extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    Write() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(MILLIS.format(value));
    }
  }

  private static final class Read extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    Read() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (json.currentToken() == JsonToken.VALUE_STRING) {
        try {
          OffsetDateTime time =
              OffsetDateTime.parse(json.getText()).withOffsetSameInstant(ZoneOffset.UTC);
          // Years of four digits, as RFC 3339 has them; beyond, milliseconds overflow.
          if (time.getYear() >= 0 && time.getYear() <= 9999) {
            return time.toInstant();
          }
        } catch (DateTimeException _) {
          // Said below, as for any other text that is not a time.
        }
      }
      return (Instant) context.handleUnexpectedToken(Instant.class, json);
    }
  }
}
