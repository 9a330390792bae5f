@echo off
rem SPDX-License-Identifier: GPL-2.0-or-later
rem Starts Quorum Workbench from the folder in which the build left it.
setlocal DisableDelayedExpansion
set "QW_HOME=%~dp0.."

rem The JDK that built the program, else the one that JAVA_HOME names, else the one on the path.
set "QW_JDK="
if exist "%QW_HOME%\lib\jdk" set /p QW_JDK=<"%QW_HOME%\lib\jdk"
set "QW_JAVA=%QW_JDK%\bin\java.exe"
if defined QW_JDK if exist "%QW_JAVA%" goto start
set "QW_JAVA=%JAVA_HOME%\bin\java.exe"
if defined JAVA_HOME if exist "%QW_JAVA%" call :version && goto start
set "QW_JAVA=java.exe"
call :version && goto start
echo quorum-workbench: needs Java 25 or later, and found none: install a JDK 25 and point JAVA_HOME to it 1>&2
exit /b 3

:version
for /f "tokens=3" %%v in ('""%QW_JAVA%" -version 2^>^&1" ^| findstr /c:" version "') do for /f "delims=.-" %%m in (%%v) do if %%~m geq 25 exit /b 0
exit /b 1

:start
"%QW_JAVA%" -XX:+UseSerialGC --module-path="%QW_HOME%\javafx" --add-modules=javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED -classpath "%QW_HOME%\lib\*" org.quorumworkbench.app.Main %*
exit /b %errorlevel%
