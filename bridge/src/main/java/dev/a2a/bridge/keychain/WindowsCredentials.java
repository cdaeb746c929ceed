package dev.a2a.bridge.keychain;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.profile.Binding;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The Credential Manager of Windows, by the foreign function interface. Not yet run on Windows.
///
/// A launcher for Windows has to pass `--enable-native-access=ALL-UNNAMED`; without it the JVM
/// warns on standard error. Nothing of this is loaded on other systems. There are no prompts, and
/// no deadline: the calls don't leave the machine, and cannot be interrupted.
final class WindowsCredentials implements SecretStore {
  private static final String NAME = "The Credential Manager";
  private static final int GENERIC = 1; // CRED_TYPE_GENERIC
  private static final int LOCAL_MACHINE = 2; // CRED_PERSIST_LOCAL_MACHINE
  private static final int BYTES_MAX = 2560; // CRED_MAX_CREDENTIAL_BLOB_SIZE
  private static final int NOT_FOUND = 1168;
  private static final int ACCESS_DENIED = 5;
  private static final int NO_SUCH_LOGON_SESSION = 1312;

  @Override
  public Lookup find(Binding binding) {
    try (Arena arena = Arena.ofConfined()) {
      Advapi api = Advapi.load();
      MemorySegment state = api.callState(arena);
      MemorySegment pointer = arena.allocate(ADDRESS);
      if (!api.read(state, target(arena, binding), GENERIC, pointer)) {
        int error = api.lastError(state);
        return error == NOT_FOUND ? new Lookup.None() : new Lookup.Failed(failure(error).trouble());
      }
      return new Lookup.Found(new String(api.takeBlob(pointer), StandardCharsets.UTF_8));
    } catch (UnsatisfiedLinkError | IllegalArgumentException _) {
      return new Lookup.Failed(missing().trouble());
    }
  }

  @Override
  public void put(Binding binding, String secret) throws StoreFailure {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BYTES_MAX) {
      throw failure(Kind.DENIED, "the secret is too long for it");
    }
    try (Arena arena = Arena.ofConfined()) {
      Advapi api = Advapi.load();
      MemorySegment state = api.callState(arena);
      MemorySegment blob = arena.allocateFrom(JAVA_BYTE, bytes);
      MemorySegment credential = arena.allocate(Advapi.CREDENTIALW);
      credential.set(JAVA_INT, Advapi.offset("Type"), GENERIC);
      credential.set(ADDRESS, Advapi.offset("TargetName"), target(arena, binding));
      credential.set(JAVA_INT, Advapi.offset("CredentialBlobSize"), bytes.length);
      credential.set(ADDRESS, Advapi.offset("CredentialBlob"), blob);
      credential.set(JAVA_INT, Advapi.offset("Persist"), LOCAL_MACHINE);
      credential.set(ADDRESS, Advapi.offset("UserName"), wide(arena, binding.agentId()));
      boolean written = api.write(state, credential);
      blob.fill((byte) 0);
      if (!written) {
        throw failure(api.lastError(state));
      }
    } catch (UnsatisfiedLinkError | IllegalArgumentException _) {
      throw missing();
    }
    if (!find(binding).equals(new Lookup.Found(secret))) {
      throw failure(Kind.UNAVAILABLE, "it did not keep what it was given");
    }
  }

  @Override
  public boolean delete(Binding binding) throws StoreFailure {
    try (Arena arena = Arena.ofConfined()) {
      Advapi api = Advapi.load();
      MemorySegment state = api.callState(arena);
      if (api.delete(state, target(arena, binding), GENERIC)) {
        return true;
      }
      int error = api.lastError(state);
      if (error == NOT_FOUND) {
        return false;
      }
      throw failure(error);
    } catch (UnsatisfiedLinkError | IllegalArgumentException _) {
      throw missing();
    }
  }

  @Override
  public String place() {
    return "the Credential Manager of Windows";
  }

  private static MemorySegment target(Arena arena, Binding binding) {
    return wide(arena, Keychain.SERVICE + ":" + binding.account());
  }

  private static MemorySegment wide(Arena arena, String text) {
    return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
  }

  private static StoreFailure missing() {
    return failure(Kind.UNAVAILABLE, "advapi32 cannot be used");
  }

  private static StoreFailure failure(int error) {
    return switch (error) {
      case NO_SUCH_LOGON_SESSION ->
          failure(
              Kind.UNAVAILABLE, "this logon session has none, as over SSH, WinRM and in a service");
      case ACCESS_DENIED -> failure(Kind.DENIED, "Windows denies access");
      default -> failure(Kind.UNAVAILABLE, "it answered with Windows error " + error);
    };
  }

  private static StoreFailure failure(Kind kind, String why) {
    return new StoreFailure(new Trouble(kind, NAME, why));
  }
}
