package dev.a2a.bridge.keychain;

import dev.a2a.bridge.keychain.Trouble.Kind;
import dev.a2a.bridge.keychain.os.Child;
import dev.a2a.bridge.keychain.os.Deadline;
import dev.a2a.bridge.profile.Binding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The login keychain of macOS through `/usr/bin/security`. Not yet run on a Mac.
///
/// A secret goes to the standard input of `security -i`, never into an argument, which everybody on
/// the machine can read. That mode cuts a line at 4096 bytes, runs the head and takes the tail for
/// a command, so longer lines are refused here, and a secret is written in base64url, which needs
/// no quoting. The item belongs to Apple's program: no question after an update of ours, and any
/// process of this user can read it the same way.
final class MacKeychain implements SecretStore {
  private static final String NAME = "The keychain";
  private static final int LINE_MAX = 4000;
  private static final int NOT_FOUND = 44;
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._:@/+=#\\[\\]-]{1,200}");

  private final Path program;
  private final Map<String, String> env;
  private final Patience patience;

  MacKeychain(Path program, Map<String, String> env, Patience patience) {
    this.program = program;
    this.env = env;
    this.patience = patience;
  }

  @Override
  public Lookup find(Binding binding) {
    try {
      return find(binding, Deadline.in(patience.operation()));
    } catch (StoreFailure e) {
      return new Lookup.Failed(e.trouble());
    }
  }

  @Override
  public void put(Binding binding, String secret) throws StoreFailure {
    Deadline deadline = Deadline.in(patience.operation());
    String line =
        "add-generic-password -U -s \"%s\" -a \"%s\" -w \"%s\"\n"
            .formatted(
                Keychain.SERVICE,
                account(binding),
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
    if (line.length() > LINE_MAX) {
      throw failure(Kind.DENIED, "the secret is too long for it");
    }
    Child.Ended added = run(line, deadline, "-i");
    if (added.status() != 0) {
      throw failure(added);
    }
    if (!find(binding, deadline).equals(new Lookup.Found(secret))) {
      throw failure(Kind.UNAVAILABLE, "it did not keep what it was given");
    }
  }

  @Override
  public boolean delete(Binding binding) throws StoreFailure {
    Child.Ended deleted =
        run(
            "",
            Deadline.in(patience.operation()),
            "delete-generic-password",
            "-s",
            Keychain.SERVICE,
            "-a",
            account(binding));
    if (deleted.status() != 0 && deleted.status() != NOT_FOUND) {
      throw failure(deleted);
    }
    return deleted.status() == 0;
  }

  @Override
  public String place() {
    return "the login keychain";
  }

  private Lookup find(Binding binding, Deadline deadline) throws StoreFailure {
    Child.Ended found =
        run(
            "",
            deadline,
            "find-generic-password",
            "-s",
            Keychain.SERVICE,
            "-a",
            account(binding),
            "-w");
    if (found.status() == NOT_FOUND) {
      return new Lookup.None();
    }
    if (found.status() != 0) {
      throw failure(found);
    }
    try {
      byte[] secret = Base64.getUrlDecoder().decode(found.out().strip());
      return new Lookup.Found(new String(secret, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException _) {
      throw failure(Kind.UNAVAILABLE, "its entry was not written by a2a");
    }
  }

  private Child.Ended run(String input, Deadline deadline, String... arguments)
      throws StoreFailure {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    try {
      return new Child(command, env).run(input, deadline);
    } catch (Deadline.Passed _) {
      throw failure(Kind.TIMEOUT, "it did not answer in time; a dialog may be open on the desktop");
    } catch (IOException _) {
      throw failure(Kind.UNAVAILABLE, program + " cannot be run");
    }
  }

  private static String account(Binding binding) throws StoreFailure {
    if (!SAFE.matcher(binding.account()).matches()) {
      throw failure(Kind.DENIED, "the name of the server does not fit into it");
    }
    return binding.account();
  }

  // The exit status is the lowest byte of an OSStatus.
  private static StoreFailure failure(Child.Ended ended) {
    return switch (ended.status()) {
      case 36 ->
          failure(
              Kind.LOCKED,
              "it may not ask for its password in this session; run `security unlock-keychain`");
      case 51 -> failure(Kind.LOCKED, "it refused the password");
      case 128 -> failure(Kind.DENIED, "access was refused in its dialog");
      case 37, 50 -> failure(Kind.UNAVAILABLE, "this user has no default keychain");
      default -> failure(Kind.UNAVAILABLE, "`security` ended with status " + ended.status());
    };
  }

  private static StoreFailure failure(Kind kind, String why) {
    return new StoreFailure(new Trouble(kind, NAME, why));
  }
}
