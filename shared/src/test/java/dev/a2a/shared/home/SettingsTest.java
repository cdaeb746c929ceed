package dev.a2a.shared.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path folder;

  @Test
  void a_setting_that_nobody_made_has_its_default() {
    Settings settings = settings(Map.of(), Map.of());

    assertEquals("7420", settings.get(Setting.PORT));
    assertEquals(Optional.empty(), settings.find(Setting.PORT));
  }

  @Test
  void a_flag_wins_over_the_environment_and_that_over_the_file() throws Exception {
    file("{\"settings\":{\"port\":1,\"host\":\"h1\",\"server\":\"s1\"}}");
    Settings settings =
        settings(
            Map.of(Setting.PORT, "3"),
            Map.of("A2A_PORT", "2", "A2A_HOST", "h2", "A2A_BODY_MAX", "2"));

    assertEquals("3", settings.get(Setting.PORT));
    assertEquals("h2", settings.get(Setting.HOST));
    assertEquals("s1", settings.get(Setting.SERVER));
    assertEquals("2", settings.get(Setting.BODY_MAX));
  }

  @Test
  void an_empty_value_is_as_good_as_none() throws Exception {
    file("{\"settings\":{\"port\":1,\"host\":\"\"}}");

    assertEquals("1", settings(Map.of(), Map.of("A2A_PORT", "")).get(Setting.PORT));
    assertEquals(
        "2", settings(Map.of(Setting.PORT, ""), Map.of("A2A_PORT", "2")).get(Setting.PORT));
    assertEquals("127.0.0.1", settings(Map.of(), Map.of()).get(Setting.HOST));
  }

  @Test
  void numbers_and_truths_in_the_file_need_no_quotes() throws Exception {
    file("{\"settings\":{\"port\":8080,\"group_commit\":false},\"profiles\":{}}");
    Settings settings = settings(Map.of(), Map.of());

    assertEquals("8080", settings.get(Setting.PORT));
    assertEquals("false", settings.get(Setting.GROUP_COMMIT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"profiles\":{}}", "{\"settings\":{}}"})
  void a_file_without_settings_sets_nothing(String text) throws Exception {
    file(text);

    assertEquals(Optional.empty(), settings(Map.of(), Map.of()).find(Setting.PORT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "[1]"})
  void a_value_in_the_file_that_is_no_text_or_number_is_refused(String value) throws Exception {
    file("{\"settings\":{\"port\":" + value + "}}");

    assertEquals(
        unusable("the setting \"port\" must be a text or a number"),
        refused(Problem.UnreadableConfig.class, () -> settings(Map.of(), Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{\"settings\":[]}", "{\"settings\":\"port\"}", "1"})
  void a_file_of_another_shape_is_refused(String text) throws Exception {
    file(text);

    assertEquals(
        unusable("it is not a JSON object with an object \"settings\""),
        refused(Problem.UnreadableConfig.class, () -> settings(Map.of(), Map.of())));
  }

  @Test
  void a_file_that_is_not_json_is_refused_without_repeating_it() throws Exception {
    file("{\"settings\":{secret");

    assertEquals(
        unusable("it is not JSON"),
        refused(Problem.UnreadableConfig.class, () -> settings(Map.of(), Map.of())));
  }

  @Test
  void a_file_that_cannot_be_read_is_not_called_malformed() throws Exception {
    Files.createDirectory(folder.resolve("config.json"));

    assertEquals(
        unusable("it cannot be read"),
        refused(Problem.UnreadableConfig.class, () -> settings(Map.of(), Map.of())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"prot", "api_key", "config_dir", "PORT", "A2A_PORT"})
  void a_setting_that_has_no_place_in_the_file_is_refused(String key) throws Exception {
    file("{\"settings\":{\"" + key + "\":\"x\"}}");

    String detail = refused(Problem.UnreadableConfig.class, () -> settings(Map.of(), Map.of()));

    assertTrue(detail.contains("there is no setting of a file that is named \""), detail);
  }

  @Test
  void only_what_the_environment_set_comes_from_the_environment() throws Exception {
    file("{\"settings\":{\"host\":\"h1\"}}");
    Settings settings =
        settings(Map.of(Setting.PORT, "3"), Map.of("A2A_SERVER", "s2", "A2A_PORT", "2"));

    assertTrue(settings.fromEnvironment(Setting.SERVER), "set there");
    assertFalse(settings.fromEnvironment(Setting.PORT), "a flag won");
    assertFalse(settings.fromEnvironment(Setting.HOST), "set in the file");
    assertFalse(settings.fromEnvironment(Setting.PROFILE), "set by nobody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65536", "x", "1.5", " 1", "99999999999", "0x10"})
  void a_number_out_of_range_is_refused_by_the_name_of_its_setting(String value) {
    Settings settings = settings(Map.of(), Map.of("A2A_PORT", value));

    assertEquals(
        "The setting A2A_PORT must be a whole number from 0 to 65535. Correct it.",
        refused(Problem.BadSetting.class, () -> settings.number(Setting.PORT, 0, 65_535)));
  }

  @Test
  void a_number_may_be_either_end_of_its_range() {
    assertEquals(0, settings(Map.of(), Map.of("A2A_PORT", "0")).number(Setting.PORT, 0, 65_535));
    assertEquals(
        65_535, settings(Map.of(), Map.of("A2A_PORT", "65535")).number(Setting.PORT, 0, 65_535));
  }

  @Test
  void a_word_outside_the_list_is_refused_with_the_list() {
    Settings settings = settings(Map.of(), Map.of("A2A_GROUP_COMMIT", "maybe"));

    assertEquals(
        "The setting A2A_GROUP_COMMIT must be one of on, off. Correct it.",
        refused(Problem.BadSetting.class, () -> settings.oneOf(Setting.GROUP_COMMIT, "on", "off")));
    assertEquals("claim", settings.oneOf(Setting.REGISTER_REVEAL, "claim", "key"));
  }

  @Test
  void a_list_has_parts_without_the_space_around_them() {
    Settings settings = settings(Map.of(), Map.of("A2A_ALLOWED_HOSTS", " a.example , ,b.example,"));

    assertEquals(List.of("a.example", "b.example"), settings.list(Setting.ALLOWED_HOSTS));
    assertEquals(List.of(), settings(Map.of(), Map.of()).list(Setting.ALLOWED_HOSTS));
  }

  @Test
  void a_folder_that_no_path_can_name_is_refused() throws Exception {
    file("{\"settings\":{\"data_dir\":\"a\\u0000b\"}}");
    Settings settings = settings(Map.of(), Map.of());

    assertEquals(
        "The setting A2A_DATA_DIR must be the path of a folder. Correct it.",
        refused(Problem.BadSetting.class, settings::home));
  }

  private Settings settings(Map<Setting, String> flags, Map<String, String> env) {
    Map<String, String> all = new HashMap<>(env);
    all.put("A2A_CONFIG_DIR", folder.toString());
    return Settings.of(flags, all);
  }

  private void file(String text) throws IOException {
    Files.writeString(folder.resolve("config.json"), text);
  }

  private String unusable(String why) {
    return "The file "
        + folder.resolve("config.json")
        + " cannot be used: "
        + why
        + ". Correct it, or move it away to start anew.";
  }

  private static String refused(Class<? extends Problem> problem, Executable use) {
    Refusal refusal = assertThrows(Refusal.class, use);
    assertEquals(problem, refusal.problem().getClass());
    return refusal.problem().detail();
  }
}
