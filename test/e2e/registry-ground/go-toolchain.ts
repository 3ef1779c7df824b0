import { runCommand } from '../run-command';
import { installDebianPackages } from './debian-packages';

/** The version that the modules require. */
const version = '1.26.8';
const debianPackage = 'golang-1.19-go';
const debianGo = '/usr/lib/go-1.19/bin/go';

/** A Go that can build the tools: the machine's own, or one of the Go module proxy, fetched by Debian's older one. */
export async function prepareGo(): Promise<string> {
  for (const candidate of ['go', '/usr/local/go/bin/go']) {
    if (await isNewEnough(candidate)) return candidate;
  }
  return goFromModuleProxy();
}

/** Go's own distribution is a module too; its checksum is checked as that of any other. */
async function goFromModuleProxy(): Promise<string> {
  await installDebianPackages([debianPackage]);
  const platform = `linux-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;
  const name = `golang.org/toolchain@v0.0.1-go${version}.${platform}`;
  const { stdout } = await runCommand(debianGo, ['mod', 'download', '-json', name]);
  const { Dir: at } = JSON.parse(stdout) as { Dir: string };
  await runCommand('chmod', ['--recursive', 'a+x', `${at}/bin`, `${at}/pkg/tool`]); // a module holds no modes
  return `${at}/bin/go`;
}

async function isNewEnough(go: string): Promise<boolean> {
  const found = await runCommand(go, ['env', 'GOVERSION']).catch(() => undefined);
  // As numbers of one length they compare as texts do: `1.26.8` comes after `1.9.0`.
  const comparable = (text: string) => text.replace(/\d+/g, (number) => number.padStart(5, '0'));
  return comparable(found?.stdout.trim() ?? '') >= comparable(`go${version}`);
}
