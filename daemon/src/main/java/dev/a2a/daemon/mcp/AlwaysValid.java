package dev.a2a.daemon.mcp;

import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.Map;

/// Arguments are checked where the records are made, for every door alike, with our own words. Here
/// nothing is.
final class AlwaysValid implements JsonSchemaValidator {
  @Override
  public ValidationResponse validate(Map<String, Object> schema, Object value) {
    return ValidationResponse.asValid(null);
  }

  @Override
  public void assertConforms(String field, Map<String, Object> schema) {
    // Our schemas are made by a generator, and checked by a test.
  }

  @Override
  public ValidationResponse validateSchema(Map<String, Object> schema) {
    return ValidationResponse.asValid(null);
  }
}
