package dev.a2a.daemon.operation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// JSON Schemas (2020-12) of the wire records, as the JSON mapper reads and writes them.
final class Schemas {
  private final SchemaGenerator generator;

  Schemas() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
            .with(Option.INLINE_ALL_SCHEMAS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forFields()
        .withPropertyNameOverrideResolver(field -> {
          JsonProperty given = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
          return given != null
              ? given.value()
              : SnakeCaseStrategy.INSTANCE.translate(field.getName());
        })
        .withRequiredCheck(Schemas::required);
    config
        .forTypesInGeneral()
        .withPropertySorter((_, _) -> 0) // As the record has them.
        .withCustomDefinitionProvider((type, context) ->
            type.getErasedType() == Instant.class
                ? new CustomDefinition(
                    context
                        .getGeneratorConfig()
                        .createObjectNode()
                        .put("type", "string")
                        .put("format", "date-time"))
                : null);
    this.generator = new SchemaGenerator(config.build());
  }

  /// What may be sent: nothing but the record's arguments.
  ObjectNode input(Class<?> type) {
    ObjectNode schema = object(type);
    schema.put("additionalProperties", false);
    return schema;
  }

  /// What is answered: newer daemons may say more.
  ObjectNode output(Class<?> type) {
    return object(type);
  }

  private ObjectNode object(Class<?> type) {
    ObjectNode schema = generator.generateSchema(type);
    schema.put("type", "object");
    schema.withObject("/properties");
    return schema;
  }

  private static boolean required(FieldScope field) {
    return !field.isFakeContainerItemScope()
        && !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
