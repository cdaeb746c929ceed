package dev.a2a.shared.api;

/// A [Problem] on its way up to the door that will say it. Features throw it, doors catch it,
/// nobody logs it.
///
/// It has no stack trace: a refusal is an answer, not a defect.
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public Refusal(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
