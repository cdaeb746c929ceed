package dev.a2a.bridge.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of advapi32 that keep credentials, and their structure (wincred.h).
final class Advapi {
  /// `CREDENTIALW` on 64 bits: 80 bytes.
  static final StructLayout CREDENTIALW =
      MemoryLayout.structLayout(
          JAVA_INT.withName("Flags"),
          JAVA_INT.withName("Type"),
          ADDRESS.withName("TargetName"),
          ADDRESS.withName("Comment"),
          JAVA_INT.withName("LastWrittenLow"),
          JAVA_INT.withName("LastWrittenHigh"),
          JAVA_INT.withName("CredentialBlobSize"),
          MemoryLayout.paddingLayout(4),
          ADDRESS.withName("CredentialBlob"),
          JAVA_INT.withName("Persist"),
          JAVA_INT.withName("AttributeCount"),
          ADDRESS.withName("Attributes"),
          ADDRESS.withName("TargetAlias"),
          ADDRESS.withName("UserName"));

  private static final String LAST_ERROR = "GetLastError";

  private final StructLayout callState = Linker.Option.captureStateLayout();
  private final VarHandle lastError = callState.varHandle(PathElement.groupElement(LAST_ERROR));
  private final MethodHandle write;
  private final MethodHandle read;
  private final MethodHandle delete;
  private final MethodHandle free;

  @SuppressWarnings("restricted") // The launcher grants native access.
  private Advapi(SymbolLookup library) {
    Linker linker = Linker.nativeLinker();
    Linker.Option state = Linker.Option.captureCallState(LAST_ERROR);
    this.write =
        linker.downcallHandle(
            library.findOrThrow("CredWriteW"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            state);
    this.read =
        linker.downcallHandle(
            library.findOrThrow("CredReadW"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS),
            state);
    this.delete =
        linker.downcallHandle(
            library.findOrThrow("CredDeleteW"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
            state);
    this.free =
        linker.downcallHandle(library.findOrThrow("CredFree"), FunctionDescriptor.ofVoid(ADDRESS));
  }

  /// Throws [IllegalArgumentException] where there is no such library.
  @SuppressWarnings("restricted") // The launcher grants native access.
  static Advapi load() {
    return new Advapi(SymbolLookup.libraryLookup("advapi32", Arena.global()));
  }

  static long offset(String field) {
    return CREDENTIALW.byteOffset(PathElement.groupElement(field));
  }

  MemorySegment callState(Arena arena) {
    return arena.allocate(callState);
  }

  /// Why the last call that was given this state failed.
  int lastError(MemorySegment state) {
    return (int) lastError.get(state, 0L);
  }

  boolean write(MemorySegment state, MemorySegment credential) {
    return succeeded(() -> (int) write.invokeExact(state, credential, 0));
  }

  boolean read(MemorySegment state, MemorySegment target, int type, MemorySegment pointer) {
    return succeeded(() -> (int) read.invokeExact(state, target, type, 0, pointer));
  }

  boolean delete(MemorySegment state, MemorySegment target, int type) {
    return succeeded(() -> (int) delete.invokeExact(state, target, type, 0));
  }

  /// The secret of the credential that [#read] put at `pointer`, which is freed.
  @SuppressWarnings("restricted") // The sizes are those that Windows gives.
  byte[] takeBlob(MemorySegment pointer) {
    MemorySegment address = pointer.get(ADDRESS, 0);
    MemorySegment credential = address.reinterpret(CREDENTIALW.byteSize());
    int size = credential.get(JAVA_INT, offset("CredentialBlobSize"));
    byte[] blob =
        credential.get(ADDRESS, offset("CredentialBlob")).reinterpret(size).toArray(JAVA_BYTE);
    succeeded(() -> {
      free.invokeExact(address);
      return 1;
    });
    return blob;
  }

  private interface Call {
    int run() throws Throwable;
  }

  private static boolean succeeded(Call call) {
    try {
      return call.run() != 0;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of advapi32 does not fit its description", e);
    }
  }
}
