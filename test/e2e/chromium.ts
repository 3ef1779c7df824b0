import { runCommand, succeeds } from './run-command';
import { step } from './step';

/** The Chromium of the environment variable `CHROMIUM`, or of this machine. On Debian, root installs it if there is none. */
export async function prepareChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() !== 0 || !(await succeeds('apt-get', ['--version']))) {
    throw new Error(
      'The pages need Chromium. Install it, name its file in the environment variable CHROMIUM, or run as root on Debian.',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  step('no Chromium here: installing Debian package chromium');
  await runCommand('apt-get', ['update', '-qq'], { env });
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  const installed = await findChromium();
  if (installed === undefined) throw new Error('Debian package chromium is installed, but no chromium runs.');
  return installed;
}

async function findChromium(): Promise<string | undefined> {
  const named = process.env.CHROMIUM;
  for (const candidate of named === undefined ? ['chromium', 'chromium-browser', 'google-chrome'] : [named]) {
    if (await succeeds(candidate, ['--version'])) return candidate;
  }
  return undefined;
}
