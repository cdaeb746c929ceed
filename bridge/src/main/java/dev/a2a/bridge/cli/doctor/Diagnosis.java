package dev.a2a.bridge.cli.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that was found. `repaired` says what `--fix` did, `bundle` where the support bundle is.
record Diagnosis(
    boolean well,
    String version,
    List<Finding> findings,
    List<String> repaired,
    @Nullable String bundle) {}
