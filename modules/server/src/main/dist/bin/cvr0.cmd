@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Runs the cvr0 command. CVR0_CONF names the folder with cvr0.properties, logging.properties and lib, instead of conf.
rem JAVA_HOME selects the JDK; CVR0_JAVA_OPTS adds JVM options, or replaces those in lib\jvm.options.
rem No CDS archive: no test runs this script, and an archive must never prevent a start.
setlocal
set "HOME_DIR=%~dp0.."
if not defined CVR0_CONF set "CVR0_CONF=%HOME_DIR%\conf"
set "LOGGING=%CVR0_CONF%\logging.properties"
if not exist "%LOGGING%" set "LOGGING=%HOME_DIR%\conf\logging.properties"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem The OpenTelemetry SDK, if an exporter is configured. TelemetrySwitch has the same rule.
set "TELEMETRY="
if defined OTEL_METRICS_EXPORTER set "TELEMETRY=;%HOME_DIR%\lib\telemetry\*"
if defined OTEL_EXPORTER_OTLP_ENDPOINT set "TELEMETRY=;%HOME_DIR%\lib\telemetry\*"
if defined OTEL_EXPORTER_OTLP_METRICS_ENDPOINT set "TELEMETRY=;%HOME_DIR%\lib\telemetry\*"
if /i "%OTEL_SDK_DISABLED%"=="true" set "TELEMETRY="
if exist "%HOME_DIR%\runtime\bin\java.exe" set "JAVA=%HOME_DIR%\runtime\bin\java"
"%JAVA%" "@%HOME_DIR%\lib\jvm.options" -Djava.util.logging.config.file="%LOGGING%" %CVR0_JAVA_OPTS% -Dcvr0.conf="%CVR0_CONF%" -cp "%HOME_DIR%\lib\*%TELEMETRY%;%CVR0_CONF%\lib\*" dev.cvr0.server.Main %*
