# Does with an unpacked image what Homebrew would do with it by the formula: install, post_install, test. Of Homebrew it has only what the
# formula uses, by the same names. Exit status 0 when the three commands, completions and manual pages are where people look for them, the
# start-up caches were made, and the formula's own test holds.
#
#   ruby docs/check/release/formula.rb FORMULA IMAGE
require "fileutils"
require "pathname"
require "tmpdir"

FORMULA, IMAGE = ARGV.map { |path| File.expand_path(path) }
PREFIX = Pathname(Dir.mktmpdir("brew"))
at_exit { FileUtils.rm_rf(PREFIX) }

def refuse(sentence)
  warn "formula.rb: #{sentence}"
  exit 1
end

class Pathname
  def install(*files)
    mkpath
    FileUtils.cp_r(files.flatten, self, preserve: true)
  end

  def install_symlink(*files)
    mkpath
    files.flatten.each { |file| FileUtils.ln_s(file, self/File.basename(file)) }
  end
end

module OS
  def self.mac? = false
  def self.linux? = true
end

module Hardware
  class CPU
    def self.arm? = false
    def self.intel? = true
    def self.is_64_bit? = true
  end
end

class Formula
  class << self
    attr_reader :checked, :served

    %i[desc homepage license url sha256].each { |word| define_method(word) { |value| (@said ||= {})[word] = value } }
    def said = @said
    def version(value = nil) = value ? @version = value : @version
    def test(&block) = @checked = block
    def service(&block) = @served = block
  end

  def version = self.class.version
  def libexec = PREFIX/"libexec"
  def bin = PREFIX/"bin"
  def opt_bin = bin
  def var = PREFIX/"var"
  def man1 = PREFIX/"share/man/man1"
  def man8 = PREFIX/"share/man/man8"
  def bash_completion = PREFIX/"etc/bash_completion.d"
  def zsh_completion = PREFIX/"share/zsh/site-functions"
  def fish_completion = PREFIX/"share/fish/vendor_completions.d"
  def quiet_system(*command) = Kernel.system(*command.map(&:to_s), out: File::NULL, err: File::NULL)
  def system(*command) = Kernel.system(*command.map(&:to_s), out: File::NULL) || refuse("#{command.join(" ")} failed")
  def shell_output(command) = `#{command}`
  def assert_match(wanted, text) = text.include?(wanted) || refuse("#{wanted} is not in: #{text}")
end

class Service < Formula
  attr_reader :command

  def run(command) = @command = command
  def keep_alive(_) = nil
  def log_path(_) = nil
  def error_log_path(_) = nil
end

load FORMULA
ENV["HOME"] = (PREFIX/"home").tap(&:mkpath).to_s
ENV.delete_if { |name, _| name.start_with?("A2A_") }
place = PREFIX/"unpacked"
FileUtils.cp_r(IMAGE, place, preserve: true)
pages = {
  "completions/a2a.bash" => "etc/bash_completion.d/a2a.bash",
  "completions/_a2a"     => "share/zsh/site-functions/_a2a",
  "completions/a2a.fish" => "share/fish/vendor_completions.d/a2a.fish",
  "man/man1/a2a.1"       => "share/man/man1/a2a.1",
  "man/man8/a2a-daemon.8" => "share/man/man8/a2a-daemon.8",
}
unless (place/"share").exist?
  warn "formula.rb: the image has no completions and manual pages; empty ones stand in for them"
  pages.each_key { |page| (place/"share"/page).tap { |file| file.dirname.mkpath }.write("") }
end

formula = A2a.new
Dir.chdir(place) { formula.install }
formula.post_install
A2a.said.key?(:sha256) || refuse("the formula has nothing for this platform")
%w[a2a a2a-bridge a2a-daemon].each do |program|
  (PREFIX/"bin"/program).executable? || refuse("#{program} is not in bin")
  (PREFIX/"libexec/lib/cache/#{program}.aot").exist? || refuse("#{program} has no start-up cache")
end
pages.each_value { |page| (PREFIX/page).exist? || refuse("#{page} is not there") }
service = Service.new.tap { |it| it.instance_eval(&A2a.served) }
File.executable?(service.command.first) || refuse("the service runs #{service.command.first}, which is no program")
formula.instance_eval(&A2a.checked)
puts "formula: installs, makes caches, and its test holds"
