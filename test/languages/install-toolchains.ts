import { installDebianPackages } from '../e2e/registry-ground/debian-packages';
import { prepareGo } from '../e2e/registry-ground/go-toolchain';
import { succeeds } from '../e2e/run-command';
import { systemPython } from '../e2e/python-environment';

/** Installs what is missing of Python, Java, Maven and Go. It needs Debian and root only if something is missing. */
async function installToolchains(): Promise<void> {
  await systemPython();
  if (!(await succeeds('javac', ['--version']))) await installDebianPackages(['default-jdk-headless']);
  if (!(await succeeds('mvn', ['--version']))) await installDebianPackages(['maven']);
  await prepareGo();
}

void installToolchains();
