package dev.a2a.daemon.mcp;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.PrintWriter;
import java.io.StringWriter;

/// Keeps what the SDK's servlet answers, so that it can be looked at before anybody sees it. Its
/// headers are dropped.
final class CapturedResponse extends HttpServletResponseWrapper {
  private final StringWriter text = new StringWriter();
  private final PrintWriter writer = new PrintWriter(text);
  private int status = SC_OK;

  CapturedResponse(HttpServletResponse response) {
    super(response);
  }

  String text() {
    writer.flush();
    return text.toString();
  }

  @Override
  public PrintWriter getWriter() {
    return writer;
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setStatus(int status) {
    this.status = status;
  }

  @Override
  public void sendError(int status) {
    this.status = status;
  }

  @Override
  public void sendError(int status, String message) {
    this.status = status;
  }

  @Override
  public void setContentType(String type) {}

  @Override
  public void setCharacterEncoding(String charset) {}

  @Override
  public void setHeader(String name, String value) {}

  @Override
  public void flushBuffer() {}
}
