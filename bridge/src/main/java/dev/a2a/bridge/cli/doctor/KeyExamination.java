package dev.a2a.bridge.cli.doctor;

import dev.a2a.bridge.link.Identity;
import dev.a2a.bridge.profile.Profile;
import dev.a2a.bridge.profile.Store;
import dev.a2a.shared.api.Problem;
import dev.a2a.shared.api.Refusal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Can keys be kept, and is the key of the profile there? A keychain keeps, shows and removes an
/// entry of no worth for it.
record KeyExamination(Identity identity) implements Examination {
  @Override
  public String check() {
    return "key";
  }

  @Override
  public List<Finding> findings() {
    Optional<Profile> profile = identity.profile();
    Set<Store> stores = EnumSet.noneOf(Store.class);
    profile.ifPresentOrElse(
        used -> stores.add(used.key().store()), () -> stores.add(identity.store()));
    stores.removeAll(Set.of(Store.ENV, Store.EXEC, Store.CREDENTIAL)); // Only read.
    List<Finding> found = new ArrayList<>();
    for (Store store : stores) {
      try {
        identity.keys().check(store);
        found.add(usable(store));
      } catch (Refusal refusal) {
        return List.of(Finding.refused(check(), refusal));
      }
    }
    if (identity.keyIsGiven()) {
      found.add(
          Finding.note(check(), "A2A_API_KEY is set here and is used in place of others.", null));
    } else {
      profile.ifPresent(used -> found.add(ofProfile(used)));
    }
    return found;
  }

  private Finding usable(Store store) {
    return store == Store.FILE
        ? Finding.note(check(), "Keys are kept in a file, and are not encrypted there.", null)
        : Finding.ok(check(), "The store \"" + store.word() + "\" can be used.");
  }

  private Finding ofProfile(Profile profile) {
    try {
      identity.finder().find(profile);
      return Finding.ok(
          check(),
          "The key of \"" + profile.name() + "\" is in " + identity.keys().place(profile) + ".");
    } catch (Refusal refusal) {
      return switch (refusal.problem()) {
        // The key may well be there.
        case Problem.KeyStoreLocked _,
            Problem.KeyStoreUnavailable _,
            Problem.KeyStoreDenied _,
            Problem.KeyStoreTimeout _ ->
            Finding.refused(check(), refusal);
        default -> Finding.wrong(check(), refusal.problem().detail(), login(profile.name()));
      };
    }
  }

  private static String login(String profile) {
    return "a2a login --profile "
        + (profile.matches("[A-Za-z0-9._-]+")
            ? profile
            : "'" + profile.replace("'", "'\\''") + "'");
  }
}
