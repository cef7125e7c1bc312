@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Starts the CVR0 server's command line. JAVA_HOME chooses the JDK, CVR0_JAVA_OPTS adds options to it.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"

rem The CDS archive of loaded classes, as in bin/cvr0: only if JAVA_HOME tells the version, and it is 19 or later.
set "CDS="
set "JDK_VERSION="
set "JDK_MAJOR=0"
if not "%~1"=="serve" if not "%~1"=="explain" goto start
if defined CVR0_JAVA_OPTS goto start
if not defined LOCALAPPDATA goto start
if not exist "%JAVA_HOME%\release" goto start
for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%JAVA_HOME%\release"') do set "JDK_VERSION=%%~v"
for /f "delims=." %%m in ("%JDK_VERSION%") do set "JDK_MAJOR=%%m"
if %JDK_MAJOR% LSS 19 goto start
if not exist "%LOCALAPPDATA%\cvr0" mkdir "%LOCALAPPDATA%\cvr0" 2>nul
if not exist "%LOCALAPPDATA%\cvr0" goto start
for %%j in ("%HOME_DIR%\lib\cvr0-server-*.jar") do set "CDS=-XX:SharedArchiveFile="%LOCALAPPDATA%\cvr0\%%~nj-%JDK_VERSION%-%~1.jsa" -XX:+AutoCreateSharedArchive -XX:+VerifySharedSpaces -Xlog:cds*=off"

:start
"%JAVA%" -Xmx512m -XX:+UseSerialGC -XX:CompileThresholdScaling=3 -XX:-UsePerfData %CDS% %CVR0_JAVA_OPTS% -Djava.util.logging.config.file="%HOME_DIR%\conf\logging.properties" -Dorg.jboss.weld.xml.disableValidating=true -Dorg.jboss.weld.bootstrap.concurrentDeployment=false -Dcvr0.home="%HOME_DIR%" -cp "%HOME_DIR%\lib\*" dev.cvr0.server.Main %*
