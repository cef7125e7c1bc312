@echo off
rem SPDX-License-Identifier: Apache-2.0
rem Runs the cvr0 command. JAVA_HOME selects the JDK; CVR0_JAVA_OPTS adds JVM options, or replaces those below.
rem No CDS archive: no test runs this script, and an archive must never prevent a start.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
rem The OpenTelemetry SDK, if an exporter is configured. TelemetrySwitch has the same rule.
set "TELEMETRY="
if defined OTEL_METRICS_EXPORTER set "TELEMETRY=;%HOME_DIR%\lib\telemetry\*"
if defined OTEL_EXPORTER_OTLP_ENDPOINT set "TELEMETRY=;%HOME_DIR%\lib\telemetry\*"
if defined OTEL_EXPORTER_OTLP_METRICS_ENDPOINT set "TELEMETRY=;%HOME_DIR%\lib\telemetry\*"
if /i "%OTEL_SDK_DISABLED%"=="true" set "TELEMETRY="
"%JAVA%" -Xmx512m -XX:+ExitOnOutOfMemoryError -XX:+UseSerialGC -XX:CompileThresholdScaling=3 -XX:-UsePerfData -Dio.netty.leakDetection.level=disabled -Djava.util.logging.config.file="%HOME_DIR%\conf\logging.properties" -Dorg.jboss.weld.xml.disableValidating=true -Dorg.jboss.weld.bootstrap.concurrentDeployment=false %CVR0_JAVA_OPTS% -Dcvr0.home="%HOME_DIR%" -cp "%HOME_DIR%\lib\*%TELEMETRY%" dev.cvr0.server.Main %*
