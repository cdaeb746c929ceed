package dev.a2a.daemon.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A strict reader of Prometheus' text format 0.0.4: what it does not take, a scraper may not.
final class Exposition {
  private static final Pattern TYPE =
      Pattern.compile(
          "# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
  private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+");
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\n\"])*\"";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(" + LABEL + "(?:," + LABEL + ")*)?,?})? (\\S+)");

  private final Map<String, String> types = new HashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  private Exposition() {}

  static Exposition read(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line has no end");
    }
    Exposition read = new Exposition();
    text.lines().forEach(read::line);
    return read;
  }

  /// The value of a series, written as in the text.
  double value(String series) {
    if (!samples.containsKey(series)) {
      throw new AssertionError(series + " is not in " + samples.keySet());
    }
    return samples.get(series);
  }

  Map<String, Double> samples() {
    return samples;
  }

  private void line(String line) {
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (type.matches()) {
      if (types.put(type.group(1), type.group(2)) != null) {
        throw new IllegalArgumentException("twice: " + line);
      }
    } else if (sample.matches()) {
      sample(sample);
    } else if (!HELP.matcher(line).matches()) {
      throw new IllegalArgumentException("not of the format: " + line);
    }
  }

  private void sample(Matcher sample) {
    String family = family(sample.group(1));
    String labels = sample.group(2) == null ? "" : "{" + sample.group(2) + "}";
    double value =
        switch (sample.group(3)) {
          case "+Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(sample.group(3));
        };
    if (List.of("counter", "histogram").contains(types.get(family)) && !(value >= 0)) {
      throw new IllegalArgumentException("runs backwards: " + sample.group());
    }
    if (samples.put(sample.group(1) + labels, value) != null) {
      throw new IllegalArgumentException("twice: " + sample.group());
    }
  }

  private String family(String name) {
    if (types.containsKey(name)) {
      return name;
    }
    String base = name.replaceFirst("_(bucket|sum|count)$", "");
    if (!List.of("histogram", "summary").contains(types.getOrDefault(base, ""))) {
      throw new IllegalArgumentException("of no type: " + name);
    }
    return base;
  }
}
