@echo off
rem Starts a2a, a2a-bridge or a2a-daemon on Windows: one file under three names, in the image's bin. Does what the file a2a beside it in
rem the sources does, where its comments are, except for start-up caches: no times of files can be compared here, so a cache is used only
rem where A2A_AOT_CACHE names its folder, and none is made unasked. Has not yet run on Windows.
setlocal DisableDelayedExpansion
rem The names begin with an underscore, because the program inherits them: HOME, for one, would be a setting.
set "_program=%~n0"
for %%I in ("%~dp0..") do set "_image=%%~fI"
set "_jar=%_image%\lib\app\a2a.jar"

set "_main="
if /i "%_program%" == "a2a-daemon" set _main=-Xmx256m "-Dorg.sqlite.lib.path=%_image%\lib\native" -jar "%_jar%"
rem The Credential Manager is asked by native code, which -cp does not allow by itself.
if /i "%_program%" == "a2a-bridge" set _main=-Xmx64m -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "%_jar%" dev.a2a.bridge.mcp.Main
set "_heap=64m"
if "%~1" == "bench" set "_heap=512m"
if /i "%_program%" == "a2a" set _main=-Xmx%_heap% -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp "%_jar%" dev.a2a.bridge.cli.Main
if not defined _main (
  >&2 echo %_program%: this file starts a2a, a2a-bridge or a2a-daemon; call it by one of these names.
  exit /b 1
)

set "_cache="
if not "%A2A_AOT_OUTPUT%" == "" (
  set "_cache=-XX:AOTCacheOutput=%A2A_AOT_OUTPUT%\%_program%.aot"
) else if not "%A2A_AOT_CACHE%" == "" (
  if exist "%A2A_AOT_CACHE%\%_program%.aot" set "_cache=-XX:AOTCache=%A2A_AOT_CACHE%\%_program%.aot"
)
if defined _cache set _cache="%_cache%"

"%_image%\lib\runtime\bin\java.exe" -Xlog:disable -XX:+DisplayVMOutputToStderr -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 %_cache% "-Da2a.home=%_image%" "-Da2a.program=%_program%" %_main% %*
exit /b %ERRORLEVEL%
