package dev.a2a.daemon.operation;

/// Where an operation is in REST. Names in braces are arguments.
///
/// @param status of a success
public record Route(String method, String path, int status) {
  static Route get(String path) {
    return new Route("GET", path, 200);
  }

  static Route post(String path, int status) {
    return new Route("POST", path, status);
  }

  static Route put(String path) {
    return new Route("PUT", path, 200);
  }

  static Route delete(String path) {
    return new Route("DELETE", path, 200);
  }

  /// Are its arguments in a JSON body, rather than in the address?
  public boolean hasBody() {
    return method.equals("POST") || method.equals("PUT");
  }

  /// Are arguments in the path? Then a body may be missing where they are all there are.
  public boolean hasPathArguments() {
    return path.contains("{");
  }
}
