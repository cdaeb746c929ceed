# {{jreleaserCreationStamp}}
class {{brewFormulaName}} < Formula
  desc "{{projectDescription}}"
  homepage "{{projectLinkHomepage}}"
  version "{{projectVersion}}"
  license "{{projectLicense}}"

  {{brewMultiPlatform}}

  def install
    libexec.install Dir["*"]
    bin.install_symlink %w[a2a a2a-bridge a2a-daemon].map { |program| libexec/"bin"/program }
    {
      bash_completion => "completions/*.bash",
      zsh_completion  => "completions/_*",
      fish_completion => "completions/*.fish",
      man1            => "man/man1/*.1",
      man8            => "man/man8/*.8",
    }.each do |place, names|
      files = Dir[libexec/"share"/names]
      place.install_symlink files unless files.empty?
    end
  end

  def post_install
    if OS.mac?
      # Homebrew rewrites the ids of libraries, which breaks their signatures.
      Dir[libexec/"lib/**/*.dylib"].each do |dylib|
        chmod 0664, dylib
        MachO::Tools.change_dylib_id(dylib, "@rpath/#{File.basename(dylib)}")
        MachO.codesign!(dylib)
        chmod 0444, dylib
      end
    end
    # Start-up caches, made where they are used. Everything works without them.
    quiet_system bin/"a2a", "self", "optimize"
  end

  service do
    run [opt_bin/"a2a-daemon"]
    keep_alive true
    log_path var/"log/a2a-daemon.log"
    error_log_path var/"log/a2a-daemon.log"
  end

  test do
    %w[a2a a2a-bridge a2a-daemon].each do |program|
      assert_match version.to_s, shell_output("#{bin}/#{program} --version")
    end
    system bin/"a2a", "demo"
  end
end
